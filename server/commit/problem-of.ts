/** `problemOf`: what the store refused, for the one who asked, with the name of a record that has a value already. */
import type {Actor} from '../actor.ts'
import type {Catalog} from '../catalog/index.ts'
import {Stale, type Problem} from '../errors.ts'
import type {CommitFailure, Expectation, Store} from '../store/index.ts'
import {failureProblem} from './failure-problem.ts'
import {nameHolder} from './name-holder.ts'

/** `expect`: what the sender expected by name: one of these that does not hold is said by its number. */
export async function problemOf({store, catalog}: {readonly store: Store; readonly catalog: Catalog}, failure: CommitFailure, actor: Actor, expect: readonly Expectation[] = []): Promise<Problem> {
  const problem = failureProblem(failure, actor, catalog, await nameHolder(store, catalog, actor, failure))
  if (failure.kind !== 'stale' && failure.kind !== 'missing' && failure.kind !== 'exists') return problem
  const index = expect.findIndex(one => one.schema === failure.schema && one.id === failure.id && refusedBy[failure.kind](one))
  if (index < 0) return problem
  const message = failure.kind === 'stale' ? `is at revision ${failure.actual}` : failure.kind === 'exists' ? 'is there' : 'is not there, or you may not see it'
  return new Stale({detail: `expectation ${index + 1} does not hold: ${failure.schema} ${failure.id} ${message}; nothing was written`, errors: [{pointer: `/expectations/${index}`, message}]})
}

const refusedBy: Readonly<Record<'stale' | 'missing' | 'exists', (expectation: Expectation) => boolean>> = {
  stale: ({kind}) => kind === 'rev',
  missing: ({kind}) => kind !== 'absent',
  exists: ({kind}) => kind === 'absent',
}
