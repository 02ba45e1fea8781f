/** `prepareCommit`: authorises, checks and computes a request's changes against the records as they are now, and gives what the store is to write: all or nothing. */
import {reason} from '../../schemas/index.ts'
import {onBehalfOf, type Actor} from '../actor.ts'
import {problem, Problem} from '../errors.ts'
import type {Expectation, StoreWrite} from '../store/index.ts'
import type {CommitRequest, Derive} from './change.ts'
import {expectAsSeen} from './expect-as-seen.ts'
import {keepAnAdmin} from './keep-an-admin.ts'
import {nameChange} from './name-change.ts'
import {checkPlainId} from './plain-id.ts'
import {startWork, type Taken, type WorkDeps} from './work.ts'

export interface PrepareDeps extends WorkDeps {
  readonly derive: Readonly<Record<string, Derive>>
}

export interface Prepared {
  readonly writes: readonly StoreWrite[]
  readonly expect: readonly Expectation[]
  /** Per asked change. */
  readonly answers: readonly Pick<Taken, 'record' | 'checkedBy'>[]
}

const mostChanges = 10_000

/** `keepUnchanged`: also writes what changes nothing, where a repeated request must give the same number of records. Throws of the error family. */
export async function prepareCommit(deps: PrepareDeps, actor: Actor, request: CommitRequest, keepUnchanged: boolean): Promise<Prepared> {
  const {changes} = request
  checkPlainId(actor.id, 'the actor')
  if (changes.length > mostChanges) throw problem('invalid-input', {why: reason('too-many-changes', {most: mostChanges, got: changes.length})})
  const work = await startWork(deps, request)
  const answers: Taken[] = []
  for (const [index, change] of changes.entries()) {
    await named(index, request, async () => void answers.push(await work.take(change, actor, deps.derive[change.schema], keepUnchanged)))
  }
  const own = onBehalfOf(actor)
  for (const [index, {extra}] of answers.entries()) {
    for (const change of extra) await named(index, request, async () => void await work.take(change, own, undefined, true))
  }
  const witnesses = await keepAnAdmin(deps.store, work.userChanges(), actor.id)
  return {writes: work.writes, expect: [...await expectAsSeen(deps.store, deps.access, actor, request.expect), ...work.expect.values(), ...witnesses], answers}
}

/** Whether an error says which change it is about. */
export const isNamed = ({changes, nameChanges}: Pick<CommitRequest, 'changes' | 'nameChanges'>): boolean => nameChanges === true || changes.length > 1

async function named(index: number, request: CommitRequest, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (isNamed(request) && error instanceof Problem) throw nameChange(error, index, request.changes[index]!)
    throw error
  }
}
