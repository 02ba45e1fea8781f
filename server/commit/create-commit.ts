/** `createCommit`: the one door for writes. */
import {v7} from 'uuid'
import {Problem} from '../errors.ts'
import type {CommitFailure, CommitOutcome, StoreCommit} from '../store/index.ts'
import type {Actor} from '../actor.ts'
import type {Change, Commit, CommitRequest, Committed, Derive} from './change.ts'
import {deedOf} from './deed-of.ts'
import {nameChange} from './name-change.ts'
import {originOf} from './origin-of.ts'
import {isNamed, prepareCommit, type Prepared, type PrepareDeps} from './prepare-commit.ts'
import {problemOf} from './problem-of.ts'
import {tryAgain, type LostRace} from './try-again.ts'
import {createTurns} from './turns.ts'

export interface CommitDeps extends Pick<PrepareDeps, 'store' | 'catalog' | 'access'> {
  readonly now?: () => Date
  /** UUIDv7 by default. */
  readonly newId?: () => string
  /** By schema. */
  readonly derive?: Readonly<Record<string, Derive>>
}

export function createCommit({store, catalog, access, now = () => new Date(), newId = v7, derive = {}}: CommitDeps): Commit {
  const deps: PrepareDeps = {store, catalog, access, newId, derive: Object.assign(Object.create(null) as Record<string, Derive>, derive)}
  const turns = createTurns()

  return (actor, request) => tryAgain(turns, () => once(actor, request))

  async function once(actor: Actor, request: CommitRequest): Promise<Committed | LostRace> {
    const {idempotency} = request
    let prepared: Prepared
    try {
      prepared = await prepareCommit(deps, actor, request, idempotency !== undefined)
    } catch (error) {
      if (idempotency === undefined || !(error instanceof Problem)) throw error
      return replay(actor, request, idempotency, error)
    }
    const outcome = await store.commit({...frame(actor, request), writes: prepared.writes, expect: prepared.expect, ...(request.tables && {tables: request.tables}), ...(idempotency && {idempotency})})
    return outcome.ok ? answer(outcome, prepared.answers, actor, request) : lostOrThrown(outcome.failure, actor, request)
  }

  /** A repeated request may be refused only because it was done before, or because the schema became narrower since. The impossible expectation keeps a key that is new from being used up. */
  async function replay(actor: Actor, request: CommitRequest, idempotency: NonNullable<CommitRequest['idempotency']>, refusal: Problem): Promise<Committed | LostRace> {
    if (![400, 404, 409, 412].includes(refusal.status)) throw refusal
    const outcome = await store.commit({...frame(actor, request), writes: [], idempotency, expect: [{kind: 'absent', schema: 'schema', id: catalog.get('schema').source.id}]})
    if (outcome.ok) return answer(outcome, [], actor, request)
    if (outcome.failure.kind === 'key-reused') return lostOrThrown(outcome.failure, actor, request)
    throw refusal
  }

  /** Where no data were checked, and of what was written long ago, the schema that is in force now says what may be seen. */
  function answer({seq, replayed, records}: Extract<CommitOutcome, {readonly ok: true}>, answers: Prepared['answers'], actor: Actor, {changes}: CommitRequest): Committed {
    if (replayed) return {seq, replayed, records: records.slice(0, changes.length), accesses: changes.map(({schema}) => access.accessOf(actor, schema)), deeds: changes.map(({op}) => deedOf(op))}
    return {
      seq, replayed,
      records: answers.map(({record}) => (typeof record === 'number' ? records[record]! : record)),
      accesses: answers.map(({checkedBy}, at) => checkedBy ?? access.accessOf(actor, changes[at]!.schema)),
      deeds: answers.map(({record}, at) => (typeof record === 'number' ? deedOf(changes[at]!.op) : 'unchanged')),
    }
  }

  function frame(actor: Actor, {note, why}: CommitRequest): Pick<StoreCommit, 'at' | 'by' | 'note' | 'origin'> {
    return {at: now().toISOString(), by: actor.id, origin: originOf(actor, why), ...(note !== undefined && {note})}
  }

  async function lostOrThrown(failure: CommitFailure, actor: Actor, request: CommitRequest): Promise<LostRace> {
    if (isLostRace(failure, request)) return {lost: failure}
    const {changes, nameChanges, expect} = request
    const problem = await problemOf(deps, failure, actor, nameChanges && expect)
    const index = 'id' in failure && isNamed(request) ? changes.findIndex(change => change.schema === failure.schema && 'id' in change && change.id === failure.id) : -1
    throw index < 0 ? problem : nameChange(problem, index, changes[index]!)
  }
}

/** The state that a change was computed on is gone, and the one who asked did not insist on it. */
function isLostRace(failure: CommitFailure, {changes, expect = []}: CommitRequest): failure is Extract<CommitFailure, {readonly kind: 'stale' | 'missing' | 'wrong-state'}> {
  if (failure.kind !== 'stale' && failure.kind !== 'missing' && failure.kind !== 'wrong-state') return false
  const {schema, id} = failure
  const insisted = (change: Change): boolean => change.op !== 'create' && change.schema === schema && change.id === id && change.ifRev !== undefined
  return !changes.some(insisted) && !expect.some(one => one.schema === schema && one.id === id)
}
