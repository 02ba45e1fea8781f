/** `searchText`: what the full-text index holds of a record. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {TableSpec} from '../store.ts'
import {ownValue} from './own-value.ts'

export interface SearchText {readonly title: string; readonly body: string}

/** Beyond this many characters a record's text is not found by its words. */
const maxBody = 65_536

/** Undefined when there is nothing to find. */
export function searchText(spec: TableSpec, data: JsonObject): SearchText | undefined {
  const inTitle = spec.title.filter(name => spec.columns.some(column => column.name === name && column.search))
  const title = joined(inTitle.map(name => ownValue(data, name)), ' ')
  const body = joined(spec.columns.filter(column => column.search && !inTitle.includes(column.name)).map(column => ownValue(data, column.name)), '\n')
  return title === '' && body === '' ? undefined : {title, body}
}

/** U+E000 and U+E001 mark what matched in a search result: they are never part of the text. */
function joined(values: readonly unknown[], separator: string): string {
  return values.flat().filter((value): value is string => typeof value === 'string' && value !== '').join(separator).replace(/[\uE000\uE001]/g, '').slice(0, maxBody)
}
