/** Keys: beside some properties stands what they are sorted, compared and held unique by. Written with the row, so that any SQLite can read and check the file. */
import {timeKey} from '../../../ast/index.ts'
import type {Database} from 'better-sqlite3'
import type {Json, JsonObject} from '../../../schemas/index.ts'
import type {ColumnSpec, TableSpec} from '../store.ts'
import {columnName, keyName, tableName} from './names.ts'
import {ownValue} from './own-value.ts'

/** The properties that have a key, in the order in which `keysOf` gives their keys. */
export const keyedColumns = (spec: TableSpec): readonly ColumnSpec[] => spec.columns.filter(column => column.instant)

export const keysOf = (columns: readonly ColumnSpec[], data: JsonObject): readonly (string | null)[] => columns.map(({name}) => keyOf(ownValue(data, name) ?? null))

export const keyDefinition = (column: ColumnSpec): string => `${keyName(column.name)} TEXT`

/** Writes the keys of at most `most` rows after `n` that have the properties; answers how many, and the last row's `n`: undefined where none is left. */
export function fillKeys(db: Database, {schema}: TableSpec, columns: readonly ColumnSpec[], after: number, most: number): {readonly last: number | undefined; readonly count: number} {
  const table = tableName(schema)
  const texts = columns.map(({name}) => columnName(name))
  const rows = db.prepare(`SELECT n, ${texts.join(', ')} FROM ${table} WHERE n > ? AND coalesce(${[...texts, 'NULL'].join(', ')}) IS NOT NULL ORDER BY n LIMIT ?`).raw(true).all(after, most) as [number, ...(string | null)[]][]
  const update = db.prepare(`UPDATE ${table} SET ${columns.map(({name}) => `${keyName(name)} = ?`).join(', ')} WHERE n = ?`)
  for (const [n, ...values] of rows) update.run(...values.map(keyOf), n)
  return {last: rows.at(-1)?.[0], count: rows.length}
}

/** Rows that are older than their schema may hold something else: as the column's own text. */
function keyOf(value: Json): string | null {
  if (typeof value === 'string') return timeKey(value)
  if (value === null) return null
  return typeof value === 'boolean' ? String(Number(value)) : typeof value === 'number' ? String(value) : JSON.stringify(value)
}
