/** Changes of records as messages: which ones, at which revision, and nothing of what is in them. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {StoreEvent} from '../store/store.ts'

const maxChanges = 500

/** One message per commit and schema, in order of `seq`: the last of the events that it tells. */
export function recordMessages(events: readonly StoreEvent[]): readonly (LiveMessage & {readonly type: 'records-changed'})[] {
  const groups = new Map<string, StoreEvent[]>()
  for (const event of events) {
    const key = `${event.commit} ${event.schema}`
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()].map(group => ({
    type: 'records-changed',
    schema: group[0]!.schema,
    changes: group.slice(0, maxChanges).map(({id, rev, op}) => ({id, rev, op})),
    ...(group.length > maxChanges && {more: group.length - maxChanges}),
    seq: group.at(-1)!.seq,
  } as const)).toSorted((a, b) => a.seq - b.seq)
}
