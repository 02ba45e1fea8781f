/**
 * `pinStatistics`: tells SQLite's planner what every table of ours is like: large, almost all live, with few records per value of an indexed property unless it is
 * a choice from a list. Without statistics it takes `state = 'live'` for selective; with measured ones its plans would change with the data. These never change, so
 * neither do the plans.
 */
import type {Database} from 'better-sqlite3'
import type {TableSpec} from '../store.ts'

const rows = 1_000_000
const perState = 900_000
const perValue = 100
const choices = 5

/** `indexes`: name -> the properties between `state` and `id`. Takes effect on each connection when it next reads the schema, which a new index makes it do. */
export function pinStatistics(db: Database, table: string, spec: TableSpec, indexes: ReadonlyMap<string, {readonly unique: boolean; readonly properties: readonly string[]}>): void {
  db.prepare('DELETE FROM sqlite_stat1 WHERE tbl = ?').run(table)
  const insert = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)')
  insert.run(table, `sqlite_autoindex_${table}_1`, `${rows} 1`)
  for (const [name, {unique, properties}] of indexes) {
    if (unique) {
      insert.run(table, name, `${rows} 1`)
      continue
    }
    const counts = [rows, perState]
    for (const property of properties) {
      const few = spec.columns.some(column => column.name === property && column.few)
      counts.push(few ? Math.max(1, Math.round(counts.at(-1)! / choices)) : Math.min(perValue, Math.max(1, Math.round(counts.at(-1)! / 10))))
    }
    insert.run(table, name, [...counts, ...(properties.includes('id') ? [] : [1])].join(' '))
  }
}
