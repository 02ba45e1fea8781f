import {randomUUID} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Json, JsonObject, Left, TakeBackAnswer} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call
let agent: Call

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
  agent = app.as('agent')
})
afterAll(() => app.close())

const send = async (changes: readonly object[], more: object = {}, call = admin): Promise<number> => {
  const answer = await call('POST', '/api/v1/commit', {changes, ...more})
  expect(answer.status, answer.text).toBe(200)
  return commitAt(answer.body['seq'] as number)
}
const commitAt = async (seq: number): Promise<number> => (await app.store.events(seq - 1, 1))[0]!.commit
const takeBack = (body: object, call = admin, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => call('POST', '/api/v1/events/take-back', body, headers)
const done = ({status, text}: Answer): TakeBackAnswer => {
  expect(status, text).toBe(200)
  return JSON.parse(text) as TakeBackAnswer
}
const leftOf = ({body}: Answer): readonly Left[] => body['left'] as unknown as readonly Left[]
const brief = (left: readonly Left[]): readonly string[] => left.map(({schema, stays, pointer, code}) => `${schema} ${stays}${pointer} ${code}`)
const make = async (schema: string, data: object): Promise<string> => String((await admin('POST', `/api/v1/records/${schema}`, data)).body['id'])
const change = async (schema: string, id: string, data: object, call = admin): Promise<number> => send([{op: 'update', schema, id, data}], {}, call)
const stateOf = async (schema: string, id: string): Promise<{readonly state: Json; readonly data: Json}> => {
  const {body: {state, data}} = await admin('GET', `/api/v1/records/${schema}/${id}`)
  return {state: state!, data: data!}
}
const docOf = async (schema: string, id: string): Promise<string> => (await app.store.get(schema, id))!.doc

describe('a run', () => {
  test('is undone by its cause: what it made is archived, what it changed is as before, in one commit, and it is said before it is done', async () => {
    const old = await make('company', {name: 'Old', city: 'Turku'})
    const before = await docOf('company', old)
    const [company, contact] = [randomUUID(), randomUUID()]
    await send([{op: 'create', schema: 'company', id: company, data: {name: 'New'}}, {op: 'update', schema: 'company', id: old, data: {city: 'Oulu'}}], {run: 'import-1'})
    await send([{op: 'create', schema: 'contact', id: contact, data: {last_name: 'Fir', company_id: company}}, {op: 'update', schema: 'company', id: old, data: {name: 'Newer'}}], {run: 'import-1'})
    const cause = (await app.store.history('company', company, 1))[0]!.cause!
    const seq = app.store.seq()
    const said = done(await takeBack({cause, dry_run: true}))
    expect([app.store.seq(), said.commit]).toEqual([seq, null])
    const answer = done(await takeBack({cause}))
    expect({...answer, commit: null, seq}).toEqual(said)
    expect(answer.taken.map(({id, deed}) => [id, deed])).toEqual([[old, 'updated'], [contact, 'archived'], [company, 'archived']])
    expect((await app.store.events(seq, 10)).map(({commit, cause: why}) => [commit, why])).toEqual(Array.from({length: 3}, () => [answer.commit, `take-back:${cause}`]))
    expect(await docOf('company', old)).toBe(before)
    expect((await stateOf('contact', contact)).state).toBe('archived')
  })

  test('a taking back is taken back by its own number, to the byte', async () => {
    const id = await make('contact', {last_name: 'Fir', first_name: 'Ann', phone: '1'})
    const number = await send([{op: 'replace', schema: 'contact', id, data: {phone: '2', last_name: 'Fir'}}, {op: 'archive', schema: 'contact', id}])
    const after = await docOf('contact', id)
    const back = done(await takeBack({commit: number}))
    expect(await stateOf('contact', id)).toMatchObject({state: 'live', data: {last_name: 'Fir', first_name: 'Ann', phone: '1'}})
    done(await takeBack({commit: back.commit}))
    expect([await docOf('contact', id), (await stateOf('contact', id)).state]).toEqual([after, 'archived'])
  })
})

describe('what cannot be taken back', () => {
  test('is named with who changed it, nothing is written, and the rest is done when told so', async () => {
    const id = await make('contact', {last_name: 'Fir', phone: '1'})
    const other = await make('contact', {last_name: 'Oak', phone: '1'})
    const number = await send([{op: 'update', schema: 'contact', id, data: {last_name: 'Pine', phone: '2'}}, {op: 'update', schema: 'contact', id: other, data: {phone: '2'}}])
    await change('contact', id, {phone: '3'}, agent)
    const seq = app.store.seq()
    const refused = await takeBack({commit: number})
    expect([refused.status, refused.body['code'], app.store.seq()]).toEqual([409, 'not-all-taken-back', seq])
    expect(brief(leftOf(refused))).toEqual(['contact property/phone edited-later'])
    const by = (await app.store.history('contact', id, 1))[0]!
    expect(leftOf(refused)[0]!.params).toEqual({by: by.by, at: by.at})
    expect(refused.body['detail']).toBe(`Nothing was taken back, as this cannot be: contact ${id}, /phone: was changed by ${by.by} at ${by.at}; what it became then stays. Send "rest": true to take back the rest: 2 records.`)
    const answer = done(await takeBack({commit: number, rest: true}))
    expect(brief(answer.left)).toEqual(['contact property/phone edited-later'])
    expect((await stateOf('contact', id)).data).toMatchObject({last_name: 'Fir', phone: '3'})
    expect((await stateOf('contact', other)).data).toMatchObject({last_name: 'Oak', phone: '1'})
  })

  test('what was made stays where others changed it, and where others link to it since', async () => {
    const [edited, linked, free] = [randomUUID(), randomUUID(), randomUUID()]
    const number = await send([edited, linked, free].map(id => ({op: 'create', schema: 'company', id, data: {name: id}})))
    await change('company', edited, {city: 'Oulu'})
    const contact = await make('contact', {last_name: 'Fir', company_id: linked})
    const answer = done(await takeBack({commit: number, rest: true}))
    expect(answer.taken).toEqual([{schema: 'company', id: free, deed: 'archived'}])
    expect(answer.left.map(({id, stays, code, params}) => [id, stays, code, params['by']])).toEqual([
      [linked, 'record', 'linked-since', [{count: 1, schema: 'contact', property: 'company_id'}]], [edited, 'record', 'edited-whole', expect.any(String)],
    ])
    await admin('DELETE', `/api/v1/records/contact/${contact}`)
    expect(done(await takeBack({commit: number, rest: true})).taken).toEqual([{schema: 'company', id: linked, deed: 'archived'}])
  })

  test('a value that somebody else has by now stays as a property, a link to what is archived by now too', async () => {
    const sku = randomUUID()
    const product = await make('product', {name: 'Saw', sku, price: 1})
    const company = await make('company', {name: 'Gone'})
    const contact = await make('contact', {last_name: 'Fir', company_id: company})
    const number = await send([{op: 'update', schema: 'product', id: product, data: {sku: randomUUID(), price: 2}}, {op: 'update', schema: 'contact', id: contact, data: {company_id: null, last_name: 'Oak'}}])
    await make('product', {name: 'Axe', sku, price: 1})
    await admin('DELETE', `/api/v1/records/company/${company}`)
    const answer = done(await takeBack({commit: number, rest: true}))
    expect(brief(answer.left)).toEqual(['contact property/company_id broken-link', 'product property/sku value-taken-by'])
    expect([(await stateOf('product', product)).data, (await stateOf('contact', contact)).data]).toMatchObject([{price: 1}, {last_name: 'Fir'}])
  })

  test('a purge stays a purge', async () => {
    const [gone, stays] = [await make('contact', {last_name: 'Gone'}), await make('contact', {last_name: 'Fir'})]
    const number = await send([gone, stays].map(id => ({op: 'update', schema: 'contact', id, data: {phone: '1'}})))
    await admin('POST', `/api/v1/records/contact/${gone}/purge`, {confirm: gone})
    const answer = done(await takeBack({commit: number, rest: true}))
    expect([brief(answer.left), answer.taken.map(({id}) => id)]).toEqual([['contact record purged-since'], [stays]])
  })

  test('what fits the schema no more stays, what the schema no longer has stays in silence', async () => {
    const text = {type: 'string'}
    await app.putSchema(systemActor, 'pot', {title: 'Pot', type: 'object', properties: {name: text, size: {enum: ['s', 'm', 'l']}, glaze: text}})
    const id = await make('pot', {name: 'Jug', size: 's', glaze: 'blue'})
    const number = await change('pot', id, {name: 'Jar', size: 'm', glaze: 'red'})
    await app.putSchema(systemActor, 'pot', {title: 'Pot', type: 'object', properties: {name: text, size: {enum: ['m', 'l']}}}, {acceptBreaks: true})
    const answer = done(await takeBack({commit: number, rest: true}))
    expect(brief(answer.left)).toEqual(['pot property/size not-a-choice'])
    expect((await stateOf('pot', id)).data).toEqual({name: 'Jug', size: 'm'})
  })

  test('the last admin stays', async () => {
    const users = (await admin('GET', '/api/v1/records/user')).body['items'] as readonly JsonObject[]
    const admins = users.filter(({data}) => (data as JsonObject)['role'] === 'admin')
    const id = String(admins[0]!['id'])
    const other = await make('user', {name: 'Two', email: 'two@demo.test', role: 'agent', password: 'two and two'})
    const number = await change('user', other, {role: 'admin', name: 'Three'})
    await app.commit(systemActor, {changes: admins.map(one => ({op: 'merge', schema: 'user', id: String(one['id']), patch: {role: 'manager'}}))})
    const refused = done(await takeBackAs(other, {commit: number, rest: true}))
    expect(brief(refused.left)).toEqual(['user property/role last-admin'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'user', id, patch: {role: 'admin'}}]})
  })

  test('parts of a screen and schemas are no records to be changed one by one: it is said what to do instead', async () => {
    const screen = String((await admin('POST', '/api/v1/records/ui_screen', {path: '/pots', title: 'Pots'})).body['id'])
    const number = (await app.store.history('ui_screen', screen, 1))[0]!.commit
    const answer = done(await takeBack({commit: number, rest: true}))
    expect([answer.taken, brief(answer.left)]).toEqual([[{schema: 'ui_screen', id: screen, deed: 'archived'}], ['ui_node record not-by-hand', 'ui_node record not-by-hand']])
    expect(answer.left[0]!.message).toBe('nobody changes records of ui_node one by one; undo the steps in the designer instead')
  })
})

