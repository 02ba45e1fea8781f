import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Json} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
})
afterAll(() => app.close())

type Member = Readonly<Record<string, Json>>
interface Refused {readonly index: number; readonly status: number; readonly code: string; readonly detail: string; readonly errors: readonly {readonly pointer: string; readonly message: string}[]}

const send = (changes: readonly object[], more: object = {}, headers: Readonly<Record<string, string>> = {}, call = admin): Promise<Answer> => call('POST', '/api/v1/commit', {changes, ...more}, headers)
const refusedOf = ({body}: Answer): readonly Refused[] => body['refused'] as unknown as readonly Refused[]
const recordsOf = ({body}: Answer): readonly (Member | null)[] => body['records'] as readonly (Member | null)[]
const pointersOf = ({body}: Answer): readonly string[] => (body['errors'] as unknown as Refused['errors']).map(({pointer}) => pointer)
const add = async (schema: string, data: object): Promise<string> => String((await admin('POST', `/api/v1/records/${schema}`, data)).body['id'])
const eventsOf = async (work: () => Promise<Answer>): Promise<{readonly answer: Answer; readonly ops: readonly string[]; readonly commits: number}> => {
  const before = app.store.seq()
  const answer = await work()
  const events = (await app.store.events(before, 1000)).filter(({schema}) => schema !== 'session')
  return {answer, ops: events.map(({op, schema}) => `${op} ${schema}`), commits: new Set(events.map(({commit}) => commit)).size}
}

