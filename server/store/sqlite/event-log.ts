/** `createEventLog`: reads the log: events, and commits as their notices were. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {CommitNotice, Store, StoreChange, StoredRecord, StoreEvent} from '../store.ts'
import {withOrigin, type CommitRow} from './commit-log.ts'
import {isGone, recordAt, type EventAt} from './record-at.ts'
import type {StatementCache} from './statement-cache.ts'

export interface EventLog {
  /** Events after `seq`, oldest first. */
  after(seq: number, limit: number): readonly StoreEvent[]
  /** Of one record, newest first. */
  history(schema: string, id: string, limit: number, beforeSeq: number): readonly StoreEvent[]
  changeOf(event: StoreEvent): StoreChange
  commitOf(commit: number, after: number, limit: number): CommitNotice | undefined
  /** Whole commits that began after `seq`, oldest first; a few at a time. */
  commitsAfter(seq: number): readonly CommitNotice[]
  causedBy: (...ask: Parameters<Store['commitsCausedBy']>) => readonly number[]
  /** The last one. */
  head(): number
}

const columns = 'seq, "commit", at, by, via, cause, depth, on_behalf_of, schema, id, rev, op, doc, note'
const from = `SELECT ${columns} FROM event LEFT JOIN commit_log ON n = "commit"`
const commitsAtOnce = 20

export function createEventLog(statements: StatementCache): EventLog {
  const events = (rest: string, ...params: readonly unknown[]): readonly StoreEvent[] =>
    (statements.prepare(`${from} ${rest}`).all(...params) as (StoreEvent & Pick<CommitRow, 'via'>)[]).map(withOrigin)

  const head = (): number => statements.prepare('SELECT coalesce(max(seq), 0) FROM event').pluck().all()[0] as number
  const recordAfter = (event: EventAt): StoredRecord | null => (isGone(event) || event.doc === null ? null : recordAt(statements, event))
  const changeOf = (event: StoreEvent): StoreChange => {
    const {schema, id, seq, rev, op, at, by, doc} = event
    const last = statements.prepare('SELECT seq, at, by, schema, id, rev, op, doc FROM event WHERE schema = ? AND id = ? AND seq < ? ORDER BY seq DESC LIMIT 1').all(schema, id, seq)[0] as EventAt | undefined
    const before = last === undefined ? null : recordAfter(last)
    if (before === null || isGone(event) || doc === null) return {...event, before, after: recordAfter(event)}
    return {...event, before, after: {...before, rev, state: op === 'archive' ? 'archived' : 'live', updated_at: at, updated_by: by, doc}}
  }

  const noticeOf = ({n, first, meta}: Pick<CommitRow, 'n' | 'first' | 'meta'>, after = 0, limit = -1): CommitNotice | undefined => {
    const next = (statements.prepare('SELECT first FROM commit_log WHERE n > ? ORDER BY n LIMIT 1').pluck().all(n)[0] ?? head() + 1) as number
    const changes = events('WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT ?', Math.max(first, after + 1), next, limit).map(changeOf)
    return changes.length === 0 ? undefined : {commit: n, seq: next - 1, meta: meta === null ? null : JSON.parse(meta) as JsonObject, changes}
  }
  const commitRows = (rest: string, ...params: readonly unknown[]): readonly Pick<CommitRow, 'n' | 'first' | 'meta'>[] =>
    statements.prepare(`SELECT n, first, meta FROM commit_log ${rest}`).all(...params) as Pick<CommitRow, 'n' | 'first' | 'meta'>[]

  return {
    after: (seq, limit) => events('WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit),
    history: (schema, id, limit, beforeSeq) => events('WHERE schema = ? AND id = ? AND seq < ? ORDER BY seq DESC LIMIT ?', schema, id, beforeSeq, limit),
    changeOf,
    commitOf: (commit, after, limit) => commitRows('WHERE n = ?', commit).map(row => noticeOf(row, after, limit))[0],
    commitsAfter: seq => {
      const last = statements.prepare('SELECT "commit" FROM event WHERE seq = ?').pluck().all(seq)[0] as number | undefined
      return commitRows('WHERE n > ? ORDER BY n LIMIT ?', last ?? 0, commitsAtOnce).flatMap(row => noticeOf(row) ?? [])
    },
    causedBy: (cause, limit, after = 0) => statements.prepare('SELECT n FROM commit_log WHERE cause = ? AND n > ? ORDER BY n LIMIT ?').pluck().all(cause, after, limit) as number[],
    head,
  }
}
