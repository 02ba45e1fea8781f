/** Many changes of records in one transaction. */
import {commitOperations, refusal, type CommitCounts, type JsonObject, type Refusal, type WireChange, type WireExpectation, type WireRefusal} from '../../schemas/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import {answerJson, type Change, type Commit, type CommitEach, type CommittedEach, type Outcome} from '../commit/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {Expectation} from '../store/index.ts'
import {idempotencyOf} from './idempotency.ts'
import {routesOf, type Route} from './operation.ts'
import {sendJson} from './send-json.ts'

export interface CommitRouteDeps {
  readonly access: AccessOf
  readonly commit: Commit
  readonly commitEach: CommitEach
}

export function commitRoute({access, commit, commitEach}: CommitRouteDeps): readonly Route[] {
  return routesOf(commitOperations, {
    async commit({actor, body: {changes: sent, expectations = [], mode = 'all', answer = 'records', run}, request, response}) {
      const changes = readChanges(sent)
      const ask = {changes, expect: readExpectations(expectations, actor), bounds, ...(run !== undefined && {why: {cause: `run:${actor.id}/${run}`}}), ...idempotencyOf(request)}
      const {seq, replayed, outcomes} = mode === 'each' ? await commitEach(actor, ask) : await commitAll(actor, ask)
      if (replayed) response.setHeader('Idempotency-Replayed', 'true')
      const refused = outcomes.flatMap((outcome, index) => ('refusal' in outcome ? [refusalOf(outcome.refusal, index)] : []))
      const frame = JSON.stringify({seq, counts: countsOf(outcomes), refused})
      sendJson(response, 200, answer === 'counts' ? frame : `${frame.slice(0, -1)},"records":[${outcomes.map(recordJson).join(',')}]}`)
    },
  })

  async function commitAll(actor: Actor, ask: Parameters<CommitEach>[1]): Promise<CommittedEach> {
    const {seq, replayed, records, accesses, deeds} = await commit(actor, {...ask, nameChanges: true})
    return {seq, replayed, outcomes: records.map((record, at) => ({record, access: accesses[at]!, deed: deeds[at]!}))}
  }

  /** What one may not read, one may not ask about. */
  function readExpectations(expectations: readonly WireExpectation[], actor: Actor): readonly Expectation[] {
    return expectations.map(({schema, id, rev, exists = true}, index) => {
      access.accessOf(actor, schema, 'read')
      if (rev === undefined) return {kind: exists ? 'exists' : 'absent', schema, id}
      if (!exists) throw refuse([refusal('revision-of-nothing', `/expectations/${index}/rev`)])
      return {kind: 'rev', schema, id, rev}
    })
  }
}

/** What a thousand records hold before and after, several times. */
const bounds = {text: 4 * 1024 * 1024, names: 50_000}

/** What each operation needs and takes beside `op` and `schema`. */
const members: Readonly<Record<WireChange['op'], {readonly needs: readonly ('id' | 'data')[]; readonly takes: readonly ('id' | 'rev')[]}>> = {
  create: {needs: ['data'], takes: ['id']},
  update: {needs: ['id', 'data'], takes: ['rev']},
  replace: {needs: ['id', 'data'], takes: ['rev']},
  archive: {needs: ['id'], takes: ['rev']},
  restore: {needs: ['id'], takes: ['rev']},
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function readChanges(changes: readonly WireChange[]): readonly Change[] {
  const errors = changes.flatMap(errorsOf)
  if (errors.length > 0) throw refuse(errors)
  return changes.map(({op, schema, id, rev, data}): Change => {
    if (op === 'create') return {op, schema, data: data as JsonObject, ...(id !== undefined && {id})}
    const one = {schema, id: id!, ...(rev !== undefined && {ifRev: rev})}
    if (op === 'update') return {op: 'merge', ...one, patch: data as JsonObject}
    return op === 'replace' ? {op, ...one, data: data as JsonObject} : {op, ...one}
  })
}

function errorsOf(change: WireChange, index: number): readonly Refusal[] {
  const {needs, takes} = members[change.op]
  const at = (name: string): string => `/changes/${index}/${name}`
  const missing = needs.filter(name => change[name] === undefined).map(name => refusal('needed-by-change', at(name), {op: change.op}))
  const extra = (['id', 'rev', 'data'] as const).filter(name => change[name] !== undefined && ![...needs, ...takes].includes(name)).map(name => refusal('not-taken-by-change', at(name), {op: change.op}))
  const odd = change.op === 'create' && change.id !== undefined && !uuid.test(change.id) ? [refusal('not-an-id-of-ones-own', at('id'))] : []
  return [...missing, ...extra, ...odd]
}

const refuse = (errors: readonly Refusal[]): Problem => problem('invalid-input', {changes: errors.length}, {errors})

const refusalOf = ({status, code, params, title, message, errors}: Problem, index: number): WireRefusal => ({index, status, code, params, title, detail: message, errors})

function countsOf(outcomes: readonly Outcome[]): CommitCounts {
  const counts = {created: 0, updated: 0, unchanged: 0, archived: 0, restored: 0, refused: 0}
  for (const outcome of outcomes) {
    const what = 'refusal' in outcome ? 'refused' : outcome.deed
    if (what !== 'taken-away') counts[what] += 1
  }
  return counts
}

function recordJson(outcome: Outcome): string {
  return 'refusal' in outcome ? 'null' : answerJson(outcome.record, outcome.access)
}
