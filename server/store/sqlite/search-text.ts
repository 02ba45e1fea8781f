/** `searchText`: what of a record is found by its words. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {TableSpec} from '../store.ts'
import {ownValue} from './own-value.ts'

export interface SearchText {readonly title: string; readonly body: string}

/** Characters of each property: what follows in it is not found by its words; other properties are. */
const longest = 65_536

/** Undefined when there is nothing to find. */
export function searchText(spec: TableSpec, data: JsonObject): SearchText | undefined {
  const inTitle = spec.title.filter(name => spec.columns.some(column => column.name === name && column.search))
  const title = joined(inTitle.map(name => ownValue(data, name)), ' ')
  const body = joined(spec.columns.filter(column => column.search && !inTitle.includes(column.name)).map(column => ownValue(data, column.name)), '\n')
  return title === '' && body === '' ? undefined : {title, body}
}

/** U+E000 and U+E001 mark what matched in a search result: they are never part of the text. */
function joined(values: readonly unknown[], separator: string): string {
  return values.map(textOf).filter(text => text !== '').join(separator).replace(/[\uE000\uE001]/g, '')
}

function textOf(value: unknown): string {
  const text = Array.isArray(value) ? value.filter(item => typeof item === 'string').join('\n') : value
  return typeof text === 'string' ? text.slice(0, longest) : ''
}
