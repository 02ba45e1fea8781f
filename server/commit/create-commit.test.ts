import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {said} from '../../tests/said.ts'
import {as, openDoors, refusal, type Doors} from '../../tests/open-doors.ts'
import {systemActor} from '../actor.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const agent = as('agent')
const one = async (change: Parameters<Doors['commit']>[1]['changes'][number]) => (await doors.commit(agent, {changes: [change]})).records[0]!

const refusedContact = (data: object) => refusal(one({op: 'create', schema: 'contact', data: data as never}))
const keyed = (key: string, fingerprint: string, data: object) => doors.commit(agent, {changes: [{op: 'create', schema: 'product', data: data as never}], idempotency: {key, fingerprint}})

test('a new record has revision 1, its maker, and the defaults of its schema', async () => {
  const record = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
  expect(record).toMatchObject({schema: 'company', rev: 1, state: 'live', created_by: 'agent-1', updated_by: 'agent-1'})
  expect(record.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  expect(JSON.parse(record.doc)).toEqual({name: 'Alder', status: 'prospect'})
})

test('a new record can be said to have none of what has a default, but not of what is required', async () => {
  const record = await one({op: 'create', schema: 'company', data: {name: 'Alder', status: null}})
  expect(JSON.parse(record.doc)).toEqual({name: 'Alder'})
  expect(await refusal(one({op: 'create', schema: 'company', data: {name: null}}))).toMatchObject({status: 400, errors: [{pointer: '/name'}]})
})

test('a default does not come back once it was taken out', async () => {
  const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
  await one({op: 'merge', schema: 'company', id, patch: {status: null}})
  expect(await doors.dataOf('company', id)).toEqual({name: 'Alder'})
})

test('a merge patch sets, and null removes', async () => {
  const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder', city: 'Leeds', status: 'lost'}})
  const record = await one({op: 'merge', schema: 'company', id, patch: {city: null, phone: '1'}})
  expect(record.rev).toBe(2)
  expect(JSON.parse(record.doc)).toEqual({name: 'Alder', status: 'lost', phone: '1'})
})

test('replace leaves nothing of what was there', async () => {
  const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder', city: 'Leeds'}})
  await one({op: 'replace', schema: 'company', id, data: {name: 'Birch'}})
  expect(await doors.dataOf('company', id)).toEqual({name: 'Birch'})
})

test('a JSON patch works on the data, all or nothing', async () => {
  const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder', city: 'Leeds', status: 'lost'}})
  await one({op: 'json-patch', schema: 'company', id, ops: [{op: 'test', path: '/city', value: 'Leeds'}, {op: 'replace', path: '/name', value: 'Birch'}, {op: 'remove', path: '/status'}]})
  expect(await doors.dataOf('company', id)).toEqual({name: 'Birch', city: 'Leeds'})
  const problem = await refusal(one({op: 'json-patch', schema: 'company', id, ops: [{op: 'replace', path: '/name', value: 'Cedar'}, {op: 'test', path: '/city', value: 'York'}]}))
  expect(problem).toMatchObject({status: 409, code: 'patch-test-failed', errors: [{pointer: '/1'}]})
  expect(await doors.dataOf('company', id)).toEqual({name: 'Birch', city: 'Leeds'})
})

describe('an update that changes nothing', () => {
  test('leaves the revision and makes no event', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const seq = doors.store.seq()
    for (const change of [{op: 'merge', patch: {name: 'Alder'}}, {op: 'replace', data: {status: 'prospect', name: 'Alder'}}, {op: 'json-patch', ops: []}] as const) {
      expect((await one({...change, schema: 'company', id})).rev).toBe(1)
    }
    expect(doors.store.seq()).toBe(seq)
  })
  test('still says when the expected revision is over', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    await one({op: 'merge', schema: 'company', id, patch: {name: 'Birch'}})
    expect(await refusal(one({op: 'merge', schema: 'company', id, patch: {name: 'Birch'}, ifRev: 1}))).toMatchObject({status: 412})
  })
})

