/** `sortValues`: where a record stands in the order of a page, for a cursor. */
import {textKey, timeKey} from '../../../ast/index.ts'
import type {JsonObject} from '../../../schemas/index.ts'
import type {StoredRecord} from '../store.ts'
import type {SqlValue} from './condition.ts'
import type {Field} from './fields.ts'
import {ownValue} from './own-value.ts'
import type {SortField} from './sort-fields.ts'

/** `data` is asked only where a property is sorted by. */
export interface Standing {readonly record: Omit<StoredRecord, 'schema' | 'doc'>; readonly data: () => JsonObject}

/**
 * Read from the record itself: having SQLite answer them with every row took a fifth of a page's time. Undefined where a value is not of its property's type, as
 * after a change of the schema: only SQLite knows then what it sorted by.
 */
export function sortValues({record, data: read}: Standing, sort: readonly SortField[]): readonly SqlValue[] | undefined {
  const data = sort.some(({field}) => field.path !== null) ? read() : {}
  const values: SqlValue[] = []
  for (const {field} of sort) {
    const value = field.path === null ? record[field.name as 'id'] : ownValue(data, field.name) ?? null
    const kind = typeof value === 'string' ? 'text' : typeof value
    if (value !== null && kind !== field.kind) return undefined
    values.push(typeof value === 'boolean' ? Number(value) : typeof value === 'string' ? held(field, value) : value as SqlValue)
  }
  return values
}

/** What the field's `sql` holds of a text. */
const held = ({holds}: Field, text: string): string => holds === 'words' ? textKey(text) : holds === 'instants' ? timeKey(text) : text
