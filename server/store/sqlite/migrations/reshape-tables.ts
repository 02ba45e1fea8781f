/** `reshapeTables`: lays every table out as this version derives it from its schema, rewriting rows in portions. */
import type {Database} from 'better-sqlite3'
import type {RecordSchema} from '../../../../schemas/index.ts'
import type {ColumnSpec, TableSpec} from '../../store.ts'
import {tableSpec} from '../../table-spec.ts'
import {followTable} from '../follow-table.ts'
import {fillKeys, keyedColumns, writtenName} from '../keys.ts'
import {loadSpecs} from '../load-specs.ts'
import {columnName, tableName} from '../names.ts'
import {allDone, type Portion, type Position} from './migration.ts'

const rowsAtOnce = 10_000

/** One portion: some rows of a table, or what is left of it. A table follows once its rows are ready, so that its indexes are built at the end. */
export function reshapeTables(db: Database, position: Position | undefined): Portion {
  const specs = loadSpecs(db)
  const docs = specs.has('schema') ? storedSchemas(db) : new Map<string, RecordSchema>()
  const names = [...specs.keys()].filter(name => docs.has(name)).toSorted()
  const at = names.findIndex(name => name >= String(position?.['schema'] ?? ''))
  const name = names[at]
  if (name === undefined) return allDone
  const specOf = (schema: string): TableSpec => tableSpec(schema, docs.get(schema)!)
  const total = Number(position?.['total'] ?? names.reduce((sum, schema) => sum + countRows(db, specs.get(schema)!, specOf(schema)), 0))
  const [before, spec, done] = [specs.get(name)!, specOf(name), Number(position?.['done'] ?? 0)]
  const {last, count} = fillPortion(db, spec, before, position?.['schema'] === name ? Number(position['row']) : 0)
  if (last !== undefined) return portionOf({schema: name, row: last, done: done + count, total})
  if (JSON.stringify(before) !== JSON.stringify(spec)) followTable(db, spec, before)
  const following = names[at + 1]
  return following === undefined ? allDone : portionOf({schema: following, row: 0, done, total})
}

const portionOf = (next: {readonly schema: string; readonly row: number; readonly done: number; readonly total: number}): Portion => ({share: next.total === 0 ? 0 : Math.min(next.done / next.total, 0.99), next})

/** `after`: 0 or the last row that has its keys. */
function fillPortion(db: Database, spec: TableSpec, before: TableSpec, after: number): ReturnType<typeof fillKeys> {
  const gained = gainedKeys(spec, before)
  if (gained.length === 0) return {last: undefined, count: 0}
  if (after === 0) for (const column of gained) db.exec(`ALTER TABLE ${tableName(spec.schema)} ADD COLUMN ${writtenName(column)} TEXT`)
  return fillKeys(db, spec, gained, after, rowsAtOnce)
}

/** Keys of properties that the table has and that had none. */
function gainedKeys(spec: TableSpec, before: TableSpec): readonly ColumnSpec[] {
  const had = new Set(keyedColumns(before).map(({name}) => name))
  return keyedColumns(spec).filter(({name}) => !had.has(name) && before.columns.some(column => column.name === name))
}

/** Those that are to be rewritten. */
function countRows(db: Database, before: TableSpec, spec: TableSpec): number {
  const gained = gainedKeys(spec, before)
  if (gained.length === 0) return 0
  return db.prepare(`SELECT count(*) FROM ${tableName(spec.schema)} WHERE ${gained.map(({name}) => `${columnName(name)} IS NOT NULL`).join(' OR ')}`).pluck().all()[0] as number
}

function storedSchemas(db: Database): ReadonlyMap<string, RecordSchema> {
  const docs = db.prepare(`SELECT doc FROM r_schema WHERE state = 'live'`).pluck().all() as string[]
  return new Map(docs.map(text => JSON.parse(text) as {name: string; doc: RecordSchema}).map(({name, doc}) => [name, doc]))
}
