/** Writes generated rows through the one door, many to a commit. */
import {systemActor} from '../actor.ts'
import type {Change, Commit} from '../commit/index.ts'
import type {Store} from '../store/index.ts'
import {generateRows, type DemoAsk} from './generate-rows.ts'

/** Rows of a commit: large enough that the fsync hardly counts, small enough that others get their turn. */
const batch = 500

/** Answers how many rows there are. Batches that an earlier start wrote are left alone: the same ask makes the same ids. `onProgress` is called after each commit. */
export async function loadRows(commit: Commit, ask: DemoAsk, onProgress: (written: number) => void, store: Pick<Store, 'get'>): Promise<number> {
  let written = 0
  let changes: (Change & {readonly op: 'create'; readonly id: string})[] = []
  const flush = async (): Promise<void> => {
    const [first] = changes
    if (!first) return
    if (!await store.get(first.schema, first.id)) await commit(systemActor, {changes})
    written += changes.length
    changes = []
    onProgress(written)
  }
  for (const {schema, id, data} of generateRows(ask)) {
    changes.push({op: 'create', schema, id, data})
    if (changes.length >= batch) await flush()
  }
  await flush()
  return written
}
