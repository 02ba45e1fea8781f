/** `pastSeen`: the history of a record, as far as it may be seen. */
import type {Access} from '../access/index.ts'
import type {Store, StoredRecord, StoreEvent} from '../store/index.ts'

/** Newest first, at most `limit`. Where only some records may be seen: undefined for one that is not among them now, or is gone; and of its past only what was among them then. */
export async function pastSeen(store: Store, access: Access, id: string, limit: number, before?: number): Promise<readonly StoreEvent[] | undefined> {
  if (access.rows === undefined) return store.history(access.name, id, limit, before)
  const now = await store.get(access.name, id)
  if (!now || !access.sees(now)) return undefined
  const seen: StoreEvent[] = []
  let until = before
  for (;;) {
    const events = await store.history(access.name, id, limit, until)
    for (const event of events) if (seen.length < limit && sawThen(event, now, access)) seen.push(event)
    if (seen.length === limit || events.length < limit) return seen
    until = events.at(-1)!.seq
  }
}

/** Whether the record was among those that may be seen after this event. `now`: says who made it, and when. */
export function sawThen(event: StoreEvent, now: Pick<StoredRecord, 'created_at' | 'created_by'>, access: Access): boolean {
  const {id, schema, rev, op, at, by, doc} = event
  if (doc === null) return false
  return access.sees({id, schema, rev, doc, state: op === 'archive' ? 'archived' : 'live', created_at: now.created_at, created_by: now.created_by, updated_at: at, updated_by: by})
}