async function takeBackAs(id: string, body: {readonly commit: number; readonly rest: boolean}): Promise<Answer> {
  const {answer} = await app.takeBack({id, name: 'Two', email: 'two@demo.test', role: 'admin'}, {what: body.commit, dryRun: false, rest: body.rest})
  return {status: 200, headers: new Headers(), text: JSON.stringify(answer), body: {}}
}

describe('as by hand', () => {
  test('who may not archive leaves what was made, and changes the rest', async () => {
    const [made, old] = [randomUUID(), await make('contact', {last_name: 'Fir'})]
    const number = await send([{op: 'create', schema: 'contact', id: made, data: {last_name: 'New'}}, {op: 'update', schema: 'contact', id: old, data: {last_name: 'Oak'}}], {}, agent)
    const answer = done(await takeBack({commit: number, rest: true}, agent))
    expect([brief(answer.left), answer.taken]).toEqual([['contact record role-may-not'], [{schema: 'contact', id: old, deed: 'updated'}]])
    expect(brief(leftOf(await takeBack({commit: number}, app.as('readonly'))))).toEqual(['contact record role-may-not'])
  })

  test('a commit of which one may see nothing is answered as one that is not there, and is not counted where one sees a part', async () => {
    const user = await make('user', {name: 'Hid', email: 'hid@demo.test', role: 'agent', password: 'hid and seek'})
    const hidden = (await app.store.history('user', user, 1))[0]!.commit
    const [none, unseen] = [await takeBack({commit: 900_000}, agent), await takeBack({commit: hidden}, agent)]
    const plain = ({status, text}: Answer): unknown => [status, text.replaceAll(/900000|"request_id":"[^"]*"/g, '').replaceAll(new RegExp(`\\b${hidden}\\b`, 'g'), '')]
    expect(plain(unseen)).toEqual(plain(none))
    expect(unseen.status).toBe(404)
    const contact = await make('contact', {last_name: 'Fir'})
    const both = await send([{op: 'update', schema: 'contact', id: contact, data: {phone: '1'}}, {op: 'update', schema: 'user', id: user, data: {name: 'Seen'}}])
    expect(done(await takeBack({commit: both}, agent))).toMatchObject({taken: [{id: contact}], left: [], more: {taken: 0, left: 0}})
    expect((await stateOf('user', user)).data).toMatchObject({name: 'Seen'})
  })

  test('two that swapped a value that must be unique swap it back', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    const [one, two] = [await make('product', {name: 'One', sku: a, price: 1}), await make('product', {name: 'Two', sku: b, price: 1})]
    const put = (id: string, sku: string): object => ({op: 'update', schema: 'product', id, data: {sku}})
    const number = await send([put(one, randomUUID()), put(two, a), put(one, b)])
    const back = done(await takeBack({commit: number}))
    expect([(await stateOf('product', one)).data, (await stateOf('product', two)).data]).toMatchObject([{sku: a}, {sku: b}])
    done(await takeBack({commit: back.commit}))
    expect([(await stateOf('product', one)).data, (await stateOf('product', two)).data]).toMatchObject([{sku: b}, {sku: a}])
  })

  test('a value that must be unique comes back though somebody has one by now that it had in between', async () => {
    const [first, between] = [randomUUID(), randomUUID()]
    const id = await make('product', {name: 'One', sku: first, price: 1})
    const number = await send([first, between, randomUUID()].slice(1).map(sku => ({op: 'update', schema: 'product', id, data: {sku}})))
    await make('product', {name: 'Two', sku: between, price: 1})
    done(await takeBack({commit: number}))
    expect((await stateOf('product', id)).data).toMatchObject({sku: first})
  })

  test('a password is not put back, and is not spoken of', async () => {
    const user = await make('user', {name: 'Pat', email: 'pat@demo.test', role: 'agent', password: 'first of all'})
    const number = await send([{op: 'update', schema: 'user', id: user, data: {password: 'second to none', name: 'Patty'}}])
    const {password_hash: hash} = JSON.parse(await docOf('user', user)) as {readonly password_hash: string}
    expect(done(await takeBack({commit: number})).left).toEqual([])
    expect(JSON.parse(await docOf('user', user))).toMatchObject({name: 'Pat', password_hash: hash})
  })
})

