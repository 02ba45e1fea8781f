/** `recordAt`: a record as it was after an event, from the log. */
import type {StoredRecord, StoreEvent} from '../store.ts'
import type {StatementCache} from './statement-cache.ts'

export type EventAt = Pick<StoreEvent, 'seq' | 'at' | 'by' | 'schema' | 'id' | 'rev' | 'op' | 'doc'>

/** Only what is live is updated, so that the event alone says the state. Of what was taken away it is its last state; of what was purged since the data are `{}`. */
export function recordAt(statements: StatementCache, event: EventAt): StoredRecord {
  const past = (columns: string, ops: string): unknown =>
    statements.prepare(`SELECT ${columns} FROM event WHERE schema = ? AND id = ? AND seq <= ? AND op IN (${ops}) ORDER BY seq DESC LIMIT 1`).all(event.schema, event.id, event.seq)[0]
  const created = past('at, by', `'create'`) as {at: string; by: string}
  const last = isGone(event) ? past('rev, at, by, op', `'create', 'update', 'archive', 'restore'`) as Pick<EventAt, 'rev' | 'at' | 'by' | 'op'> : event
  return {
    id: event.id, schema: event.schema, rev: last.rev, state: last.op === 'archive' ? 'archived' : 'live',
    created_at: created.at, created_by: created.by, updated_at: last.at, updated_by: last.by, doc: event.doc ?? '{}',
  }
}

/** It took the record away. */
export const isGone = ({op}: Pick<StoreEvent, 'op'>): boolean => op === 'remove' || op === 'purge'
