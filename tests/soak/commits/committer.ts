/** One client of `POST /api/v1/commit`: knows by a model of its own what each commit must be answered, and what must be there in the end. */
import {randomUUID} from 'node:crypto'
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {CutOff, type Answer, type KillableServer} from '../killed-clients/killable-server.ts'
import {applyAll, applyEach, copyOf, newModel, type Did, type Model, type ModelChange} from './model.ts'

export interface AnyChange {
  readonly does: 'company' | 'contact' | 'lost contact' | 'product' | 'bad product' | 'rename' | 'misname' | 'stale' | 'archive' | 'restore' | 'count'
  /** Which of what is there. */
  readonly which: number
}

export interface AnyCommit {
  readonly mode: 'all' | 'each'
  readonly changes: readonly AnyChange[]
  /** Sent again once it was answered. */
  readonly again: boolean
}

export const anyCommit: fc.Arbitrary<AnyCommit> = fc.record({
  mode: fc.constantFrom('all', 'each'),
  changes: fc.array(fc.record({
    does: fc.constantFrom('company', 'company', 'contact', 'contact', 'lost contact', 'product', 'product', 'bad product', 'rename', 'rename', 'misname', 'stale', 'archive', 'restore', 'count', 'count'),
    which: fc.nat(1_000),
  }), {minLength: 1, maxLength: 12}),
  again: fc.boolean(),
})

export interface Committer {
  /** Commits until none is left, or the server dies. What was cut off is sent again at the next call, with the same key. */
  play(): Promise<void>
  /** What the model holds is what is there. */
  verify(): Promise<void>
  /** What it wrote last into the record that all share. */
  letters(): Readonly<Record<string, number>>
}

interface Seen {commits: number; refusedWhole: number; refusedParts: number; cutOff: number; repeated: number}
interface Sent {readonly body: {readonly mode: string; readonly changes: readonly object[]}; readonly key: string; readonly changes: readonly ModelChange[]; readonly again: boolean}

export function createCommitter(server: KillableServer, {pool, letter}: {readonly pool: string; readonly letter: string}, commits: readonly AnyCommit[], seen: Seen): Committer {
  let model: Model = newModel()
  let at = 0
  let count = 0
  let pending: Sent | undefined

  const send = ({body, key}: Sent): Promise<Answer> => server.call({method: 'POST', path: '/api/v1/commit', body, headers: {'idempotency-key': key}})

  async function commitAll(): Promise<void> {
    for (; at < commits.length; at++) {
      pending ??= wordOf(commits[at]!)
      const answer = await send(pending)
      seen.commits++
      if (pending.again) {
        const repeated = await send(pending)
        seen.repeated++
        expect(withoutNames(repeated)).toEqual(withoutNames(answer))
      }
      judge(pending, answer)
      pending = undefined
    }
  }

  function wordOf({mode, changes, again}: AnyCommit): Sent {
    const asked = changes.map((change, index) => changeOf(change, index)).filter((change, index, all) => mode === 'all' || !all.slice(0, index).some(({id}) => id === change.id))
    return {body: {mode, changes: asked.map(wireOf)}, key: randomUUID(), changes: asked, again}
  }

  function changeOf({does, which}: AnyChange, index: number): ModelChange {
    const pick = (schema?: string): string => {
      const ids = [...model.records].filter(([, record]) => schema === undefined || record.schema === schema).map(([id]) => id)
      return ids[which % ids.length] ?? randomUUID()
    }
    const text = `${at}.${index}`
    const id = pick()
    const one = {schema: schemaOf(id), id}
    switch (does) {
      case 'company': return {op: 'create', schema: 'company', id: randomUUID(), data: {name: text, status: 'prospect'}}
      case 'contact': return {op: 'create', schema: 'contact', id: randomUUID(), data: {last_name: text, company_id: pick('company'), status: 'lead'}}
      case 'lost contact': return {op: 'create', schema: 'contact', id: randomUUID(), data: {last_name: text, company_id: randomUUID(), status: 'lead'}}
      case 'product': return {op: 'create', schema: 'product', id: randomUUID(), data: {name: text, sku: `${pool}-${letter}-${which % 9}`, price: 1, stock: 0, active: true}}
      case 'bad product': return {op: 'create', schema: 'product', id: randomUUID(), data: {name: text, price: -1}, misfits: true}
      case 'rename': return {op: 'update', ...one, data: nameOf(one.schema, text)}
      case 'misname': return {op: 'update', ...one, data: nameOf(one.schema, 7), misfits: true}
      case 'stale': return {op: 'update', ...one, data: nameOf(one.schema, text), rev: 1 + which % 3}
      case 'archive': return {op: 'archive', ...one}
      case 'restore': return {op: 'restore', ...one}
      case 'count': return {op: 'update', schema: 'pool', id: pool, data: {[letter]: ++count}}
    }
  }

  const schemaOf = (id: string): string => model.records.get(id)?.schema ?? 'company'

  function judge({body: {mode}, changes}: Sent, {status, body}: Answer): void {
    const expected = mode === 'all' ? applyAll(model, changes) : applyEach(model, changes)
    if (expected === undefined) {
      seen.refusedWhole++
      expect([400, 404, 409, 412], JSON.stringify(body)).toContain(status)
      return
    }
    expect(status, JSON.stringify(body)).toBe(200)
    const refused = expected.did.flatMap((did, index) => (did === 'refused' ? [index] : []))
    seen.refusedParts += refused.length
    const counted = (did: Did): number => expected.did.filter(one => one === did).length
    expect((body['refused'] as readonly {readonly index: number}[]).map(({index}) => index)).toEqual(refused)
    expect(body['counts']).toEqual({created: counted('created'), updated: counted('updated'), unchanged: 0, archived: counted('archived'), restored: counted('restored'), refused: refused.length})
    model = expected.model
  }

  return {
    async play() {
      try {
        await commitAll()
      } catch (error) {
        if (!(error instanceof CutOff)) throw error
        seen.cutOff++
      }
    },
    async verify() {
      for (const [id, {schema, ...record}] of model.records) {
        const {body} = await server.call({method: 'GET', path: `/api/v1/records/${schema}/${id}`})
        expect({rev: body['rev'], state: body['state'], data: body['data']}).toEqual(copyOf(record))
      }
    },
    letters: () => ({...(model.counted > 0 && {[letter]: model.counted})}),
  }
}

const nameOf = (schema: string, value: string | number): NonNullable<ModelChange['data']> => ({[schema === 'contact' ? 'last_name' : 'name']: value})

const wireOf = ({op, schema, id, data, rev}: ModelChange): object => ({op, schema, id, data, rev})

/** A refusal names the record that was in the way as it is called now. */
function withoutNames({status, body}: Answer): unknown {
  const {detail: _detail, request_id: _id, errors: _errors, refused, ...rest} = body
  return {status, ...rest, refused: (refused as readonly {readonly index: number; readonly code: string}[] | undefined)?.map(({index, code}) => [index, code])}
}
