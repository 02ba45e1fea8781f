/** Changes of records as messages: which ones, at which revision, and nothing of what is in them. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {Access} from '../access/index.ts'
import type {StoreChange, StoreEvent} from '../store/store.ts'

/** What stood before and after it is asked of those alone who may see only some records; a change that does not say it is then told to nobody. */
export type RecordChange = StoreEvent & Partial<Pick<StoreChange, 'before' | 'after'>>

/** Of one schema in one commit, in order. */
export type RecordChanges = readonly [RecordChange, ...(readonly RecordChange[])]
export type RecordMessage = LiveMessage & {readonly type: 'records-changed'}

const maxChanges = 500

/** By commit and schema, in order of `seq`: the last of the changes of each. */
export function groupChanges(changes: readonly RecordChange[]): readonly RecordChanges[] {
  const groups = new Map<string, [RecordChange, ...RecordChange[]]>()
  for (const change of changes) {
    const key = `${change.commit} ${change.schema}`
    const group = groups.get(key)
    if (group) group.push(change)
    else groups.set(key, [change])
  }
  return [...groups.values()].toSorted((a, b) => a.at(-1)!.seq - b.at(-1)!.seq)
}

/** What is told of them to those who have this access: of records that they may see, or could before the change. Undefined: nothing. */
export function recordMessage(changes: RecordChanges, access: Access): RecordMessage | undefined {
  const told = access.rows === undefined ? changes : changes.filter(({before, after}) => [before, after].some(record => record && access.sees(record)))
  if (told.length === 0) return undefined
  return {
    type: 'records-changed', schema: changes[0].schema,
    changes: told.slice(0, maxChanges).map(({id, rev, op}) => ({id, rev, op})),
    ...(told.length > maxChanges && {more: told.length - maxChanges}),
    seq: changes.at(-1)!.seq,
  }
}
