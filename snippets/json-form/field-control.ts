/** One field of the form: label, input, help and error, joined for assistive technology. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {withJsonFormsControlProps} from '@jsonforms/react'
import {h, type JSX} from 'preact'
import {useContext} from 'preact/hooks'
import type {Json, PropertySchema} from '../../schemas/index.ts'
import {type FormField, formField} from '../form/form-field.ts'
import {CustomEditor} from './custom-editor.ts'
import {FormContext} from './form-context.ts'
import {inputs} from './inputs.ts'

/** Everything but objects and lists of objects, which JSON Forms' own renderers draw. */
export const fieldTester: RankedTester = rankWith(20, and(isControl, schemaMatches(schema => formField('', schema as unknown as PropertySchema, false).kind !== 'nested' || 'x-editor' in schema)))

function FieldControl({data, handleChange, path, errors, schema, required = false, enabled, visible, uischema}: ControlProps): JSX.Element | null {
  const form = useContext(FormContext)
  if (!form || visible === false) return null
  const made = formField(path.split('.').at(-1) ?? path, schema as unknown as PropertySchema, required, path)
  const label: unknown = (uischema as {label?: unknown}).label
  const field: FormField = typeof label === 'string' && label ? {...made, label} : made
  const shown = form.refused.get(path) ?? (form.showAll || form.left.has(path) ? errors : '')
  const helpId = `${field.id}-help`
  const errorId = `${field.id}-error`
  const editor = editorOf(field.schema, form.editors)
  const common = {
    field, value: data as Json | undefined, reading: form.reading, lookup: form.lookup, invalid: shown !== '',
    describedBy: [field.help && helpId, shown && errorId].filter(Boolean).join(' ') || undefined,
    readOnly: form.readonly || !enabled || field.readOnly,
    learn: form.learn,
    change: (value: Json | undefined) => handleChange(path, value),
    leave: () => form.leave(path),
  }
  const help = field.help ? h('p', {class: 'help', id: helpId}, field.help) : null
  const error = shown ? h('p', {class: 'error', id: errorId}, shown) : null
  const mark = required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null
  if (field.kind === 'boolean' && !editor) {
    return h('div', {class: 'field tick'}, h('label', {}, h(inputs.boolean, common), h('span', {}, field.label, mark)), help, error)
  }
  return h('div', {class: `field${field.wide ? ' wide' : ''}`},
    h('label', {for: field.id, id: `${field.id}-label`}, field.label, mark),
    editor ? h(CustomEditor, {...common, tag: editor}) : h(inputs[field.kind === 'nested' ? 'text' : field.kind], common),
    help, error)
}

function editorOf(schema: PropertySchema, editors: {readonly [editor: string]: string}): string | undefined {
  const name = schema['x-editor']
  return typeof name === 'string' && Object.hasOwn(editors, name) ? editors[name] : undefined
}

export const fieldRenderer: unknown = withJsonFormsControlProps(FieldControl as never)
