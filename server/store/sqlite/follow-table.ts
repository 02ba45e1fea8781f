/** `followTable`: makes a schema's table what its spec says, from nothing or from what an earlier spec said. */
import type {Database} from 'better-sqlite3'
import type {JsonObject} from '../../../schemas/index.ts'
import type {ColumnSpec, CommitFailure, TableSpec} from '../store.ts'
import {columnName, indexName, jsonPath, nameLiteral, tableName} from './names.ts'
import {fieldOf} from './fields.ts'
import {pinStatistics} from './pinned-statistics.ts'
import {searchText} from './search-text.ts'

/**
 * Runs inside the commit that carries the spec. Columns are virtual: adding or dropping one touches no row; an index is built by reading the table once.
 * Returns the failure when a property that must now be unique is not.
 */
export function followTable(db: Database, spec: TableSpec, before: TableSpec | undefined): CommitFailure | undefined {
  const table = tableName(spec.schema)
  const indexes = indexesOf(spec)
  if (before) {
    const columns = new Map(spec.columns.map(column => [column.name, definition(column)]))
    const had = new Map(before.columns.map(column => [column.name, definition(column)]))
    const gone = [...had].filter(([name, sql]) => columns.get(name) !== sql).map(([name]) => name)
    for (const [name, index] of indexesOf(before)) {
      const stays = indexes.get(name)?.sql === index.sql && !index.properties.some(property => gone.includes(property))
      if (!stays) db.exec(`DROP INDEX "${name}"`)
    }
    for (const name of gone) db.exec(`ALTER TABLE ${table} DROP COLUMN ${columnName(name)}`)
    for (const [name, sql] of columns) if (had.get(name) !== sql) db.exec(`ALTER TABLE ${table} ADD COLUMN ${sql}`)
  } else {
    db.exec(`CREATE TABLE ${table} (${[...ownColumns, ...spec.columns.map(definition)].join(', ')})`)
  }
  const standing = new Set((db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?`).pluck().all(table.slice(1, -1))) as string[])
  for (const [name, index] of indexes) {
    if (standing.has(name)) continue
    const duplicate = index.unique ? findDuplicate(db, spec, index.properties[0]!) : undefined
    if (duplicate) return duplicate
    db.exec(index.sql)
  }
  pinStatistics(db, table.slice(1, -1), spec, indexes)
  if (before && searchShape(before) !== searchShape(spec)) rebuildSearch(db, spec)
  db.prepare('INSERT INTO _table_spec (schema, spec) VALUES (?, ?) ON CONFLICT (schema) DO UPDATE SET spec = excluded.spec').run(spec.schema, JSON.stringify(spec))
  return undefined
}

/** `n` is the seq of the event that created the record: unique in the tenant, so that it names the record in the full-text index too, and kept by VACUUM because it is a column. */
const ownColumns = [
  'n INTEGER PRIMARY KEY', 'id TEXT NOT NULL UNIQUE', 'rev INTEGER NOT NULL', 'state TEXT NOT NULL',
  'created_at TEXT NOT NULL', 'created_by TEXT NOT NULL', 'updated_at TEXT NOT NULL', 'updated_by TEXT NOT NULL', 'doc TEXT NOT NULL',
]

/** JSON knows one kind of number: whole ones are REAL too, so that they compare as they do in JavaScript. */
const sqlTypes: Readonly<Record<ColumnSpec['type'], string>> = {text: 'TEXT', integer: 'REAL', real: 'REAL', boolean: 'INTEGER', json: 'BLOB'}

function definition(column: ColumnSpec): string {
  const collation = column.type === 'text' && !column.exact ? ' COLLATE NOCASE' : ''
  return `${columnName(column.name)} ${sqlTypes[column.type]}${collation} GENERATED ALWAYS AS (json_extract(doc, ${jsonPath(column.name)})) VIRTUAL`
}

interface Index {readonly sql: string; readonly unique: boolean; readonly properties: readonly string[]}

/** Pages show live records unless asked otherwise, and end their order with `id`: so `state` leads and `id` closes every index but those of unique properties. */
function indexesOf(spec: TableSpec): ReadonlyMap<string, Index> {
  const indexes = new Map<string, Index>()
  const table = tableName(spec.schema)
  const wanted = [[], ...spec.columns.filter(column => column.index).map(column => [column.name]), ...spec.indexes]
  for (const properties of wanted) {
    const name = indexName('i', spec.schema, properties)
    const columns = new Set(['state', ...properties.map(property => fieldOf(spec, property).sql), 'id'])
    indexes.set(name, {sql: `CREATE INDEX "${name}" ON ${table} (${[...columns].join(', ')})`, unique: false, properties})
  }
  for (const {name: property} of spec.columns.filter(column => column.unique)) {
    const name = indexName('u', spec.schema, [property])
    indexes.set(name, {sql: `CREATE UNIQUE INDEX "${name}" ON ${table} (${columnName(property)} COLLATE BINARY)`, unique: true, properties: [property]})
  }
  return indexes
}

function findDuplicate(db: Database, spec: TableSpec, property: string): CommitFailure | undefined {
  const value = `${columnName(property)} COLLATE BINARY`
  const id = db.prepare(`SELECT max(id) FROM ${tableName(spec.schema)} WHERE ${columnName(property)} IS NOT NULL GROUP BY ${value} HAVING count(*) > 1 LIMIT 1`).pluck().all()[0] as string | undefined
  return id === undefined ? undefined : {kind: 'not-unique', schema: spec.schema, id, pointer: `/${property}`}
}

const searchShape = (spec: TableSpec): string => JSON.stringify([spec.title, spec.columns.filter(column => column.search).map(column => column.name)])

function rebuildSearch(db: Database, spec: TableSpec): void {
  const table = tableName(spec.schema)
  db.exec(`DELETE FROM search WHERE rowid IN (SELECT n FROM ${table})`)
  const insert = db.prepare(`INSERT INTO search (rowid, schema, id, title, body) VALUES (?, ${nameLiteral(spec.schema)}, ?, ?, ?)`)
  // In portions: a table may not be written to while it is iterated, and may not fit into memory.
  const portion = db.prepare(`SELECT n, id, doc FROM ${table} WHERE n > ? ORDER BY n LIMIT 1000`)
  for (let last = 0; ;) {
    const rows = portion.all(last) as {n: number; id: string; doc: string}[]
    for (const {n, id, doc} of rows) {
      const text = searchText(spec, JSON.parse(doc) as JsonObject)
      if (text) insert.run(n, id, text.title, text.body)
    }
    if (rows.length < 1000) return
    last = rows.at(-1)!.n
  }
}
