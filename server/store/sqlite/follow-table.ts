/** `followTable`: makes a schema's table what its spec says, from nothing or from what an earlier spec said. */
import type {Database} from 'better-sqlite3'
import type {ColumnSpec, CommitFailure, TableSpec} from '../store.ts'
import {forgetDuplicates, loadOpenUniques, noteDuplicates} from './duplicates.ts'
import {among, fieldOf} from './fields.ts'
import {fillKeys, keyDefinitions, keyedColumns, writtenName} from './keys.ts'
import {columnName, indexName, jsonPath, keyName, tableName} from './names.ts'
import {pinStatistics} from './pinned-statistics.ts'
import {indexRecords} from './search-index.ts'

/**
 * Runs inside the commit that carries the spec. Columns of properties are virtual: adding or dropping one touches no row; an index is built by reading the table once; keys are written
 * into the rows that need one, unless their column stands there already.
 * Returns the failure when a property that must now be unique is not. Where it had to be so before and its values mean something else now, its duplicates are noted instead.
 */
export function followTable(db: Database, spec: TableSpec, before: TableSpec | undefined): CommitFailure | undefined {
  const table = tableName(spec.schema)
  let indexes = indexesOf(spec, [])
  if (before) {
    const [wanted, had] = [definitions(spec), definitions(before)]
    const gone = [...had.keys()].filter(name => wanted.get(name) !== had.get(name))
    const open = loadOpenUniques(db).get(spec.schema) ?? []
    for (const [name, index] of indexesOf(before, open)) {
      const isGone = (property: string): boolean => gone.includes(columnName(property)) || gone.includes(keyName(property))
      const stays = indexes.get(name)?.sql === index.sql && !index.properties.some(isGone)
      if (!stays) db.exec(`DROP INDEX "${name}"`)
    }
    // What is made from others goes before them.
    for (const name of gone.toReversed()) db.exec(`ALTER TABLE ${table} DROP COLUMN ${name}`)
    addColumns(db, spec, wanted)
    for (const property of open) forgetDuplicates(db, spec.schema, property)
  } else {
    db.exec(`CREATE TABLE ${table} (${[...ownColumns, ...[...definitions(spec)].map(column => column.join(' '))].join(', ')})`)
  }
  const standing = new Set((db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?`).pluck().all(table.slice(1, -1))) as string[])
  for (const [name, index] of indexes) {
    if (standing.has(name)) continue
    const duplicate = index.unique ? findDuplicate(db, spec, index.properties[0]!) : undefined
    if (!duplicate) db.exec(index.sql)
    else if (before?.columns.some(column => column.unique && column.name === index.properties[0])) noteDuplicates(db, spec, index.properties[0]!)
    else return duplicate
  }
  const open = loadOpenUniques(db).get(spec.schema) ?? []
  indexes = indexesOf(spec, open)
  for (const property of open) db.exec(indexes.get(indexName('d', spec.schema, [property]))!.sql)
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

/** Column -> definition: of the properties and of their keys, in the order in which they can be added. */
const definitions = (spec: TableSpec): ReadonlyMap<string, string> =>
  new Map([...spec.columns.map(column => [columnName(column.name), definition(column)] as const), ...keyDefinitions(spec)])

/** Of words the collation is said: columns that an older layout made for them ignore the case of A to Z, and are made anew. */
function definition({name, type, words}: ColumnSpec): string {
  return `${sqlTypes[type]}${words ? ' COLLATE BINARY' : ''} GENERATED ALWAYS AS (json_extract(doc, ${jsonPath(name)})) VIRTUAL`
}

/** Those that do not stand there yet. */
function addColumns(db: Database, spec: TableSpec, wanted: ReadonlyMap<string, string>): void {
  const table = tableName(spec.schema)
  const names = db.prepare('SELECT name FROM pragma_table_xinfo(?)').pluck().all(table.slice(1, -1)) as string[]
  const standing = new Set(names.map(name => `"${name}"`))
  for (const [name, sql] of wanted) if (!standing.has(name)) db.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${sql}`)
  const gained = keyedColumns(spec).filter(column => !standing.has(writtenName(column)))
  if (gained.length > 0) for (let last: number | undefined = 0; last !== undefined;) ({last} = fillKeys(db, spec, gained, last, 10_000))
}

/** `unique`: few rows for a value, of any state. */
interface Index {readonly sql: string; readonly unique: boolean; readonly properties: readonly string[]}

/** Pages show live records unless asked otherwise, and end their order with `id`: so `state` leads and `id` closes every index but those of unique properties. */
function indexesOf(spec: TableSpec, open: readonly string[]): ReadonlyMap<string, Index> {
  const indexes = new Map<string, Index>()
  const table = tableName(spec.schema)
  const wanted = [[], ...spec.columns.filter(column => column.index).map(column => [column.name]), ...spec.indexes]
  for (const properties of wanted) {
    const name = indexName('i', spec.schema, properties)
    const columns = new Set(['state', ...properties.map(property => fieldOf(spec, property).sql), 'id'])
    indexes.set(name, {sql: `CREATE INDEX "${name}" ON ${table} (${[...columns].join(', ')})`, unique: false, properties})
  }
  for (const {name: property, uniqueAmong} of spec.columns.filter(column => column.unique)) {
    const unique = !open.includes(property)
    const name = indexName(unique ? 'u' : 'd', spec.schema, [property])
    indexes.set(name, {sql: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}" ON ${table} (${fieldOf(spec, property).same.sql})${unique && uniqueAmong ? ` WHERE ${among(spec, property)}` : ''}`, unique: true, properties: [property]})
  }
  return indexes
}

function findDuplicate(db: Database, spec: TableSpec, property: string): CommitFailure | undefined {
  const value = fieldOf(spec, property).same.sql
  const sql = `SELECT max(id) AS id, min(id) AS other FROM ${tableName(spec.schema)} WHERE ${value} IS NOT NULL AND ${among(spec, property)} GROUP BY ${value} HAVING count(*) > 1 LIMIT 1`
  const found = db.prepare(sql).all()[0] as {id: string; other: string} | undefined
  return found && {kind: 'not-unique', schema: spec.schema, ...found, pointer: `/${property}`}
}

/** The last duplicate is gone: SQLite itself watches over the property again. */
export function closeUnique(db: Database, spec: TableSpec, property: string): void {
  db.exec(`DROP INDEX "${indexName('d', spec.schema, [property])}"`)
  const indexes = indexesOf(spec, loadOpenUniques(db).get(spec.schema) ?? [])
  db.exec(indexes.get(indexName('u', spec.schema, [property]))!.sql)
  pinStatistics(db, tableName(spec.schema).slice(1, -1), spec, indexes)
}

const searchShape = (spec: TableSpec): string => JSON.stringify([spec.title, spec.columns.filter(column => column.search).map(column => column.name)])

function rebuildSearch(db: Database, spec: TableSpec): void {
  db.exec(`DELETE FROM search WHERE rowid IN (SELECT n FROM ${tableName(spec.schema)})`)
  for (let last: number | undefined = 0; last !== undefined;) ({last} = indexRecords(db, spec, last, 1_000))
}
