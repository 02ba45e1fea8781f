/** A field of a filter or a sort, as SQL: a property's column, or one of the record's own. */
import {InvalidInput} from '../../errors.ts'
import type {TableSpec} from '../store.ts'
import {columnName, jsonPath, keyName, plainColumn, plainKey} from './names.ts'

export interface Field {
  readonly name: string
  /** What is compared and sorted by. */
  readonly sql: string
  /** As EXPLAIN QUERY PLAN writes it. */
  readonly plain: string
  readonly kind: 'text' | 'number' | 'boolean' | 'json'
  /** The text itself, where `sql` is its key. */
  readonly text: string
  /** How times compare: `key`: the column holds keys; `own`: it holds what the store's clock said, in UTC with milliseconds; `text`: as any text that may be a time. */
  readonly times: 'key' | 'own' | 'text'
  /** The column's own collation ignores case. */
  readonly nocase: boolean
  readonly nullable: boolean
  /** The property's path in `doc`; null for the record's own fields. */
  readonly path: string | null
}

const own = (name: string, kind: Field['kind'] = 'text', times: Field['times'] = 'text'): Field => ({name, sql: name, plain: name, text: name, times, kind, nocase: false, nullable: false, path: null})
export const idField = own('id')
const ownFields = new Map([idField, own('rev', 'number'), own('state'), own('created_at', 'text', 'own'), own('created_by'), own('updated_at', 'text', 'own'), own('updated_by')].map(field => [field.name, field]))
const kinds = {text: 'text', integer: 'number', real: 'number', boolean: 'boolean', json: 'json'} as const

/** The record's own fields hide properties of the same name. Throws InvalidInput on a name that the schema does not have. */
export function fieldOf(spec: TableSpec, name: string): Field {
  const found = ownFields.get(name)
  if (found) return found
  const column = spec.columns.find(candidate => candidate.name === name)
  if (!column) {
    const message = `schema ${spec.schema}: expected one of its properties, got ${JSON.stringify(name.slice(0, 80))}; correct the name`
    throw new InvalidInput({detail: message, errors: [{pointer: '', message}]}, 'unknown-field')
  }
  const kind = kinds[column.type]
  const text = columnName(name)
  const compared = column.instant ? {sql: keyName(name), plain: plainKey(name), times: 'key' as const} : {sql: text, plain: plainColumn(name), times: 'text' as const}
  return {name, ...compared, text, kind, nocase: kind === 'text' && !column.exact, nullable: true, path: jsonPath(name)}
}

/** Which rows count where a property must be unique. */
export const among = ({columns}: TableSpec, property: string): string => columns.find(({name}) => name === property)?.uniqueAmong === 'live' ? `state = 'live'` : 'true'
