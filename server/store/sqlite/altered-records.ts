/** `alteredRecords`: records whose row is not what their last event says: another text, revision, state, time or person; gone without one; or there without one. */
import type {Database} from 'better-sqlite3'
import {loadSpecs} from './load-specs.ts'
import {tableName} from './names.ts'
import type {LogBreak} from './verify-log.ts'

type Altered = LogBreak & {readonly kind: 'record'}

const lastEvent = 'e.seq = (SELECT max(seq) FROM event WHERE schema = e.schema AND id = e.id)'
const saysSo = `e.rev = r.rev AND e.doc = r.doc AND e.at = r.updated_at AND e.by = r.updated_by AND iif(e.op = 'archive', 'archived', 'live') = r.state AND e.op NOT IN ('remove', 'purge')`

export function alteredRecords(db: Database, most: number): readonly Altered[] {
  const found: Altered[] = []
  for (const schema of loadSpecs(db).keys()) {
    const table = tableName(schema)
    const ids = db.prepare(`
      SELECT r.id FROM ${table} r WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.schema = @schema AND e.id = r.id AND ${lastEvent} AND ${saysSo})
      UNION ALL SELECT e.id FROM event e WHERE e.schema = @schema AND e.op NOT IN ('remove', 'purge') AND ${lastEvent} AND NOT EXISTS (SELECT 1 FROM ${table} r WHERE r.id = e.id)
      LIMIT @most`).pluck().all({schema, most: most - found.length}) as string[]
    found.push(...ids.map(id => ({kind: 'record', schema, id}) as const))
    if (found.length >= most) break
  }
  return found
}
