/** Tries again when somebody else was faster. */
import {Problem} from '../errors.ts'

/** Every way in which a commit says that what it was made on is no longer so. */
const lostRace = new Set([404, 409, 412])

/** Runs `work` anew, up to five times, each time `onLost` has thrown away what it knew; the last failure stands. */
export async function retryLostRaces<T>(work: () => Promise<T>, onLost: () => void | Promise<void>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof RaceLost)) throw error
      if (attempt === 5) throw error.problem
      await onLost()
    }
  }
}

/** A refusal by the door for a commit that was right on the state it was made on. */
export class RaceLost extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message, {cause: problem})
    this.problem = problem
  }
}

/** Turns refusals of `commit` that another state would not have met into `RaceLost`. */
export async function asRace<T>(commit: Promise<T>): Promise<T> {
  try {
    return await commit
  } catch (error) {
    throw error instanceof Problem && lostRace.has(error.status) ? new RaceLost(error) : error
  }
}
