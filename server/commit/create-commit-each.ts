/** `createCommitEach`: the door for many changes of which each stands or falls by itself. */
import {v7} from 'uuid'
import {reason, refusalOf} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {problem, Problem} from '../errors.ts'
import type {CommitOutcome} from '../store/index.ts'
import type {Change, CommitEach, CommittedEach, EachRequest, Outcome} from './change.ts'
import type {CommitDeps} from './create-commit.ts'
import {deedOf} from './deed-of.ts'
import {nameChange} from './name-change.ts'
import {originOf} from './origin-of.ts'
import type {PrepareDeps} from './prepare-commit.ts'
import {prepareEach, type EachPrepared} from './prepare-each.ts'
import {problemOf} from './problem-of.ts'
import {parseMemo, writeMemo, type Memo} from './refusal-memo.ts'
import {tryAgain, type LostRace} from './try-again.ts'
import {createTurns} from './turns.ts'

type Written = Extract<CommitOutcome, {readonly ok: true}>

export function createCommitEach({store, catalog, access, now = () => new Date(), newId = v7, derive = {}}: CommitDeps): CommitEach {
  const deps: PrepareDeps = {store, catalog, access, newId, derive: Object.assign(Object.create(null) as Record<string, PrepareDeps['derive'][string]>, derive)}
  const turns = createTurns()

  return (actor, request) => {
    refuseTwice(request.changes)
    return tryAgain(turns, () => once(actor, request))
  }

  async function once(actor: Actor, request: EachRequest): Promise<CommittedEach | LostRace> {
    const {changes, idempotency, expect} = request
    const prepared = await prepareEach(deps, actor, request)
    const memo = memoOf(prepared)
    const outcome = await store.commit({
      at: now().toISOString(), by: actor.id, origin: originOf(actor, request.why), writes: prepared.writes, parts: prepared.parts, expect: prepared.expect, ...(idempotency && {idempotency: {...idempotency, memo: writeMemo(memo)}}),
    })
    if (outcome.ok) return outcome.replayed ? replayed(actor, changes, outcome) : written(actor, changes, outcome, prepared)
    const {failure} = outcome
    const expected = 'id' in failure && expect?.some(({schema, id}) => schema === failure.schema && id === failure.id)
    if ((failure.kind === 'stale' || failure.kind === 'missing' || failure.kind === 'wrong-state') && !expected) return {lost: failure}
    throw await problemOf(deps, failure, actor, expect)
  }

  async function written(actor: Actor, changes: readonly Change[], outcome: Written, prepared: EachPrepared): Promise<CommittedEach> {
    const refusals = await refusalsOf(actor, changes, outcome)
    const records = recordsOf(outcome, memoOf(prepared), refusals)
    const outcomes = prepared.answers.map((answer, index): Outcome => {
      const {op, schema} = changes[index]!
      const refusal = answer instanceof Problem ? answer : refusals.get(index)
      if (answer instanceof Problem || refusal) return {refusal: refusal!}
      const shownBy = answer.checkedBy ?? access.accessOf(actor, schema)
      return typeof answer.record === 'number' ? {deed: deedOf(op), record: records.get(index)!, access: shownBy} : {deed: 'unchanged', record: answer.record, access: shownBy}
    })
    return {seq: outcome.seq, replayed: false, outcomes}
  }

  async function replayed(actor: Actor, changes: readonly Change[], outcome: Written): Promise<CommittedEach> {
    const memo = parseMemo(outcome.memo)
    const refusals = await refusalsOf(actor, changes, outcome)
    const records = recordsOf(outcome, memo, refusals)
    const outcomes = memo.map((said, index): Outcome => {
      const {op, schema} = changes[index]!
      const refusal = said instanceof Problem ? said : refusals.get(index)
      return refusal ? {refusal} : {deed: deedOf(op), record: records.get(index)!, access: access.accessOf(actor, schema)}
    })
    return {seq: outcome.seq, replayed: true, outcomes}
  }

  async function refusalsOf(actor: Actor, changes: readonly Change[], {refused}: Written): Promise<ReadonlyMap<number, Problem>> {
    const found = new Map<number, Problem>()
    for (const {part, failure} of refused) found.set(part, nameChange(await problemOf(deps, failure, actor), part, changes[part]!))
    return found
  }
}

/** What became of a record by two changes of which one falls cannot be said. */
function refuseTwice(changes: readonly Change[]): void {
  const first = new Map<string, number>()
  for (const [index, change] of changes.entries()) {
    if (change.id === undefined) continue
    const key = `${change.schema}/${change.id}`
    const before = first.get(key)
    if (before !== undefined) {
      const why = reason('change-in-twice', {number: before + 1})
      throw problem('invalid-input', {why: reason('two-changes-of-a-record', {change: index + 1, schema: change.schema, why})}, {errors: [refusalOf(`/changes/${index}/id`, why)]})
    }
    first.set(key, index)
  }
}

/** Per change, how many writes it is, or why it is refused. */
function memoOf({answers, parts}: EachPrepared): Memo {
  const counts = new Map<number, number>()
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  return answers.map((answer, index) => (answer instanceof Problem ? answer : counts.get(index) ?? 0))
}

/** The first record of each part that was written: the one that was asked for. */
function recordsOf({records}: Written, memo: Memo, refusals: ReadonlyMap<number, Problem>): ReadonlyMap<number, Written['records'][number]> {
  const found = new Map<number, Written['records'][number]>()
  let at = 0
  for (const [index, count] of memo.entries()) {
    if (count instanceof Problem || count === 0 || refusals.has(index)) continue
    found.set(index, records[at]!)
    at += count
  }
  return found
}
