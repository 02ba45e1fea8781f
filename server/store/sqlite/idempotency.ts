/** Idempotency keys: kept with the events they made, so that a repeated commit gets its first answer again. */
import type {RefusedPart, StoreCommit, StoreEvent} from '../store.ts'
import type {Applied} from './committer.ts'
import {recordAt} from './record-at.ts'
import type {StatementCache} from './statement-cache.ts'

type Key = NonNullable<StoreCommit['idempotency']>
interface KeyRow {readonly fingerprint: string; readonly first: number; readonly last: number; readonly refused: string | null; readonly memo: string | null}

const keptFor = 24 * 60 * 60 * 1000

/** Undefined: not seen in the last 24 hours by the clock of the commits. 'reused': seen with another fingerprint. */
export function recallKey(statements: StatementCache, by: string, {key, fingerprint}: Key, at: string): Applied | 'reused' | undefined {
  const row = statements.prepare('SELECT fingerprint, first, last, refused, memo FROM idempotency WHERE by = ? AND key = ? AND at > ?').all(by, key, Date.parse(at) - keptFor)[0] as KeyRow | undefined
  if (!row) return undefined
  if (row.fingerprint !== fingerprint) return 'reused'
  const events = statements.prepare('SELECT * FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq').all(row.first, row.last) as StoreEvent[]
  return {
    first: row.first, last: row.last, commit: events[0]?.commit ?? 0, records: events.map(event => recordAt(statements, event)), before: [], replayed: true,
    refused: row.refused === null ? [] : JSON.parse(row.refused) as readonly RefusedPart[], ...(row.memo !== null && {memo: row.memo}),
  }
}

export function rememberKey(statements: StatementCache, by: string, {key, fingerprint, memo}: Key, at: string, {first, last, refused}: Pick<Applied, 'first' | 'last' | 'refused'>): void {
  statements.prepare('INSERT OR REPLACE INTO idempotency (by, key, fingerprint, at, first, last, refused, memo) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(by, key, fingerprint, Date.parse(at), first, last, refused.length > 0 ? JSON.stringify(refused) : null, memo ?? null)
}

/** A few at a time: as many as come are more than the one that is added. */
export function forgetKeys(statements: StatementCache, at: string): void {
  statements.prepare('DELETE FROM idempotency WHERE (by, key) IN (SELECT by, key FROM idempotency WHERE at <= ? ORDER BY at LIMIT 4)').run(Date.parse(at) - keptFor)
}
