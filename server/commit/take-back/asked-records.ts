/** `findAsked`: which records the commits changed that are to be taken back. */
import {problem} from '../../errors.ts'
import {reason} from '../../../schemas/index.ts'
import type {Store, StoreChange} from '../../store/index.ts'
import type {Turn} from '../../turn.ts'

/** `first`, `last`: the seqs of its events among those that are asked. */
export interface AskedRecord {readonly schema: string; readonly id: string; readonly first: number; readonly last: number}

/** `records`: what was changed last comes first. */
export interface Asked {readonly commits: ReadonlySet<number>; readonly records: readonly AskedRecord[]}

const mostRecords = 10_000
const commitsAtOnce = 1_000

/** `what`: the number of a commit, or a cause. `isOpen`: whether records of a schema may be read; others count for nothing. Throws `invalid-input` where there are too many. */
export async function findAsked(store: Store, what: number | string, isOpen: (schema: string) => boolean, turn: Turn): Promise<Asked> {
  const commits = new Set<number>()
  const records = new Map<string, AskedRecord>()
  for await (const commit of typeof what === 'number' ? [what] : commitsOf(store, what)) {
    commits.add(commit)
    for await (const {schema, id, seq} of changesOf(store, commit, turn)) {
      if (!isOpen(schema)) continue
      const key = `${schema}/${id}`
      records.set(key, {schema, id, first: records.get(key)?.first ?? seq, last: seq})
    }
    if (records.size > mostRecords) throw problem('invalid-input', {why: reason('most-taken-back', {most: mostRecords})})
  }
  return {commits, records: [...records.values()].toSorted((a, b) => b.last - a.last)}
}

/** Some at a time, as each is looked up with what stood before it. */
async function* changesOf(store: Store, commit: number, turn: Turn): AsyncIterable<StoreChange> {
  for (let after = 0; ;) {
    while (turn.isOver()) await turn.next()
    const notice = await store.commitOf(commit, after)
    if (notice === undefined) return
    yield* notice.changes
    after = notice.changes.at(-1)!.seq
  }
}

async function* commitsOf(store: Store, cause: string): AsyncIterable<number> {
  let after = 0
  for (;;) {
    const some = await store.commitsCausedBy(cause, commitsAtOnce, after)
    yield* some
    if (some.length < commitsAtOnce) return
    after = some.at(-1)!
  }
}
