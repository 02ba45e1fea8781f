/** Of several who want the same at once exactly one gets it, or each gets it in turn: decided inside the transaction, never by looking first. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  for (const role of ['admin', 'agent', 'manager'] as const) await app.tokenOf(role)
})
afterAll(() => app.close())

const at = '/api/v1/records'
const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({length: count}, (_, n) => work(n)))
const statuses = (answers: readonly Answer[]): readonly number[] => answers.map(({status}) => status).toSorted((a, b) => a - b)
const admin = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> => app.as('admin')(method, path, body, headers)
const idOf = ({body}: Answer): string => String(body['id'])

test('the first admin is set up once', async () => {
  const empty = await startApp({people: false})
  try {
    const token = (await empty.auth.ensureSetupLink())!.split('token=')[1]!
    const form = (n: number) => new URLSearchParams({token, name: `Admin ${n}`, email: `a${n}@x.test`, password: 'long enough'}).toString()
    const answers = await times(8, n => empty.as(null)('POST', '/setup', form(n), {'content-type': 'application/x-www-form-urlencoded'}))
    expect(statuses(answers)).toEqual([303, ...Array(7).fill(410)])
    expect(await empty.store.measure({schema: 'user', state: 'all'}, {fn: 'count'})).toBe(1)
  } finally {
    await empty.close()
  }
})

test('a revision is overtaken once', async () => {
  const id = idOf(await admin('POST', `${at}/company`, {name: 'Raced'}))
  const answers = await times(10, n => admin('PATCH', `${at}/company/${id}`, {city: `City ${n}`}, {'if-match': '"1"'}))
  expect(statuses(answers)).toEqual([200, ...Array(9).fill(412)])
  expect((await app.store.get('company', id))?.rev).toBe(2)
})

test('edits that insist on nothing all arrive', async () => {
  const id = idOf(await admin('POST', `${at}/company`, {name: 'Shared'}))
  const fields = ['city', 'phone', 'notes', 'website']
  const known = Object.keys((await admin('GET', '/api/v1/schemas/company')).body['properties'] as object).filter(name => fields.includes(name))
  const answers = await Promise.all(known.map(name => admin('PATCH', `${at}/company/${id}`, {[name]: name === 'website' ? 'https://x.test' : name})))
  expect(statuses(answers)).toEqual(known.map(() => 200))
  const data = JSON.parse((await app.store.get('company', id))!.doc) as object
  expect(Object.keys(data)).toEqual(expect.arrayContaining(known))
})

test('a repeated request is done once', async () => {
  const answers = await times(10, () => admin('POST', `${at}/company`, {name: 'Only once'}, {'idempotency-key': 'race-1'}))
  expect(statuses(answers)).toEqual(Array(10).fill(201))
  expect(new Set(answers.map(idOf)).size).toBe(1)
  expect(answers.filter(({headers}) => headers.get('idempotency-replayed') === null)).toHaveLength(1)
})

test('a key is its owner\'s: whoever else uses it gets their own, and nothing of the other\'s', async () => {
  const mine = await admin('POST', `${at}/company`, {name: 'Mine'}, {'idempotency-key': 'shared-key'})
  const theirs = await app.as('agent')('POST', `${at}/company`, {name: 'Mine'}, {'idempotency-key': 'shared-key'})
  expect([theirs.status, theirs.headers.get('idempotency-replayed'), idOf(theirs) === idOf(mine)]).toEqual([201, null, false])
})

test('a replay needs the right of its first time', async () => {
  const {records: [user]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email: 'fading@demo.test', name: 'Fading', role: 'agent', password: 'their-password'}}]})
  const {token} = await app.auth.login('fading@demo.test', 'their-password', {ip: '10.9.9.9', kind: 'bearer'})
  const send = () => app.as(null)('POST', `${at}/company`, {name: 'Twice'}, {authorization: `Bearer ${token}`, 'idempotency-key': 'k'})
  expect((await send()).status).toBe(201)
  await admin('PATCH', `${at}/user/${user!.id}`, {role: 'readonly'})
  expect((await send()).status).toBe(403)
})

test('a value that must be one is taken once', async () => {
  const answers = await times(6, n => admin('POST', `${at}/user`, {email: n % 2 ? 'same@x.test' : 'SAME@x.test', name: 'S', role: 'agent', password: 'long enough'}))
  expect(statuses(answers)).toEqual([201, ...Array(5).fill(409)])
})

test('the path of a screen is taken once', async () => {
  const answers = await times(6, () => admin('POST', `${at}/ui_screen`, {path: '/raced', title: 'Raced'}))
  expect(statuses(answers)).toEqual([201, ...Array(5).fill(409)])
})

test('a record never links to one that was purged at the same moment', async () => {
  for (let round = 0; round < 15; round++) {
    const id = idOf(await admin('POST', `${at}/company`, {name: 'Parent'}))
    const [purged, linked] = await Promise.all([admin('POST', `${at}/company/${id}/purge`, {confirm: id}), admin('POST', `${at}/contact`, {last_name: 'Child', company_id: id})])
    expect([[204, 409], [409, 201]]).toContainEqual([purged.status, linked.status])
    expect(await app.store.get('company', id) === undefined).toBe(linked.status === 409)
  }
})

test('one of the two last admins stays', async () => {
  const {records: [second]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email: 'second@demo.test', name: 'Second', role: 'admin', password: 'their-password'}}]})
  const first = (await app.store.findBy('user', 'email', 'admin@demo.test'))!
  const {token} = await app.auth.login('second@demo.test', 'their-password', {ip: '10.8.8.8', kind: 'bearer'})
  await Promise.all([
    app.as(null)('PATCH', `${at}/user/${first.id}`, {role: 'agent'}, {authorization: `Bearer ${token}`}),
    admin('PATCH', `${at}/user/${second!.id}`, {role: 'agent'}),
  ])
  expect(await app.store.measure({schema: 'user', filter: {op: 'eq', field: 'role', value: 'admin'}}, {fn: 'count'})).toBeGreaterThanOrEqual(1)
})
