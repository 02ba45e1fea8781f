/** How much text the patterns and formats of a schema may be matched against in one check: matching is what a long body costs most. */
import {longestText, refusal} from '../../schemas/index.ts'
import {problem} from '../errors.ts'

/** Characters times the size of the pattern that they are matched against: some 40 ms. */
const most = 3_000_000

export interface MatchBudget {
  /** For the next check. */
  renew(): void
  /** Throws `too-much-to-match` once there is no more. What is too long to be matched at all costs nothing. */
  spend(text: string, size: number): void
}

export function createMatchBudget(): MatchBudget {
  let left = most
  return {
    renew() {
      left = most
    },
    spend({length}, size) {
      if (length <= longestText) left -= length * size
      if (left >= 0) return
      throw problem('too-much-to-match', {}, {errors: [refusal('too-much-to-match', '')]})
    },
  }
}
