/** `Refused`: leaves a commit half way, to be rolled back and answered as the failure it carries. */
import type {CommitFailure} from '../store.ts'

export class Refused extends Error {
  readonly failure: CommitFailure
  constructor(failure: CommitFailure) {
    super(failure.kind)
    this.failure = failure
  }
}