describe('what is refused', () => {
  test('every wrong field is named, with what was expected and what came', async () => {
    const problem = await refusedContact({first_name: 5, email: 'nobody', status: 'gone', birthday: '2026-13-01', lastname: 'x'})
    expect(problem.status).toBe(400)
    expect(problem.errors[0]).toEqual({code: 'unknown-field', pointer: '/lastname', params: {near: 'last_name'}, message: 'unknown field; did you mean "last_name"?'})
    expect(problem.errors.map(({pointer}) => pointer).toSorted()).toEqual(['/birthday', '/email', '/first_name', '/lastname', '/status'])
    const values = await refusedContact({first_name: 5, email: 'nobody', status: 'gone', birthday: '2026-13-01'})
    expect(said(values.errors)).toEqual(expect.arrayContaining([
      {pointer: '/last_name', message: 'expected text, got nothing; it is required'},
      {pointer: '/first_name', message: 'expected text, got 5'},
      {pointer: '/email', message: 'expected an email address, got "nobody"'},
      {pointer: '/status', message: 'expected "lead", "active" or "inactive", got "gone"'},
      {pointer: '/birthday', message: 'expected a date as in 2026-01-31, got "2026-13-01"'},
    ]))
  })
  test('null is no value: it is to be left out, but of a new record, where it says that there is none', async () => {
    const {id} = await one({op: 'create', schema: 'contact', data: {last_name: 'A', email: null}})
    expect(await doors.dataOf('contact', id)).toEqual({last_name: 'A', status: 'lead'})
    expect(said((await refusal(one({op: 'replace', schema: 'contact', id, data: {last_name: 'A', email: null}}))).errors)).toEqual([{pointer: '/email', message: 'expected text, got null; leave it out to have no value'}])
    expect(said((await refusedContact({last_name: null})).errors)).toEqual([{pointer: '/last_name', message: 'expected text, got nothing; it is required'}])
    expect((await refusedContact({last_name: 'A', shoe_size: null})).errors).toMatchObject([{pointer: '/shoe_size', message: expect.stringContaining('unknown field')}])
  })
  test('a link that leads nowhere, before anything is stored', async () => {
    const seq = doors.store.seq()
    const problem = await refusedContact({last_name: 'A', company_id: '0190a000-0000-7000-8000-000000000000'})
    expect(problem).toMatchObject({status: 409, code: 'relational-link-broken', title: 'Relational link broken', errors: [{pointer: '/company_id'}]})
    expect(doors.store.seq()).toBe(seq)
  })
  test('a link to an archived record, in the same words', async () => {
    const company = await doors.create('company', {name: 'Gone'})
    await doors.commit(systemActor, {changes: [{op: 'archive', schema: 'company', id: company.id}]})
    expect(await refusedContact({last_name: 'A', company_id: company.id})).toMatchObject({status: 409, code: 'relational-link-broken'})
  })
  test('a value that another record has', async () => {
    const {id} = await one({op: 'create', schema: 'product', data: {name: 'P', sku: 'X-1', price: 1}})
    const problem = await refusal(one({op: 'create', schema: 'product', data: {name: 'Q', sku: 'X-1', price: 1}}))
    expect(problem).toMatchObject({status: 409, code: 'not-unique', errors: [{pointer: '/sku', message: `product "P" (${id}) has this value already; choose another`}]})
  })
  test('a value that another record has, without naming it to those who may not read it', async () => {
    const doc = {title: 'Box', type: 'object', properties: {name: {type: 'string'}, label: {type: 'string', 'x-unique': true}}, 'x-rights': {read: 'manager', create: 'agent'}} as const
    await doors.putSchema(systemActor, 'box', doc)
    await doors.create('box', {name: 'B', label: 'l'})
    const message = 'another record has this value already; choose another'
    expect(await refusal(doors.commit(as('agent'), {changes: [{op: 'create', schema: 'box', data: {label: 'l'}}]}))).toMatchObject({code: 'not-unique', errors: [{pointer: '/label', message}]})
    expect(await refusal(doors.commit(as('manager'), {changes: [{op: 'create', schema: 'box', data: {label: 'l'}}]}))).toMatchObject({errors: [{message: expect.stringContaining('box "B"')}]})
  })
  test('a stale revision, saying which one it is now', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    await one({op: 'merge', schema: 'company', id, patch: {city: 'York'}})
    const problem = await refusal(one({op: 'merge', schema: 'company', id, patch: {city: 'Leeds'}, ifRev: 1}))
    expect(problem).toMatchObject({status: 412, code: 'stale-revision', more: {rev: 2}})
    expect((await doors.dataOf('company', id))['city']).toBe('York')
  })
  test('changes of an archived record, until it is restored', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const manager = as('manager')
    await doors.commit(manager, {changes: [{op: 'archive', schema: 'company', id}]})
    for (const change of [{op: 'merge', patch: {name: 'B'}}, {op: 'replace', data: {name: 'B'}}, {op: 'json-patch', ops: []}] as const) {
      expect(await refusal(one({...change, schema: 'company', id}))).toMatchObject({status: 409, code: 'archived'})
    }
    expect(await refusal(doors.commit(manager, {changes: [{op: 'archive', schema: 'company', id}]}))).toMatchObject({status: 409, code: 'archived'})
    await doors.commit(manager, {changes: [{op: 'restore', schema: 'company', id}]})
    expect(await refusal(doors.commit(manager, {changes: [{op: 'restore', schema: 'company', id}]}))).toMatchObject({status: 409, code: 'not-archived'})
    expect((await one({op: 'merge', schema: 'company', id, patch: {name: 'B'}})).state).toBe('live')
  })
  test('a record that is not there, whatever is done to it', async () => {
    const id = '0190a000-0000-7000-8000-000000000000'
    for (const change of [{op: 'merge', patch: {}}, {op: 'replace', data: {name: 'A'}}, {op: 'json-patch', ops: []}, {op: 'archive'}, {op: 'restore'}, {op: 'purge'}] as const) {
      expect(await refusal(doors.commit(as('admin'), {changes: [{...change, schema: 'company', id}]}))).toMatchObject({status: 404})
    }
  })
  test('an unknown schema, naming the nearest', async () => {
    const problem = await refusal(one({op: 'create', schema: 'compny', data: {}}))
    expect(problem).toMatchObject({status: 404, code: 'unknown-schema'})
    expect(problem.message).toContain('did you mean "company"?')
  })
  test('a purge while others link here, saying who', async () => {
    const company = await doors.create('company', {name: 'Held'})
    await doors.create('contact', {last_name: 'A', company_id: company.id})
    const problem = await refusal(doors.commit(as('admin'), {changes: [{op: 'purge', schema: 'company', id: company.id}]}))
    expect(problem).toMatchObject({status: 409, code: 'still-linked'})
    expect(problem.message).toContain('1 contact by company_id')
  })
  test('a client-chosen id that exists is a conflict', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    expect(await refusal(one({op: 'create', schema: 'company', id, data: {name: 'Other'}}))).toMatchObject({status: 409, code: 'exists'})
    expect((await doors.dataOf('company', id))['name']).toBe('Alder')
  })
  test('more than 256 KB of data, and more than 16 levels', async () => {
    const nodes = (levels: number): unknown => (levels === 0 ? 1 : [nodes(levels - 1)])
    expect(await refusedContact({last_name: 'A', notes: nodes(17)})).toMatchObject({status: 400, code: 'too-deep'})
    await doors.putSchema(systemActor, 'heap', {title: 'Heap', type: 'object', properties: {text: {type: 'string'}}})
    expect(await refusal(one({op: 'create', schema: 'heap', data: {text: 'ä'.repeat(131_072)}}))).toMatchObject({status: 413, code: 'record-too-large'})
    expect((await one({op: 'create', schema: 'heap', data: {text: 'a'.repeat(262_000)}})).rev).toBe(1)
  })
  test('an object that has grown past 2,500 names; one that was so before is edited all the same, and may lose some', async () => {
    const names = (from: number, to: number) => Object.fromEntries(Array.from({length: to - from}, (_, n) => [`k${from + n}`, 1]))
    await doors.putSchema(systemActor, 'bag', {title: 'Bag', type: 'object', properties: {name: {type: 'string'}, of: {type: 'object'}}})
    const {id} = await one({op: 'create', schema: 'bag', data: {of: names(0, 2_500)}})
    const more = await refusal(one({op: 'merge', schema: 'bag', id, patch: {of: names(2_500, 2_501)}}))
    expect(more).toMatchObject({status: 413, code: 'record-too-large', errors: [{message: 'at most 2500 names in one object'}]})
    const {id: old} = (await doors.commit(systemActor, {changes: [{op: 'create', schema: 'bag', data: {of: names(0, 2_600)}}]})).records[0]!
    await one({op: 'merge', schema: 'bag', id: old, patch: {name: 'wide'}})
    await one({op: 'merge', schema: 'bag', id: old, patch: {of: {k0: null}}})
    expect(await refusal(one({op: 'merge', schema: 'bag', id: old, patch: {of: names(3_000, 3_002)}}))).toMatchObject({status: 413})
    expect(Object.keys((await doors.dataOf('bag', old))['of'] as object)).toHaveLength(2_599)
  })
})

