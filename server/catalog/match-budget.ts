/** How much text the patterns and formats of a schema may be matched against in one check: matching is what a long body costs most. */
import {longestText} from '../../schemas/index.ts'
import {InvalidInput} from '../errors.ts'

/** Characters, each counted as often as it is matched. */
const most = 150_000

export interface MatchBudget {
  /** For the next check. */
  renew(): void
  /** Throws InvalidInput once there is no more. What is too long to be matched at all costs nothing. */
  spend(text: string): void
}

export function createMatchBudget(): MatchBudget {
  let left = most
  return {
    renew() {
      left = most
    },
    spend({length}) {
      if (length <= longestText) left -= length
      if (left >= 0) return
      const message = `expected at most ${most} characters in all where patterns and formats are to be matched; send less at once`
      throw new InvalidInput({detail: message, errors: [{pointer: '', message}]}, 'too-much-to-match')
    },
  }
}
