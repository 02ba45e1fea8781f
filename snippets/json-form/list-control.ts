/** A list: of choices, as boxes to tick; of anything else, item by item. */
import {and, type ControlProps, isControl, type RankedTester, rankWith, schemaMatches} from '@jsonforms/core'
import {withJsonFormsControlProps} from '@jsonforms/react'
import {h, type JSX} from 'preact'
import {useContext} from 'preact/hooks'
import type {Json, PropertySchema} from '../../schemas/index.ts'
import {choiceLabel, choicesOf, type OfferedChoice} from '../choices-of.ts'
import {fieldLabel} from '../field-kind.ts'
import {sameValue} from '../form/merge-data.ts'
import {isInList} from './data-path.ts'
import {FieldControl} from './field-control.ts'
import {FormContext} from './form-context.ts'
import {ListEntries} from './list-entries.ts'
import {isMisfit, isNested} from './object-control.ts'

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
    offered ? choices(offered, values, Array.isArray(start) ? start as readonly Json[] : values, readOnly, change) : h(ListEntries, {items, values, path, label, readOnly, change}),
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

export const listRenderer: unknown = withJsonFormsControlProps(ListControl as never)
