/** One field of the form: label, input, help and error, joined for assistive technology. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {withJsonFormsControlProps} from '@jsonforms/react'
import {h, type JSX} from 'preact'
import {useContext, useRef} from 'preact/hooks'
import type {Json, PropertySchema} from '../../schemas/index.ts'
import {type Reading, textOf} from '../form/field-text.ts'
import {fieldOf, type FormField, formField} from '../form/form-field.ts'
import {sameValue} from '../form/merge-data.ts'
import {paperText} from '../form/paper-text.ts'
import {CustomEditor} from './custom-editor.ts'
import {isInList} from './data-path.ts'
import {FormContext, type FormContextValue, type Held} from './form-context.ts'
import {inputs} from './inputs.ts'

/** Everything but objects and lists of objects, which JSON Forms' own renderers draw. */
export const fieldTester: RankedTester = rankWith(20, and(isControl, schemaMatches(schema => formField('', schema as unknown as PropertySchema, false).kind !== 'nested' || 'x-editor' in schema)))

/** Also draws what is nested by its schema, but not by its value. */
export function FieldControl({data, path, errors, schema, required = false, enabled, visible, uischema}: ControlProps): JSX.Element | null {
  const form = useContext(FormContext)
  const value = data as Json | undefined
  const start = useStart(form, path, value)
  if (!form || visible === false) return null
  const label: unknown = (uischema as {label?: unknown}).label
  const made = formField(path.split('.').at(-1) ?? path, schema as unknown as PropertySchema, required, path)
  const field = fieldOf(typeof label === 'string' && label ? {...made, label} : made, start.value)
  const held = form.held.get(path)
  const stands = form.isAsStored(path) && held === undefined
  const shown = form.refused.get(path) ?? (form.showAll || form.left.has(path) ? held?.message ?? (stands ? '' : errors) : '')
  const outdated = stands && errors && value !== undefined && field.kind !== 'enum' ? outdatedWords(field, value, form.reading) : ''
  const [helpId, errorId, outdatedId] = [`${field.id}-help`, `${field.id}-error`, `${field.id}-outdated`]
  const editor = editorOf(field.schema, form.editors)
  const common = {
    field, value, stored: start.value, reading: form.reading, lookup: form.lookup, invalid: shown !== '',
    describedBy: [field.help && helpId, outdated && outdatedId, shown && errorId].filter(Boolean).join(' ') || undefined,
    readOnly: form.readonly || !enabled || field.readOnly,
    learn: form.learn,
    change: (next: Json | undefined) => {
      start.sent(next)
      form.change(path, next)
    },
    hold: (next: Held | undefined) => form.hold(path, next),
    leave: () => form.leave(path),
  }
  const notes = [
    field.help ? h('p', {class: 'help', id: helpId}, field.help) : null,
    outdated ? h('p', {class: 'help', id: outdatedId}, outdated) : null,
    shown ? h('p', {class: 'error', id: errorId}, shown) : null,
  ]
  const mark = required ? h('span', {class: 'required', 'aria-hidden': 'true'}, ' *') : null
  if (field.kind === 'boolean' && !editor) {
    return h('div', {class: 'field tick'}, h('label', {}, h(inputs.boolean, common), h('span', {}, field.label, mark)), ...notes)
  }
  return h('div', {class: `field${field.wide ? ' wide' : ''}`, 'data-paper': editor ? undefined : paperText(field, value, form.reading)},
    h('label', {for: field.id, id: `${field.id}-label`}, field.label, mark),
    editor ? h(CustomEditor, {...common, tag: editor}) : h(inputs[field.kind === 'nested' ? 'json' : field.kind], common),
    ...notes)
}

interface Start {readonly value: Json | undefined; sent(value: Json | undefined): void}

/** What the field started from. Items of a list change places: there it is what last came from elsewhere than this field. */
function useStart(form: FormContextValue | undefined, path: string, value: Json | undefined): Start {
  const own = useRef<{readonly value: Json | undefined; readonly sent?: {readonly value: Json | undefined}}>({value})
  const {sent} = own.current
  if (!(sent && sameValue(sent.value, value)) && !sameValue(own.current.value, value)) own.current = {value}
  return {
    value: isInList(path) ? own.current.value : form?.startOf(path),
    sent(next) {
      own.current = {value: own.current.value, sent: {value: next}}
    },
  }
}

function outdatedWords(field: FormField, value: Json, reading: Reading): string {
  const text = textOf(field, value, reading)
  const unseen = text.trim() === '' || field.kind === 'boolean' || field.kind === 'date' || field.kind === 'date-time'
  return `${unseen ? `What is stored, ${JSON.stringify(value)}, is` : 'This is'} no longer allowed. It stays until it is changed.`
}

function editorOf(schema: PropertySchema, editors: {readonly [editor: string]: string}): string | undefined {
  const name = schema['x-editor']
  return typeof name === 'string' && Object.hasOwn(editors, name) ? editors[name] : undefined
}

export const fieldRenderer: unknown = withJsonFormsControlProps(FieldControl as never)
