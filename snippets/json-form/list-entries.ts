/** The items of a list, each with its fields and ways to move and remove it. The focus goes where an item goes; what happened is announced. */
import {h, type JSX} from 'preact'
import {useLayoutEffect, useRef, useState} from 'preact/hooks'
import {baseType, type Json, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {fieldLayout} from './field-layout.ts'
import {Dispatch} from './object-control.ts'

export interface ListEntriesProps {
  readonly items: PropertySchema
  readonly values: readonly Json[]
  readonly path: string
  /** Of the list: its items are called so, by their numbers. */
  readonly label: string
  readonly readOnly: boolean
  change(next: readonly Json[]): void
}

type Way = 'up' | 'down' | 'remove'
/** What was done, and where the focus goes for it. */
interface Done {readonly words: string; readonly index: number; readonly way: Way | 'field'}

const fields = ':is(input, select, textarea, button):enabled'

export function ListEntries({items, values, path, label, readOnly, change}: ListEntriesProps): JSX.Element {
  const [done, setDone] = useState<Done | undefined>(undefined)
  const count = useRef(0)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (done && list.current) focusIn(list.current, done)
  }, [done])

  const parts: Pick<RecordSchema, 'properties'> = {properties: items.properties ?? {}}
  const layout = baseType(items) === 'object' ? fieldLayout(parts) : {type: 'Control', scope: '#'}
  const say = (what: Done): void => {
    count.current++
    setDone(what)
  }
  const nameOf = (index: number): string => `${label} ${index + 1}`
  const move = (from: number, to: number): void => {
    change(moved(values, from, to))
    say({words: `${nameOf(from)} is now ${to + 1} of ${values.length}.`, index: to, way: to < from ? 'up' : 'down'})
  }
  const remove = (index: number): void => {
    change(values.toSpliced(index, 1))
    say({words: `${nameOf(index)} of ${values.length} is removed.`, index: Math.min(index, values.length - 2), way: 'remove'})
  }
  const add = (): void => {
    change([...values, blank(items)])
    say({words: `${nameOf(values.length)} is added.`, index: values.length, way: 'field'})
  }
  const button = (way: Way, words: string, name: string, onClick: () => void, disabled = false): JSX.Element =>
    h('button', {type: 'button', class: 'button quiet small', 'data-way': way, disabled, 'aria-label': name, onClick}, words)
  return h('div', {class: 'entries', ref: list},
    values.map((_, index) => h('div', {class: 'entry', role: 'group', 'aria-label': nameOf(index), key: index},
      h(Dispatch, {schema: items, uischema: layout, path: `${path}.${index}`, enabled: !readOnly}),
      readOnly ? null : h('div', {class: 'entry-buttons'},
        button('up', 'Up', `Move ${nameOf(index)} up`, () => move(index, index - 1), index === 0),
        button('down', 'Down', `Move ${nameOf(index)} down`, () => move(index, index + 1), index === values.length - 1),
        button('remove', 'Remove', `Remove ${nameOf(index)}`, () => remove(index))))),
    readOnly ? null : h('button', {type: 'button', class: 'button small', onClick: add},
      'Add', h('span', {class: 'hidden-text'}, ` to ${label}`)),
    // The same words once more are drawn anew, so that they are heard once more.
    h('p', {class: 'hidden-text', role: 'status'}, h('span', {key: count.current}, done?.words ?? '')))
}

/** At either end of the list an item can only go the other way; without items there is only to add one. */
function focusIn(list: HTMLElement, {index, way}: Done): void {
  const entry = list.querySelectorAll<HTMLElement>(':scope > .entry')[index]
  const wanted = way === 'field' ? fields : `:scope > .entry-buttons > [data-way="${way}"]:enabled`
  const ways = [entry?.querySelector<HTMLElement>(wanted), entry?.querySelector<HTMLElement>(':scope > .entry-buttons > :enabled')]
  const found = ways.find(Boolean) ?? list.querySelector<HTMLElement>(':scope > button')
  found?.focus()
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