describe('a request', () => {
  test('names a commit or a cause', async () => {
    for (const body of [{}, {commit: 1, cause: 'run:x/y'}]) {
      const {status, body: {errors}} = await takeBack(body)
      expect([status, (errors as unknown as Left[])[0]!.code]).toEqual([400, 'commit-or-cause'])
    }
    expect((await takeBack({cause: 'run:nobody/nothing'})).body['detail']).toBe('cause run:nobody/nothing: there is no commit with it, or you may see nothing of any')
  })

  test('with a key is answered again as it was, and done once', async () => {
    const id = await make('contact', {last_name: 'Fir', phone: '1'})
    const number = await change('contact', id, {phone: '2', last_name: 'Oak'})
    await change('contact', id, {last_name: 'Elm'})
    const key = {'idempotency-key': randomUUID()}
    const first = await takeBack({commit: number, rest: true}, admin, key)
    await change('contact', id, {phone: '3'})
    const again = await takeBack({commit: number, rest: true}, admin, key)
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true'])
    expect((await stateOf('contact', id)).data).toMatchObject({phone: '3'})
    expect((await takeBack({commit: number}, admin, key)).status).toBe(422)
  })

  test('that finds nothing to do says so, and writes nothing', async () => {
    const id = await make('contact', {last_name: 'Fir'})
    const number = await change('contact', id, {last_name: 'Oak'})
    done(await takeBack({commit: number}))
    const seq = app.store.seq()
    expect(done(await takeBack({commit: number}))).toEqual({commit: null, seq, taken: [], left: [], more: {taken: 0, left: 0}})
  })
})

test('others who write at the same moment lose nothing', async () => {
  const ids = Array.from({length: 200}, () => randomUUID())
  await send(ids.map(id => ({op: 'create', schema: 'contact', id, data: {last_name: 'Fir', phone: '1'}})))
  const number = await send(ids.map(id => ({op: 'update', schema: 'contact', id, data: {phone: '2'}})))
  const others = Promise.all(ids.slice(0, 40).map((id, at) => change('contact', id, {last_name: `Own ${at}`})))
  const answer = done(await takeBack({commit: number}))
  await others
  expect(answer.taken).toHaveLength(200)
  const stored = await Promise.all(ids.map(id => stateOf('contact', id)))
  expect(stored.map(({data}) => data)).toMatchObject(ids.map((_, at) => ({last_name: at < 40 ? `Own ${at}` : 'Fir', phone: '1'})))
})
