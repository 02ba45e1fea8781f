/**
 * Keys: beside some properties stands what they are sorted and compared by. What SQLite cannot make of the text by itself is written
 * with the row, so that any SQLite can read and check the file.
 */
import {timeKey} from '../../../ast/index.ts'
import type {Database} from 'better-sqlite3'
import type {Json, JsonObject} from '../../../schemas/index.ts'
import type {ColumnSpec, TableSpec} from '../store.ts'
import {columnName, foreignName, keyName, tableName} from './names.ts'
import {ownValue} from './own-value.ts'
import {foreignKey, plainKeySql} from './text-key-sql.ts'

/** The properties that have a key, in the order in which `keysOf` gives what is written of their keys. */
export const keyedColumns = (spec: TableSpec): readonly ColumnSpec[] => spec.columns.filter(column => column.instant || column.keyed)

export const keysOf = (columns: readonly ColumnSpec[], data: JsonObject): readonly (string | null)[] =>
  columns.map(column => writtenKey(column, ownValue(data, column.name) ?? null))

/** The whole key of a time; of words only one that SQLite does not make by itself, so that most rows carry none. */
export const writtenName = ({name, instant}: ColumnSpec): string => instant ? keyName(name) : foreignName(name)

/** Column -> definition, in the order in which they can be added. */
export function keyDefinitions(spec: TableSpec): ReadonlyMap<string, string> {
  const keyed = keyedColumns(spec)
  const made = keyed.filter(({instant}) => !instant).map(({name}) => {
    const key = `coalesce(${foreignName(name)}, ${plainKeySql(columnName(name))})`
    return [keyName(name), `TEXT GENERATED ALWAYS AS (${key}) VIRTUAL`] as const
  })
  return new Map([...keyed.map(column => [writtenName(column), 'TEXT'] as const), ...made])
}

/** Writes the keys of at most `most` rows after `n` that have the properties; answers how many it looked at, and the last row's `n`: undefined where none is left. */
export function fillKeys(db: Database, {schema}: TableSpec, columns: readonly ColumnSpec[], after: number, most: number): {readonly last: number | undefined; readonly count: number} {
  const table = tableName(schema)
  const texts = columns.map(({name}) => columnName(name))
  const rows = db.prepare(`SELECT n, ${texts.join(', ')} FROM ${table} WHERE n > ? AND coalesce(${[...texts, 'NULL'].join(', ')}) IS NOT NULL ORDER BY n LIMIT ?`).raw(true).all(after, most) as [number, ...(string | null)[]][]
  const update = db.prepare(`UPDATE ${table} SET ${columns.map(column => `${writtenName(column)} = ?`).join(', ')} WHERE n = ?`)
  for (const [n, ...values] of rows) {
    const keys = columns.map((column, at) => writtenKey(column, values[at]!))
    if (keys.some(key => key !== null)) update.run(...keys, n)
  }
  return {last: rows.at(-1)?.[0], count: rows.length}
}

function writtenKey({instant}: ColumnSpec, value: Json): string | null {
  if (value === null) return null
  const text = textOf(value)
  return instant ? timeKey(text) : foreignKey(text) ?? null
}

/** Rows that are older than their schema may hold something else: as the column's own text. */
function textOf(value: Json): string {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? String(Number(value)) : typeof value === 'number' ? String(value) : JSON.stringify(value)
}
