/**
 * Duplicates: values that several rows hold in a property that must be unique, found when the rule came or changed its meaning. While there are any, no unique index can stand: a plain one
 * (`d.…`) finds holders, each write is checked by hand, and with the last duplicate the unique index returns.
 */
import type {Database} from 'better-sqlite3'
import type {Duplicate, TableSpec} from '../store.ts'
import {among, fieldOf} from './fields.ts'
import {tableName} from './names.ts'
import type {StatementCache} from './statement-cache.ts'

/** Schema -> the properties that have duplicates. */
export type OpenUniques = ReadonlyMap<string, readonly string[]>

export function loadOpenUniques(db: Database): OpenUniques {
  const open = new Map<string, string[]>()
  const rows = db.prepare('SELECT DISTINCT schema, property FROM _duplicate').all() as {schema: string; property: string}[]
  for (const {schema, property} of rows) open.set(schema, [...open.get(schema) ?? [], property])
  return open
}

/** Answers how many values are held several times. */
export function noteDuplicates(db: Database, spec: TableSpec, property: string): number {
  const value = valueOf(spec, property)
  return db.prepare(`INSERT INTO _duplicate (schema, property, value) SELECT ?, ?, ${value} FROM ${tableName(spec.schema)} WHERE ${value} IS NOT NULL AND ${among(spec, property)} GROUP BY ${value} HAVING count(*) > 1`)
    .run(spec.schema, property).changes
}

export function forgetDuplicates(db: Database, schema: string, property: string): void {
  db.prepare('DELETE FROM _duplicate WHERE schema = ? AND property = ?').run(schema, property)
}

/** Another row that holds the same value as row `n`. */
export function findTwin(statements: StatementCache, spec: TableSpec, property: string, n: number): string | undefined {
  const [table, value] = [tableName(spec.schema), valueOf(spec, property)]
  return statements.prepare(`SELECT id FROM ${table} WHERE ${value} = (SELECT ${value} FROM ${table} WHERE n = ?) AND n <> ? AND ${among(spec, property)} LIMIT 1`).pluck().all(n, n)[0] as string | undefined
}

/** What row `n` holds, for `mendDuplicate` once it holds something else. */
export function heldValue(statements: StatementCache, spec: TableSpec, property: string, n: number): unknown {
  return statements.prepare(`SELECT ${valueOf(spec, property)} FROM ${tableName(spec.schema)} WHERE n = ?`).pluck().all(n)[0]
}

/** Strikes a value off that is no longer held twice; true when it was the property's last. */
export function mendDuplicate(statements: StatementCache, spec: TableSpec, property: string, value: unknown): boolean {
  if (value === null || value === undefined) return false
  const held = statements.prepare(`SELECT count(*) FROM (SELECT 1 FROM ${tableName(spec.schema)} WHERE ${valueOf(spec, property)} = ? AND ${among(spec, property)} LIMIT 2)`).pluck().all(value)[0] as number
  if (held > 1) return false
  const struck = statements.prepare('DELETE FROM _duplicate WHERE schema = ? AND property = ? AND value = ?').run(spec.schema, property, value).changes
  return struck > 0 && statements.prepare('SELECT 1 FROM _duplicate WHERE schema = ? AND property = ? LIMIT 1').all(spec.schema, property).length === 0
}

const mostValues = 100
const mostIds = 20

export function listDuplicates(statements: StatementCache, spec: TableSpec): readonly Duplicate[] {
  const rows = statements.prepare(`SELECT property, value FROM _duplicate WHERE schema = ? ORDER BY property, value LIMIT ${mostValues}`).all(spec.schema) as {property: string; value: unknown}[]
  return rows.map(({property, value}) => ({
    property,
    ids: statements.prepare(`SELECT id FROM ${tableName(spec.schema)} WHERE ${valueOf(spec, property)} = ? AND ${among(spec, property)} ORDER BY n LIMIT ${mostIds}`).pluck().all(value) as string[],
  }))
}

const valueOf = (spec: TableSpec, property: string): string => fieldOf(spec, property).same.sql
