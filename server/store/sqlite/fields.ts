/** A field of a filter or a sort, as SQL: a property's column or key, or one of the record's own. */
import {refusal} from '../../../schemas/index.ts'
import {problem} from '../../errors.ts'
import type {ColumnSpec, TableSpec} from '../store.ts'
import {columnName, jsonPath, keyName, plainColumn, plainKey} from './names.ts'
import {textKeySql} from './text-key-sql.ts'

/** `plain`: as EXPLAIN QUERY PLAN writes it. */
export interface Side {readonly sql: string; readonly plain: string}

/** `sql` is what is sorted by, and compared by an order. */
export interface Field extends Side {
  readonly name: string
  readonly kind: 'text' | 'number' | 'boolean' | 'json'
  /** What `sql` holds of a text: its `textKey`; the instant of a time; the store's own time, in UTC with milliseconds; the text itself. */
  readonly holds: 'words' | 'instants' | 'clock' | 'itself'
  /** What must be the same where values are equal: `sql`, or the text itself. */
  readonly same: Side
  /** The text itself. */
  readonly text: string
  readonly nullable: boolean
  /** The property's path in `doc`; null for the record's own fields. */
  readonly path: string | null
}

const own = (name: string, kind: Field['kind'] = 'text', holds: Field['holds'] = 'itself'): Field =>
  ({name, sql: name, plain: name, kind, holds, same: {sql: name, plain: name}, text: name, nullable: false, path: null})
export const idField = own('id')
const ownFields = new Map([
  idField, own('rev', 'number'), own('state'), own('created_at', 'text', 'clock'), own('created_by'), own('updated_at', 'text', 'clock'), own('updated_by'),
].map(field => [field.name, field]))
const kinds = {text: 'text', integer: 'number', real: 'number', boolean: 'boolean', json: 'json'} as const

/** The record's own fields hide properties of the same name. Throws `invalid-input` on a name that the schema does not have. */
export function fieldOf(spec: TableSpec, name: string): Field {
  const found = ownFields.get(name)
  if (found) return found
  const column = spec.columns.find(candidate => candidate.name === name)
  if (!column) {
    throw problem('unknown-field', {}, {errors: [refusal('no-such-field', '', {schema: spec.schema, got: JSON.stringify(name.slice(0, 80))})]})
  }
  const itself = {sql: columnName(name), plain: plainColumn(name)}
  return {name, kind: kinds[column.type], ...sidesOf(column, itself), text: itself.sql, nullable: true, path: jsonPath(name)}
}

function sidesOf(column: ColumnSpec, itself: Side): Side & Pick<Field, 'holds' | 'same'> {
  const key = {sql: keyName(column.name), plain: plainKey(column.name)}
  if (column.instant) return {...key, holds: 'instants', same: key}
  // Words are unique letter by letter, and found by that index; others through the one that they are sorted by.
  if (column.words && column.keyed) return {...key, holds: 'words', same: column.unique ? itself : key}
  if (column.words) return {sql: textKeySql(itself.sql), plain: `key of ${itself.plain}`, holds: 'words', same: itself}
  return {...itself, holds: 'itself', same: itself}
}

/** Which rows count where a property must be unique. */
export const among = ({columns}: TableSpec, property: string): string => columns.find(({name}) => name === property)?.uniqueAmong === 'live' ? `state = 'live'` : 'true'
