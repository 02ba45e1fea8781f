/** `prepareEach`: as `prepareCommit`, where what is wrong with one change leaves the others as they are. */
import {onBehalfOf, type Actor} from '../actor.ts'
import {Problem, remade} from '../errors.ts'
import type {Expectation, StoreWrite} from '../store/index.ts'
import type {EachRequest} from './change.ts'
import {expectAsSeen} from './expect-as-seen.ts'
import {keepAnAdmin, takesAnAdmin} from './keep-an-admin.ts'
import {nameChange} from './name-change.ts'
import {checkPlainId} from './plain-id.ts'
import type {PrepareDeps} from './prepare-commit.ts'
import {startWork, type Taken} from './work.ts'

export interface EachPrepared {
  readonly writes: readonly StoreWrite[]
  /** Per write, the index of its change. */
  readonly parts: readonly number[]
  readonly expect: readonly Expectation[]
  /** Per change: what becomes of it, or why it is refused. */
  readonly answers: readonly (Taken | Problem)[]
}

/** Per refusal: what is wrong with many fields of many changes would be more than anybody reads. */
const mostErrors = 20

/** Throws what is nobody's mistake, and `commit-too-large`. */
export async function prepareEach(deps: PrepareDeps, actor: Actor, request: EachRequest): Promise<EachPrepared> {
  const {changes, idempotency} = request
  checkPlainId(actor.id, 'the actor')
  const work = await startWork(deps, request)
  const own = onBehalfOf(actor)
  const parts: number[] = []
  const answers: (Taken | Problem)[] = []
  let witnesses: readonly Expectation[] = []
  for (const [index, change] of changes.entries()) {
    try {
      await work.together(async () => {
        const taken = await work.take(change, actor, deps.derive[change.schema], idempotency !== undefined)
        for (const extra of taken.extra) await work.take(extra, own, undefined, true)
        const user = work.userChange(change)
        if (user && takesAnAdmin(user)) witnesses = await keepAnAdmin(deps.store, work.userChanges(), actor.id)
        answers.push(taken)
      })
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'commit-too-large') throw error
      answers.push(nameChange(brief(error), index, change))
    }
    while (parts.length < work.writes.length) parts.push(index)
  }
  return {writes: work.writes, parts, expect: [...await expectAsSeen(deps.store, deps.access, actor, request.expect), ...work.expect.values(), ...witnesses], answers}
}

function brief(problem: Problem): Problem {
  const {status, code, title, message, params, errors, more, cause} = problem
  return errors.length <= mostErrors ? problem : remade({status, code, title, message, params, errors: errors.slice(0, mostErrors), more, cause})
}
