/** `reshapeTables`: lays every table out as this version derives it from its schema, rewriting rows in portions. */
import type {Database} from 'better-sqlite3'
import type {RecordSchema} from '../../../../schemas/index.ts'
import type {TableSpec} from '../../store.ts'
import {tableSpec} from '../../table-spec.ts'
import {followTable} from '../follow-table.ts'
import {fillKeys, keyDefinition, keyedColumns} from '../keys.ts'
import {loadSpecs} from '../load-specs.ts'
import {tableName} from '../names.ts'
import type {Portion, Position} from './migration.ts'

const rowsAtOnce = 10_000

/** One portion: some rows of a table, or what is left of it. A table follows once its rows are ready, so that its indexes are built at the end. */
export function reshapeTables(db: Database, position: Position | undefined): Portion {
  const specs = loadSpecs(db)
  const docs = specs.has('schema') ? storedSchemas(db) : new Map<string, RecordSchema>()
  const names = [...specs.keys()].filter(name => docs.has(name)).toSorted()
  const at = names.findIndex(name => name >= String(position?.['schema'] ?? ''))
  const name = names[at]
  if (name === undefined) return {share: 1, next: undefined}
  const [before, spec] = [specs.get(name)!, tableSpec(name, docs.get(name)!)]
  const last = fillPortion(db, spec, before, position?.['schema'] === name ? Number(position['row']) : undefined)
  if (last !== undefined) return {share: (at + last / greatestRow(db, spec)) / names.length, next: {schema: name, row: last}}
  if (JSON.stringify(before) !== JSON.stringify(spec)) followTable(db, spec, before)
  const following = names[at + 1]
  return {share: (at + 1) / names.length, next: following === undefined ? undefined : {schema: following, row: 0}}
}

/** `after`: 0 or the last row that has its keys. Answers undefined when no row is left. */
function fillPortion(db: Database, spec: TableSpec, before: TableSpec, after = 0): number | undefined {
  const had = new Set(keyedColumns(before).map(({name}) => name))
  const gained = keyedColumns(spec).filter(({name}) => !had.has(name) && before.columns.some(column => column.name === name))
  if (gained.length === 0) return undefined
  if (after === 0) for (const column of gained) db.exec(`ALTER TABLE ${tableName(spec.schema)} ADD COLUMN ${keyDefinition(column)}`)
  return fillKeys(db, spec, gained, after, rowsAtOnce)
}

function storedSchemas(db: Database): ReadonlyMap<string, RecordSchema> {
  const docs = db.prepare(`SELECT doc FROM r_schema WHERE state = 'live'`).pluck().all() as string[]
  return new Map(docs.map(text => JSON.parse(text) as {name: string; doc: RecordSchema}).map(({name, doc}) => [name, doc]))
}

const greatestRow = (db: Database, {schema}: TableSpec): number => db.prepare(`SELECT max(n) FROM ${tableName(schema)}`).pluck().all()[0] as number