describe('several changes', () => {
  test('are all done or none, and an error names its change', async () => {
    const seq = doors.store.seq()
    const problem = await refusal(doors.commit(agent, {changes: [
      {op: 'create', schema: 'company', data: {name: 'Good'}},
      {op: 'create', schema: 'contact', data: {last_name: 'A', email: 'bad'}},
    ]}))
    expect(problem.errors[0]!.pointer).toBe('/changes/1/data/email')
    expect(problem.message).toMatch(/^change 2 \(contact\): /)
    expect(doors.store.seq()).toBe(seq)
  })
  test('may link to each other in any order', async () => {
    const id = '0190b000-0000-7000-8000-000000000001'
    const {records} = await doors.commit(agent, {changes: [
      {op: 'create', schema: 'contact', data: {last_name: 'A', company_id: id}},
      {op: 'create', schema: 'company', id, data: {name: 'Later'}},
    ]})
    expect(records.map(record => record.schema)).toEqual(['contact', 'company'])
  })
  test('of the same record build on each other', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const {records} = await doors.commit(agent, {changes: [
      {op: 'merge', schema: 'company', id, patch: {city: 'York'}},
      {op: 'merge', schema: 'company', id, patch: {phone: '1'}},
    ]})
    expect(records.map(record => record.rev)).toEqual([2, 3])
    expect(await doors.dataOf('company', id)).toMatchObject({name: 'Alder', city: 'York', phone: '1'})
  })
  test('with one that changes nothing still answer one record each', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const {records} = await doors.commit(agent, {changes: [
      {op: 'merge', schema: 'company', id, patch: {name: 'Alder'}},
      {op: 'create', schema: 'company', data: {name: 'Birch'}},
    ]})
    expect(records.map(record => [record.rev, JSON.parse(record.doc).name])).toEqual([[1, 'Alder'], [1, 'Birch']])
  })
})

