/** Changes of records as messages: which ones, at which revision, and nothing of what is in them. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {Access} from '../access/index.ts'
import {sawThen} from '../read/index.ts'
import type {Store, StoreEvent} from '../store/store.ts'

/** Of one schema in one commit, in order. */
export type RecordEvents = readonly [StoreEvent, ...(readonly StoreEvent[])]
export type RecordMessage = LiveMessage & {readonly type: 'records-changed'}

const maxChanges = 500

/** By commit and schema, in order of `seq`: the last of the events of each. */
export function groupEvents(events: readonly StoreEvent[]): readonly RecordEvents[] {
  const groups = new Map<string, [StoreEvent, ...StoreEvent[]]>()
  for (const event of events) {
    const key = `${event.commit} ${event.schema}`
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()].toSorted((a, b) => a.at(-1)!.seq - b.at(-1)!.seq)
}

/** What is told of them to those who have this access; undefined: nothing. A promise only where some records may not be seen. */
export function recordMessage(store: Pick<Store, 'getMany' | 'history'>, events: RecordEvents, access: Access): RecordMessage | Promise<RecordMessage | undefined> {
  const {schema} = events[0]
  const {seq} = events.at(-1)!
  const messageOf = (told: readonly StoreEvent[]): RecordMessage => ({
    type: 'records-changed', schema,
    changes: told.slice(0, maxChanges).map(({id, rev, op}) => ({id, rev, op})),
    ...(told.length > maxChanges && {more: told.length - maxChanges}),
    seq,
  })
  if (access.rows === undefined) return messageOf(events)
  return seenEvents(store, events, access).then(seen => (seen.length === 0 ? undefined : messageOf(seen)))
}

/** Records that may be seen now, and those that could be seen before this and left. Of a purged one nothing is known any more. */
async function seenEvents(store: Pick<Store, 'getMany' | 'history'>, events: RecordEvents, access: Access): Promise<readonly StoreEvent[]> {
  const {schema} = events[0]
  const records = new Map((await store.getMany(schema, [...new Set(events.map(({id}) => id))])).map(record => [record.id, record]))
  const seen: StoreEvent[] = []
  for (const event of events) {
    const made = records.get(event.id) ?? unknown
    const saw = (one: StoreEvent | undefined): boolean => one !== undefined && sawThen(one, made, access)
    if (saw(event) || (event.op !== 'create' && saw((await store.history(schema, event.id, 1, event.seq))[0]))) seen.push(event)
  }
  return seen
}

const unknown = {created_at: '', created_by: ''}
