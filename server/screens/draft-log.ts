/** What happened to one draft lately, so that steps made on an earlier state can be rebased. */
import type {Step} from '../../ast/index.ts'

/** `seq`: the last event of the commit that did it. */
interface Entry {readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly seq: number}

export interface DraftLog {
  add(entry: Entry): void
  /** The steps accepted since the draft last stood at `hash`; undefined when that is unknown or too long ago. */
  since(hash: string): readonly Step[] | undefined
  /** Where the commit with this seq brought the draft; undefined when that is unknown or too long ago. */
  cameTo(seq: number): string | undefined
}

/** Keeps as many of the newest entries as hold at most `maxSteps` steps; an entry without steps counts as one. */
export function createDraftLog(maxSteps = 1_000): DraftLog {
  let entries: Entry[] = []
  return {
    add(entry) {
      entries.push(entry)
      let room = maxSteps
      const firstKept = entries.findLastIndex(one => (room -= Math.max(1, one.steps.length)) < 0)
      if (firstKept >= 0) entries = entries.slice(firstKept + 1)
    },
    since(hash) {
      if (entries.at(-1)?.to === hash) return []
      // The last time, not the first: an undo leads back to a hash that stood before.
      const start = entries.findLastIndex(entry => entry.from === hash)
      return start < 0 ? undefined : entries.slice(start).flatMap(entry => entry.steps)
    },
    cameTo: seq => entries.findLast(entry => entry.seq === seq)?.to,
  }
}