describe('a commit of all', () => {
  test('writes changes of several schemas that link to each other, in any order, as one', async () => {
    const [company, gone] = [randomUUID(), await add('contact', {last_name: 'Gone'})]
    const back = await add('contact', {last_name: 'Back'})
    await admin('DELETE', `/api/v1/records/contact/${back}`)
    const {answer, ops, commits} = await eventsOf(() => send([
      {op: 'create', schema: 'contact', data: {last_name: 'Fir', company_id: company}},
      {op: 'create', schema: 'company', id: company, data: {name: 'Fir & Sons'}},
      {op: 'update', schema: 'contact', id: gone, data: {phone: '1'}},
      {op: 'archive', schema: 'contact', id: gone},
      {op: 'restore', schema: 'contact', id: back},
    ]))
    expect(answer).toMatchObject({status: 200, body: {counts: {created: 2, updated: 1, unchanged: 0, archived: 1, restored: 1, refused: 0}, refused: [], seq: app.store.seq()}})
    expect(ops).toEqual(['create contact', 'create company', 'update contact', 'archive contact', 'restore contact'])
    expect(commits).toBe(1)
    expect(recordsOf(answer)[1]).toEqual((await admin('GET', `/api/v1/records/company/${company}`)).body)
  })

  test('replaces, and leaves a record that is as it should be without an event', async () => {
    const id = await add('contact', {last_name: 'Same', phone: '1'})
    const {answer, ops} = await eventsOf(() => send([{op: 'update', schema: 'contact', id, data: {phone: '1'}}]))
    expect([answer.body['counts'], ops]).toEqual([expect.objectContaining({unchanged: 1, updated: 0}), []])
    expect((await send([{op: 'replace', schema: 'contact', id, rev: 1, data: {last_name: 'Other'}}])).body['records']).toMatchObject([{rev: 2, data: {last_name: 'Other'}}])
  })

  test.each([
    ['a value that does not fit', {op: 'create', schema: 'company', data: {name: 7}}, 400, 'invalid-input', '/changes/1/data/name'],
    ['an unknown property', {op: 'create', schema: 'company', data: {name: 'x', naem: 'y'}}, 400, 'invalid-input', '/changes/1/data/naem'],
    ['a link to nowhere', {op: 'create', schema: 'contact', data: {last_name: 'x', company_id: randomUUID()}}, 409, 'relational-link-broken', undefined],
    ['a record that is not there', {op: 'update', schema: 'contact', id: 'nobody', data: {}}, 404, 'not-found', undefined],
    ['a schema that is not there', {op: 'create', schema: 'compny', data: {}}, 404, 'unknown-schema', undefined],
  ])('writes nothing for %s, and names the change', async (_, wrong, status, code, pointer) => {
    const {answer, ops} = await eventsOf(() => send([{op: 'create', schema: 'company', data: {name: 'Never'}}, wrong]))
    expect([answer.status, answer.body['code'], ops]).toEqual([status, code, []])
    expect(answer.body['detail']).toMatch(code === 'relational-link-broken' ? /company_id/ : /^change 2 \(/)
    if (pointer) expect(pointersOf(answer)).toContain(pointer)
  })

  test('names the change also where it is the only one', async () => {
    expect(pointersOf(await send([{op: 'create', schema: 'company', data: {name: 7}}]))).toEqual(['/changes/0/data/name'])
  })

  test('is refused where a record moved on since the revision that was sent', async () => {
    const id = await add('contact', {last_name: 'Moved'})
    await admin('PATCH', `/api/v1/records/contact/${id}`, {phone: '1'})
    const {answer, ops} = await eventsOf(() => send([{op: 'create', schema: 'company', data: {name: 'Never'}}, {op: 'update', schema: 'contact', id, rev: 1, data: {phone: '2'}}]))
    expect(answer).toMatchObject({status: 412, body: {code: 'stale-revision', rev: 2}})
    expect(ops).toEqual([])
  })

  test.each([['all'], ['each']])('expects of other records what it is told to (%s)', async mode => {
    const [here, nowhere] = [await add('company', {name: 'Here'}), randomUUID()]
    const expecting = (...expectations: readonly object[]): Promise<{readonly answer: Answer; readonly ops: readonly string[]}> => eventsOf(() => send([{op: 'create', schema: 'company', data: {name: 'One'}}], {mode, expectations}))
    expect((await expecting({schema: 'company', id: here, rev: 1}, {schema: 'company', id: here}, {schema: 'company', id: nowhere, exists: false})).answer.status).toBe(200)
    for (const [wrong, index] of [[{schema: 'company', id: here, rev: 2}, 1], [{schema: 'company', id: nowhere}, 1], [{schema: 'company', id: here, exists: false}, 1]] as const) {
      const {answer, ops} = await expecting({schema: 'company', id: here}, wrong)
      expect([answer.status, answer.body['code'], pointersOf(answer), ops]).toEqual([412, 'stale-revision', [`/expectations/${index}`], []])
    }
    expect((await send([{op: 'create', schema: 'company', data: {name: 'x'}}], {mode, expectations: [{schema: 'session', id: 'x'}]})).status).toBe(403)
  })

  test('does a repeated key once, and answers the same', async () => {
    const changes = [{op: 'create', schema: 'company', data: {name: 'Once'}}, {op: 'create', schema: 'contact', data: {last_name: 'Once'}}]
    const key = {'idempotency-key': randomUUID()}
    const first = await send(changes, {}, key)
    const {answer, ops} = await eventsOf(() => send(changes, {}, key))
    expect([answer.body, answer.headers.get('idempotency-replayed'), ops]).toEqual([first.body, 'true', []])
    expect(await send([changes[0]!], {}, key)).toMatchObject({status: 422, body: {code: 'idempotency-key-reused'}})
  })

  test('an id that is taken is refused', async () => {
    const id = await add('company', {name: 'Taken'})
    expect(await send([{op: 'create', schema: 'company', id, data: {name: 'Again'}}])).toMatchObject({status: 409, body: {code: 'exists'}})
  })
})

describe('a commit of each', () => {
  test('writes those that hold as one, and says of each other why not, by its index', async () => {
    const sku = randomUUID()
    await add('product', {name: 'Holder', sku, price: 1})
    const moved = await add('contact', {last_name: 'Moved'})
    await admin('PATCH', `/api/v1/records/contact/${moved}`, {phone: '1'})
    const company = randomUUID()
    const {answer, ops, commits} = await eventsOf(() => send([
      {op: 'create', schema: 'company', id: company, data: {name: 'Fir'}},
      {op: 'create', schema: 'contact', data: {last_name: 7}},
      {op: 'create', schema: 'product', data: {name: 'Twin', sku, price: 1}},
      {op: 'create', schema: 'contact', data: {last_name: 'Lost', company_id: randomUUID()}},
      {op: 'update', schema: 'contact', id: moved, rev: 1, data: {phone: '2'}},
      {op: 'archive', schema: 'contact', id: 'nobody'},
      {op: 'create', schema: 'contact', data: {last_name: 'Child', company_id: company}},
    ], {mode: 'each'}))
    expect(answer).toMatchObject({status: 200, body: {counts: {created: 2, updated: 0, unchanged: 0, archived: 0, restored: 0, refused: 5}}})
    expect(refusedOf(answer).map(({index, status, code, errors}) => [index, status, code, errors.map(({pointer}) => pointer)])).toEqual([
      [1, 400, 'invalid-input', ['/changes/1/data/last_name']],
      [2, 409, 'not-unique', ['/changes/2/data/sku']],
      [3, 409, 'relational-link-broken', ['/changes/3/data/company_id']],
      [4, 412, 'stale-revision', []],
      [5, 404, 'not-found', []],
    ])
    expect(recordsOf(answer).map(record => record?.['schema'] ?? null)).toEqual(['company', null, null, null, null, null, 'contact'])
    expect([ops, commits]).toEqual([['create company', 'create contact'], 1])
  })

  test('of two new records with one value the first wins', async () => {
    const sku = randomUUID()
    const answer = await send([{op: 'create', schema: 'product', data: {name: 'Apple', sku, price: 1}}, {op: 'create', schema: 'product', data: {name: 'Birch', sku, price: 1}}], {mode: 'each', answer: 'counts'})
    expect([answer.body['counts'], refusedOf(answer).map(({index, detail}) => [index, detail.includes('Apple')])]).toEqual([expect.objectContaining({created: 1, refused: 1}), [[1, true]]])
    expect(Object.keys(answer.body)).toEqual(['seq', 'counts', 'refused'])
  })

  test('answers a repeated key with the same records and the same refusals, though they would hold by now', async () => {
    const [sku, key] = [randomUUID(), {'idempotency-key': randomUUID()}]
    const holder = await add('product', {name: 'Holder', sku, price: 1})
    const same = await add('contact', {last_name: 'Same'})
    const changes = [
      {op: 'create', schema: 'product', data: {name: 'Twin', sku, price: 1}}, {op: 'create', schema: 'contact', data: {last_name: 7}}, {op: 'update', schema: 'contact', id: same, data: {last_name: 'Same'}}, {op: 'create', schema: 'company', data: {name: 'Made'}},
    ]
    const first = await send(changes, {mode: 'each'}, key)
    expect(first.body['counts']).toMatchObject({created: 1, updated: 1, refused: 2})
    await admin('PATCH', `/api/v1/records/product/${holder}`, {sku: randomUUID()})
    const {answer, ops} = await eventsOf(() => send(changes, {mode: 'each'}, key))
    expect([answer.headers.get('idempotency-replayed'), ops]).toEqual(['true', []])
    expect([answer.body['counts'], recordsOf(answer), refusedOf(answer).map(({index, code}) => [index, code])]).toEqual([first.body['counts'], recordsOf(first), refusedOf(first).map(({index, code}) => [index, code])])
  })

  test('takes a record once', async () => {
    const id = await add('contact', {last_name: 'Twice'})
    const answer = await send([{op: 'update', schema: 'contact', id, data: {phone: '1'}}, {op: 'archive', schema: 'contact', id}], {mode: 'each'})
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/changes/1/id']])
  })

  test('leaves an admin who can sign in, and the others their change', async () => {
    const {items} = (await admin('GET', '/api/v1/records/user')).body as unknown as {readonly items: readonly {readonly id: string; readonly data: {readonly role: string}}[]}
    const second = await add('user', {name: 'Second', email: `${randomUUID()}@x.test`, role: 'admin', password: 'a long password'})
    const admins = [...items.filter(({data}) => data.role === 'admin').map(({id}) => id), second]
    const answer = await send(admins.map(id => ({op: 'update', schema: 'user', id, data: {role: 'agent'}})), {mode: 'each'})
    expect([answer.body['counts'], refusedOf(answer).map(({code}) => code)]).toEqual([expect.objectContaining({updated: admins.length - 1, refused: 1}), ['last-admin']])
    // Whoever asked was made an agent with the rest.
    await app.commit(systemActor, {changes: admins.map(id => ({op: 'merge', schema: 'user', id, patch: {role: 'admin'}}))})
  })
})

describe('a commit that cannot be read', () => {
  test.each<readonly [string, unknown, string]>([
    ['is no object', [], ''],
    ['has no changes', {}, '/changes'],
    ['has an empty list', {changes: []}, '/changes'],
    ['has a member that is unknown', {changes: [{op: 'archive', schema: 'contact', id: 'x', date: {}}]}, '/changes/0/date'],
    ['asks for what is no operation', {changes: [{op: 'purge', schema: 'contact', id: 'x'}]}, '/changes/0/op'],
    ['lacks an id', {changes: [{op: 'update', schema: 'contact', data: {}}]}, '/changes/0/id'],
    ['lacks data', {changes: [{op: 'create', schema: 'contact'}]}, '/changes/0/data'],
    ['sends data to archive', {changes: [{op: 'archive', schema: 'contact', id: 'x', data: {}}]}, '/changes/0/data'],
    ['sends a revision of a new one', {changes: [{op: 'create', schema: 'contact', rev: 1, data: {}}]}, '/changes/0/rev'],
    ['chooses an id that is no UUID', {changes: [{op: 'create', schema: 'contact', id: '../x', data: {}}]}, '/changes/0/id'],
    ['has a revision that is none', {changes: [{op: 'archive', schema: 'contact', id: 'x', rev: 0.5}]}, '/changes/0/rev'],
    ['expects two things that cannot be', {changes: [{op: 'create', schema: 'contact', data: {}}], expectations: [{schema: 'contact', id: 'x', rev: 1, exists: false}]}, '/expectations/0/rev'],
    ['has a mode that is none', {changes: [{op: 'create', schema: 'contact', data: {}}], mode: 'some'}, '/mode'],
    ['has more than a thousand', {changes: Array.from({length: 1_001}, () => ({op: 'create', schema: 'contact', data: {}}))}, '/changes'],
  ])('%s', async (_, body, pointer) => {
    const before = app.store.seq()
    const answer = await admin('POST', '/api/v1/commit', body)
    expect([answer.status, pointersOf(answer)[0], app.store.seq()]).toEqual([400, pointer, before])
  })
})

describe('who may commit', () => {
  test('a stranger may not, and is told so before the body is read', async () => {
    expect((await send([], {}, {}, app.as(null))).status).toBe(401)
  })

  test.each([['readonly', {op: 'create', schema: 'contact', data: {last_name: 'x'}}], ['agent', {op: 'archive', schema: 'contact', id: 'x'}], ['manager', {op: 'create', schema: 'user', data: {}}], ['admin', {op: 'create', schema: 'session', data: {}}]] as const)('as %s no more than by the call for one record', async (role, change) => {
    await app.tokenOf(role)
    const before = app.store.seq()
    expect(await send([change], {}, {}, app.as(role))).toMatchObject({status: 403, body: {code: 'forbidden'}})
    const each = await send([change], {mode: 'each'}, {}, app.as(role))
    expect([each.status, refusedOf(each).map(({status}) => status), app.store.seq()]).toEqual([200, [403], before])
  })
})

test.each([['all'], ['each']])('short changes of long records are refused where they are too much at once (%s)', async mode => {
  const schema = 'long'
  await admin('PUT', `/api/v1/schemas/${schema}`, {title: 'Long', type: 'object', properties: {text: {type: 'string'}, note: {type: 'string'}}})
  const ids = await Promise.all(Array.from({length: 30}, () => add(schema, {text: 'x'.repeat(90_000)})))
  const {answer, ops} = await eventsOf(() => send(ids.map(id => ({op: 'update', schema, id, data: {note: '1'}})), {mode}))
  expect([answer.status, answer.body['code'], ops]).toEqual([413, 'commit-too-large', []])
  expect((await send(ids.slice(0, 10).map(id => ({op: 'update', schema, id, data: {note: '1'}})), {mode, answer: 'counts'})).body['counts']).toMatchObject({updated: 10})
})
