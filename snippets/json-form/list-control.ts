/** A list of objects, item by item; and a list of choices, as boxes to tick. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {withJsonFormsControlProps} from '@jsonforms/react'
import {h, type JSX} from 'preact'
import {useContext} from 'preact/hooks'
import {baseType, type Json, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {choiceLabel, choicesOf, type OfferedChoice} from '../choices-of.ts'
import {fieldLabel} from '../field-kind.ts'
import {sameValue} from '../form/merge-data.ts'
import {isInList} from './data-path.ts'
import {FieldControl} from './field-control.ts'
import {fieldLayout} from './field-layout.ts'
import {FormContext} from './form-context.ts'
import {Dispatch, isMisfit, isNested} from './object-control.ts'

export const listTester: RankedTester = rankWith(15, and(isControl, schemaMatches(schema => isNested(schema, 'array'))))

function ListControl(props: ControlProps): JSX.Element | null {
  const {schema, path, data, visible, enabled, errors} = props
  const form = useContext(FormContext)
  if (!form || visible === false) return null
  if (isMisfit(form, props)) return h(FieldControl, props)
  const list = schema as unknown as PropertySchema
  const items = list.items ?? {}
  const offered = choicesOf(items)
  const values: readonly Json[] = Array.isArray(data) ? data as readonly Json[] : []
  const label = fieldLabel(path.split('.').at(-1) ?? path, list)
  const readOnly = form.readonly || !enabled
  const start = isInList(path) ? undefined : form.startOf(path)
  const change = (next: readonly Json[]): void => {
    form.change(path, next.length > 0 ? next : Array.isArray(start) && start.length === 0 ? start : undefined)
    form.leave(path)
  }
  const shown = form.refused.get(path) ?? (!form.isAsStored(path) && (form.showAll || form.left.has(path)) ? errors : '')
  return h('fieldset', {class: 'field wide nested'},
    h('legend', {}, label),
    list.description ? h('p', {class: 'help'}, list.description) : null,
    offered ? choices(offered, values, Array.isArray(start) ? start as readonly Json[] : values, readOnly, change) : entries({items, values, path, label, readOnly, change}),
    shown ? h('p', {class: 'error'}, shown) : null)
}

/** What stands in the list but is no longer offered can be taken out, and until then stays. `start`: the list as it was before anyone ticked here. */
function choices(offered: readonly OfferedChoice[], values: readonly Json[], start: readonly Json[], readOnly: boolean, change: (next: readonly Json[]) => void): JSX.Element {
  const has = (list: readonly Json[], value: Json): boolean => list.some(one => sameValue(one, value))
  const gone = [...start, ...values].filter((value, index, all) => !offered.some(choice => sameValue(choice.value, value)) && all.findIndex(one => sameValue(one, value)) === index)
  const all = [...offered, ...gone.map(value => ({value, label: `${choiceLabel(value)} (no longer offered)`}))]
  const placeOf = (value: Json): number => all.findIndex(choice => sameValue(choice.value, value))
  const turn = (value: Json, on: boolean): void => {
    const others = values.filter(one => !sameValue(one, value))
    const later = others.findIndex(one => placeOf(one) > placeOf(value))
    const next = on ? others.toSpliced(later < 0 ? others.length : later, 0, value) : others
    const asBefore = all.every(choice => has(next, choice.value) === has(start, choice.value))
    change(asBefore ? start : next)
  }
  return h('div', {class: 'choices'}, all.map(({value, label}) => h('label', {},
    h('input', {class: 'check', type: 'checkbox', checked: has(values, value), disabled: readOnly, onChange: (event: Event) => turn(value, (event.target as HTMLInputElement).checked)}),
    h('span', {}, label))))
}

interface Entries {readonly items: PropertySchema; readonly values: readonly Json[]; readonly path: string; readonly label: string; readonly readOnly: boolean; change(next: readonly Json[]): void}

function entries({items, values, path, label, readOnly, change}: Entries): JSX.Element {
  const layout = baseType(items) === 'object' ? fieldLayout({properties: items.properties ?? {}} satisfies Pick<RecordSchema, 'properties'>) : {type: 'Control', scope: '#'}
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

function blank(schema: PropertySchema): Json {
  if (schema.default !== undefined) return schema.default
  const type = baseType(schema)
  return type === 'object' ? {} : type === 'array' ? [] : type === 'boolean' ? false : ''
}

export const listRenderer: unknown = withJsonFormsControlProps(ListControl as never)