describe('races', () => {
  test('fifty merges of one record at once are all there', async () => {
    await doors.putSchema(systemActor, 'tally', {title: 'Tally', type: 'object', properties: Object.fromEntries(Array.from({length: 50}, (_, n) => [`n${n}`, {type: 'integer'}]))})
    const tally = await doors.create('tally', {})
    await Promise.all(Array.from({length: 50}, (_, n) => one({op: 'merge', schema: 'tally', id: tally.id, patch: {[`n${n}`]: n}})))
    expect(Object.keys(await doors.dataOf('tally', tally.id))).toHaveLength(50)
    expect((await doors.store.get('tally', tally.id))!.rev).toBe(51)
  })
  test('of two who insist on the same revision exactly one wins', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const outcomes = await Promise.allSettled(['York', 'Leeds'].map(city => one({op: 'merge', schema: 'company', id, patch: {city}, ifRev: 1})))
    expect(outcomes.map(outcome => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
  test('no record slips in that a schema changed meanwhile would refuse', async () => {
    await doors.putSchema(systemActor, 'slip', {title: 'Slip', type: 'object', properties: {text: {type: 'string'}}})
    const writes = Promise.allSettled(Array.from({length: 40}, (_, n) => one({op: 'create', schema: 'slip', data: {text: `text ${n}`}})))
    await doors.putSchema(systemActor, 'slip', {title: 'Slip', type: 'object', properties: {text: {type: 'string', maxLength: 3}}}, {acceptBreaks: true})
    const putAt = (await doors.store.history('schema', doors.catalog.get('slip').source.id, 1))[0]!.seq
    const outcomes = await writes
    const late = (await doors.store.events(putAt, 1_000)).filter(event => event.schema === 'slip')
    expect(late).toEqual([])
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({status: 400})
  })
})

describe('an idempotency key', () => {
  test('gives the first answer again, even where doing it twice would be refused', async () => {
    const first = await keyed('k1', 'a', {name: 'P', sku: 'K-1', price: 1})
    const again = await keyed('k1', 'a', {name: 'P', sku: 'K-1', price: 1})
    expect(again).toMatchObject({replayed: true, records: [{id: first.records[0]!.id, rev: 1}]})
    expect(await refusal(keyed('k1', 'b', {name: 'P', sku: 'K-2', price: 1}))).toMatchObject({status: 422, code: 'idempotency-key-reused'})
  })
  test('also for an update whose expected revision is over by then', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const update = () => doors.commit(agent, {changes: [{op: 'merge', schema: 'company', id, patch: {city: 'York'}, ifRev: 1}], idempotency: {key: 'k2', fingerprint: 'a'}})
    await update()
    expect(await update()).toMatchObject({replayed: true, records: [{rev: 2}]})
  })
  test('is answered as the first time also where the schema would refuse the same data by now', async () => {
    const note = (properties: object): unknown => ({title: 'Note', type: 'object', properties})
    await doors.putSchema(systemActor, 'keyed_note', note({name: {type: 'string'}, body: {type: 'string'}}))
    const create = () => doors.commit(agent, {changes: [{op: 'create', schema: 'keyed_note', data: {name: 'a', body: 'long'}}], idempotency: {key: 'k5', fingerprint: 'a'}})
    const first = await create()
    await doors.putSchema(systemActor, 'keyed_note', note({name: {type: 'string'}, body: {type: 'string', maxLength: 2}}), {acceptBreaks: true})
    expect(await create()).toMatchObject({replayed: true, records: [{id: first.records[0]!.id}]})
    await doors.putSchema(systemActor, 'keyed_note', note({name: {type: 'string'}}), {acceptBreaks: true})
    expect(await create()).toMatchObject({replayed: true, records: [{id: first.records[0]!.id}]})
    const other = () => doors.commit(agent, {changes: [{op: 'create', schema: 'keyed_note', data: {name: 1}}], idempotency: {key: 'k6', fingerprint: 'a'}})
    expect([await refusal(other()), await refusal(other())]).toMatchObject([{status: 400}, {status: 400}])
  })
  test('is not used up by a request that was refused', async () => {
    const {id} = await one({op: 'create', schema: 'company', data: {name: 'Alder'}})
    const update = (ifRev: number) => doors.commit(agent, {changes: [{op: 'merge', schema: 'company', id, patch: {city: 'York'}, ifRev}], idempotency: {key: 'k3', fingerprint: `${ifRev}`}})
    expect(await refusal(update(9))).toMatchObject({status: 412})
    expect(await update(1)).toMatchObject({replayed: false})
  })
  test('of someone else is another key', async () => {
    await keyed('k4', 'a', {name: 'P', sku: 'K-4', price: 1})
    const other = await doors.commit(as('agent', 'agent-2'), {changes: [{op: 'create', schema: 'product', data: {name: 'P', sku: 'K-5', price: 1}}], idempotency: {key: 'k4', fingerprint: 'a'}})
    expect(other.replayed).toBe(false)
  })
})
