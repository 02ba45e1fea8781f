/** `readStory`: the past of a record, as far as whoever asks may know of it. */
import {problem} from '../../errors.ts'
import {reason, type JsonObject} from '../../../schemas/index.ts'
import type {Access} from '../../access/index.ts'
import {sawThen} from '../../read/past-seen.ts'
import type {Store, StoredRecord, StoreEvent} from '../../store/index.ts'
import type {Scale} from '../scale.ts'
import type {Asked, AskedRecord} from './asked-records.ts'
import type {Episode, Story, Version} from './story.ts'

/** A record that is to be taken back, for one who may read it. */
export type Read =
  | {readonly kind: 'there'; readonly current: StoredRecord; readonly story: Story; /** an event of the story, where it may be told of */ readonly told: (seq: number) => StoreEvent | undefined}
  /** It is there no longer, or what is to be taken back is blank. */
  | {readonly kind: 'gone'; readonly isPurged: boolean}
  /** Somebody writes it at this moment. */
  | {readonly kind: 'moving'}

const eventsAtOnce = 100
const mostEvents = 100_000

/** Counts what is read for one take-back. */
export interface Extent {readonly scale: Scale; events: number}

/**
 * Undefined: nothing of what is asked may be known. An event is asked where the record may be seen as it was before it and after it; another is one of others, whoever made it.
 * Throws `commit-too-large` and `invalid-input`.
 */
export async function readStory(store: Store, access: Access, {schema, id, first}: AskedRecord, {commits}: Asked, extent: Extent): Promise<Read | undefined> {
  const current = await store.get(schema, id)
  if (current === undefined ? access.rows !== undefined : !access.sees(current)) return undefined
  const events = await eventsSince(store, schema, id, first, extent)
  const newest = events.at(-1)
  if (newest === undefined) return undefined
  if (current === undefined) return {kind: 'gone', isPurged: newest.op === 'purge'}
  if (newest.rev !== current.rev) return {kind: 'moving'}
  if (events.some(({seq, doc}) => seq >= first && doc === null)) return {kind: 'gone', isPurged: true}
  const seen = events.map(event => access.rows === undefined || sawThen(event, current, access))
  const episodes: Episode[] = []
  let version: Version | undefined
  for (const [at, {seq, commit, cause, op, doc}] of events.entries()) {
    const after = op === 'remove' || op === 'purge' ? undefined : {state: op === 'archive' ? 'archived' as const : 'live' as const, data: JSON.parse(doc!) as JsonObject}
    const isAsked = seq >= first && commits.has(commit) && seen[at]! && (op === 'create' || seen[at - 1] === true)
    if (seq >= first) episodes.push({seq, commit, cause, isAsked, before: op === 'create' ? undefined : version, after})
    version = after
  }
  const begin = episodes.findIndex(({isAsked}) => isAsked)
  if (begin < 0) return undefined
  const told = new Map(events.flatMap((event, at) => (seen[at] ? [[event.seq, event]] : [])))
  return {kind: 'there', current, story: episodes.slice(begin) as unknown as Story, told: seq => told.get(seq)}
}

/** Oldest first; the one before `first` too, where there is one. */
async function eventsSince(store: Store, schema: string, id: string, first: number, extent: Extent): Promise<readonly StoreEvent[]> {
  const found: StoreEvent[] = []
  for (;;) {
    const some = await store.history(schema, id, eventsAtOnce, found.at(-1)?.seq)
    for (const event of some) {
      found.push(event)
      extent.scale.add(event.doc ?? '')
      extent.events += 1
      if (event.seq < first) break
    }
    if (extent.events > mostEvents) throw problem('invalid-input', {why: reason('most-events-taken-back', {most: mostEvents})})
    if (some.length < eventsAtOnce || found.at(-1)!.seq < first) return found.toReversed()
  }
}
