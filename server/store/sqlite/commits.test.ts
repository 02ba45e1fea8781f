import {expect, test} from 'vitest'
import type {CommitNotice, StoreCommit} from '../store.ts'
import type {Applied} from './committer.ts'
import {createCommits} from './commits.ts'
import type {WriterEvents} from './writer-port.ts'

const commit: StoreCommit = {at: '2024-01-01T00:00:00Z', by: 'ann', writes: [{op: 'create', schema: 'thing', id: 'a', doc: '{}'}]}
const notice = (seq: number): CommitNotice => ({
  commit: seq, seq, meta: null,
  changes: [{seq, commit: seq, at: commit.at, by: 'ann', via: null, cause: null, depth: 0, on_behalf_of: null, schema: 'thing', id: 'a', rev: 1, op: 'create', doc: '{}', note: null, before: null, after: null}],
})

/** A writer whose thread writes and then ends before it can say so. */
function fragileWriter() {
  const written: CommitNotice[] = []
  let starts = 0
  const start = async (events: WriterEvents) => {
    starts += 1
    const dies = starts === 1
    return {
      write: async (wanted: StoreCommit) => {
        const next = notice(written.length + 1)
        written.push(next)
        if (dies) {
          events.onGone()
          throw new Error('interrupted')
        }
        const applied: Applied = {first: next.seq, last: next.seq, commit: next.commit, replayed: false, refused: [], before: [null], records: [{id: 'a', schema: 'thing', rev: 1, state: 'live', created_at: '', created_by: '', updated_at: '', updated_by: '', doc: '{}'}]}
        events.onApplied(wanted, applied)
        return {ok: true as const, applied}
      },
      probe: async () => '',
      queued: () => 0,
      drain: async () => {},
      close: async () => {},
    }
  }
  return {written, start, starts: () => starts}
}

test('a writer that ended is started again, and listeners hear of what it had written, in order', async () => {
  const writer = fragileWriter()
  const commits = await createCommits({
    start: writer.start, head: () => writer.written.length, commitsAfter: seq => writer.written.filter(one => one.seq > seq), onTables: () => {}, onListenerError: error => {
      throw error
    },
  })
  const heard: number[] = []
  commits.onCommit(({seq}) => heard.push(seq))
  await expect(commits.commit(commit)).rejects.toThrow('interrupted')
  expect(heard).toEqual([])
  expect(await commits.commit(commit)).toMatchObject({ok: true, seq: 2})
  expect(heard).toEqual([1, 2])
  expect(commits.seq()).toBe(2)
  expect(writer.starts()).toBe(2)
})
