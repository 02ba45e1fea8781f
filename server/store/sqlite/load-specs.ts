/** `loadSpecs`: the tables that stand in the file, as their last commit described them. */
import type {Database} from 'better-sqlite3'
import type {TableSpec} from '../store.ts'

export function loadSpecs(db: Database): ReadonlyMap<string, TableSpec> {
  const rows = db.prepare('SELECT schema, spec FROM _table_spec').all() as {schema: string; spec: string}[]
  return new Map(rows.map(({schema, spec}) => [schema, JSON.parse(spec) as TableSpec]))
}
