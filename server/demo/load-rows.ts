/** Writes generated rows through the one door, many to a commit. */
import type {Change, Commit} from '../commit/change.ts'
import {systemActor} from '../actor.ts'
import {generateRows, type DemoAsk} from './generate-rows.ts'

/** Rows of a commit: large enough that the fsync hardly counts, small enough that others get their turn. */
const batch = 500

/** Answers how many rows were written. `onProgress` is called after each commit. */
export async function loadRows(commit: Commit, ask: DemoAsk, onProgress?: (written: number) => void): Promise<number> {
  let written = 0
  let changes: Change[] = []
  const flush = async (): Promise<void> => {
    if (changes.length === 0) return
    await commit(systemActor, {changes})
    written += changes.length
    changes = []
    onProgress?.(written)
  }
  for (const row of generateRows(ask)) {
    changes.push({op: 'create', ...row})
    if (changes.length >= batch) await flush()
  }
  await flush()
  return written
}
