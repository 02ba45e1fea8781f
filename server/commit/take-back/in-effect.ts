/** `inEffect`: of the changes of one thing (a property, or whether the record is there), those that still count. */
import {tookBack, type Episode} from './story.ts'

export interface CellChange<T> {readonly episode: Episode; readonly from: T; readonly to: T}

/**
 * Oldest first, without what was taken back and without the taking back: the newest is struck out first, as it may have taken back a taking back. What is asked to be taken back now counts as any change.
 * `undid(to, from)`: whether a change to `to` undoes one from `from`.
 */
export function inEffect<T>(changes: readonly CellChange<T>[], undid: (to: T, from: T) => boolean): readonly CellChange<T>[] {
  const standing = [...changes]
  for (let at = standing.length - 1; at >= 0;) {
    const first = startOfTaken(standing, at, undid)
    if (first < 0) at -= 1
    else {
      standing.splice(first, at - first + 1)
      // A newer one may stand right behind what it took back by now.
      at = standing.length - 1
    }
  }
  return standing
}

/** Where the changes begin that the one at `at` took back: those right before it. -1: it took none back. */
function startOfTaken<T>(standing: readonly CellChange<T>[], at: number, undid: (to: T, from: T) => boolean): number {
  const {episode, to} = standing[at]!
  if (episode.isAsked) return -1
  let found = -1
  for (let before = at - 1; before >= 0 && tookBack(episode, standing[before]!.episode); before--) if (undid(to, standing[before]!.from)) found = before
  return found
}
