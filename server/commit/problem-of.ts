/** `problemOf`: what the store refused, for the one who asked, with what they may know of other records. */
import {reason, refusalOf} from '../../schemas/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import {problem, type Problem} from '../errors.ts'
import type {CommitFailure, Expectation, Store} from '../store/index.ts'
import {failureAsSeen} from './expect-as-seen.ts'
import {failureProblem} from './failure-problem.ts'
import {nameHolder} from './name-holder.ts'
import {seenLinks} from './seen-links.ts'

/** `expect`: what the sender expected by name: one of these that does not hold is said by its number. */
export async function problemOf({store, access}: {readonly store: Store; readonly access: AccessOf}, failed: CommitFailure, actor: Actor, expect: readonly Expectation[] = []): Promise<Problem> {
  const failure = failureAsSeen(failed)
  const own = 'schema' in failure ? access.findAccess(actor, failure.schema) : undefined
  const refused = failureProblem(failure, own, {holder: await nameHolder(store, own, failure), links: await seenLinks(store, access, actor, failure)})
  if (failure.kind !== 'stale' && failure.kind !== 'missing' && failure.kind !== 'exists') return refused
  const index = expect.findIndex(one => one.schema === failure.schema && one.id === failure.id && refusedBy[failure.kind](one))
  if (index < 0) return refused
  const why = failure.kind === 'stale' ? reason('at-revision', {rev: failure.actual}) : reason(failure.kind === 'exists' ? 'is-there' : 'is-not-there')
  return problem('stale-revision', {expectation: index + 1, schema: failure.schema, id: failure.id}, {errors: [refusalOf(`/expectations/${index}`, why)]})
}

const refusedBy: Readonly<Record<'stale' | 'missing' | 'exists', (expectation: Expectation) => boolean>> = {
  stale: ({kind}) => kind === 'rev',
  missing: ({kind}) => kind !== 'absent',
  exists: ({kind}) => kind === 'absent',
}
