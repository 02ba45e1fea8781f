/** A list of objects, item by item; and a list of choices, as boxes to tick. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {withJsonFormsControlProps} from '@jsonforms/react'
import {h, type JSX} from 'preact'
import {useContext} from 'preact/hooks'
import type {Json, PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {fieldLabel, humanize} from '../field-kind.ts'
import {fieldLayout} from './field-layout.ts'
import {FormContext} from './form-context.ts'
import {Dispatch} from './object-control.ts'

export const listTester: RankedTester = rankWith(15, and(isControl, schemaMatches(schema => schema.type === 'array' && !Array.isArray(schema.items))))

function ListControl({schema, path, data, visible, enabled, errors, handleChange}: ControlProps): JSX.Element | null {
  const form = useContext(FormContext)
  if (!form || visible === false) return null
  const list = schema as unknown as PropertySchema
  const items = list.items ?? {}
  const values: readonly Json[] = Array.isArray(data) ? data as readonly Json[] : []
  const label = fieldLabel(path.split('.').at(-1) ?? path, list)
  const readOnly = form.readonly || !enabled
  const change = (next: readonly Json[]): void => {
    handleChange(path, next.length > 0 ? next : undefined)
    form.leave(path)
  }
  const shown = form.refused.get(path) ?? (form.showAll || form.left.has(path) ? errors : '')
  return h('fieldset', {class: 'field wide nested'},
    h('legend', {}, label),
    list.description ? h('p', {class: 'help'}, list.description) : null,
    items.enum ? choices(items.enum, values, readOnly, change) : entries({items, values, path, label, readOnly, change}),
    shown ? h('p', {class: 'error'}, shown) : null)
}

function choices(all: readonly Json[], values: readonly Json[], readOnly: boolean, change: (next: readonly Json[]) => void): JSX.Element {
  return h('div', {class: 'choices'}, all.map(choice => h('label', {},
    h('input', {
      class: 'check', type: 'checkbox', checked: values.includes(choice), disabled: readOnly,
      // In the order of the schema, however they were ticked.
      onChange: (event: Event) => change(all.filter(one => (one === choice ? (event.target as HTMLInputElement).checked : values.includes(one)))),
    }), h('span', {}, humanize(String(choice))))))
}

interface Entries {readonly items: PropertySchema; readonly values: readonly Json[]; readonly path: string; readonly label: string; readonly readOnly: boolean; change(next: readonly Json[]): void}

function entries({items, values, path, label, readOnly, change}: Entries): JSX.Element {
  const layout = items.type === 'object' ? fieldLayout({properties: items.properties ?? {}} satisfies Pick<RecordSchema, 'properties'>) : {type: 'Control', scope: '#'}
  return h('div', {class: 'entries'},
    values.map((_, index) => h('div', {class: 'entry', role: 'group', 'aria-label': `${label} ${index + 1}`, key: index},
      h(Dispatch, {schema: items, uischema: layout, path: `${path}.${index}`, enabled: !readOnly}),
      readOnly ? null : h('div', {class: 'entry-buttons'},
        h('button', {type: 'button', class: 'button quiet small', disabled: index === 0, 'aria-label': `Move ${label} ${index + 1} up`, onClick: () => change(moved(values, index, index - 1))}, 'Up'),
        h('button', {type: 'button', class: 'button quiet small', disabled: index === values.length - 1, 'aria-label': `Move ${label} ${index + 1} down`, onClick: () => change(moved(values, index, index + 1))}, 'Down'),
        h('button', {type: 'button', class: 'button quiet small', 'aria-label': `Remove ${label} ${index + 1}`, onClick: () => change(values.toSpliced(index, 1))}, 'Remove')))),
    readOnly ? null : h('button', {type: 'button', class: 'button small', onClick: () => change([...values, blank(items)])}, 'Add', h('span', {class: 'hidden-text'}, ` to ${label}`)))
}

function moved(values: readonly Json[], from: number, to: number): readonly Json[] {
  const rest = values.toSpliced(from, 1)
  return rest.toSpliced(to, 0, values[from]!)
}

function blank({default: preset, type}: PropertySchema): Json {
  if (preset !== undefined) return preset
  return type === 'object' ? {} : type === 'array' ? [] : ''
}

export const listRenderer: unknown = withJsonFormsControlProps(ListControl as never)
