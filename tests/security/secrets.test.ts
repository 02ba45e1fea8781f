/** A secret property never leaves the server, and nothing that can be asked tells what it holds. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import {as, openDoors, refusal, type Doors} from '../open-doors.ts'

const secret = 'hunter2hunter2'
const admin = as('admin')
const words = (text: string) => text.replaceAll(/\bp[ie]n\b/g, 'p*n')
let doors: Doors
let user: string
let vault: string
let linking: string

beforeAll(async () => {
  doors = await openDoors()
  user = (await doors.create('user', {email: 'ada@x.test', name: 'Ada', role: 'admin', password: secret})).id
  await doors.putSchema(systemActor, 'vault', {title: 'Vault', type: 'object', properties: {name: {type: 'string'}, pin: {type: 'string', 'x-secret': true, 'x-index': true}}})
  await doors.putSchema(systemActor, 'key_ring', {title: 'Key ring', type: 'object', properties: {label: {type: 'string'}, vault_id: {type: 'string'}}})
  vault = (await doors.create('vault', {name: 'Big', pin: secret})).id
  linking = (await doors.create('key_ring', {label: 'Mine', vault_id: vault})).id
  await doors.commit(systemActor, {changes: [{op: 'merge', schema: 'vault', id: vault, patch: {name: 'Bigger'}}]})
})
afterAll(() => doors.close())

describe('is on no way out', () => {
  const ways: readonly (readonly [way: string, read: () => Promise<unknown>])[] = [
    ['one record', () => doors.reader.get(admin, 'vault', vault)],
    ['one record as text', () => doors.reader.getJson(admin, 'vault', vault)],
    ['a user', () => doors.reader.getJson(admin, 'user', user)],
    ['a list', () => doors.reader.list(admin, {schema: 'vault'})],
    ['a list as text', () => doors.reader.listJson(admin, {schema: 'vault', count: true})],
    ['a list of users', () => doors.reader.listJson(admin, {schema: 'user', state: 'all'})],
    ['an expanded record', () => doors.reader.get(admin, 'key_ring', linking, {expand: ['vault_id']})],
    ['an expanded record as text', () => doors.reader.listJson(admin, {schema: 'key_ring', expand: ['vault_id']})],
    ['titles', () => doors.reader.titles(admin, new Map([['vault', new Set([vault])], ['user', new Set([user])]]))],
    ['history', () => doors.reader.history(admin, 'vault', vault, 50)],
    ['a user\'s history', () => doors.reader.history(admin, 'user', user, 50)],
    ['search', () => doors.reader.search(admin, secret, 50, ['vault', 'user'])],
    ['search by a beginning', () => doors.reader.search(admin, 'hunter', 50, ['vault', 'user'])],
    ['words in a list', () => doors.reader.list(admin, {schema: 'vault', q: secret})],
    ['the schema as a reader sees it', async () => doors.catalog.get('vault').readable],
  ]
  test.each(ways)('%s', async (_way, read) => {
    const said = JSON.stringify(await read())
    expect(said).not.toContain(secret)
    expect(said).not.toMatch(/\bpin\b|password_hash/)
  })
})

test('words that only a secret holds find nothing', async () => {
  expect(await doors.reader.search(admin, secret, 50, ['vault', 'user'])).toEqual([])
  expect((await doors.reader.list(admin, {schema: 'vault', q: secret})).items).toEqual([])
})

describe('cannot be asked about, in the same words as what is not there', () => {
  const asks: readonly (readonly [way: string, ask: (name: string) => Promise<unknown>])[] = [
    ['filter', name => doors.reader.list(admin, {schema: 'vault', filter: `record.${name} == "x"`})],
    ['filter by beginning', name => doors.reader.list(admin, {schema: 'vault', filter: `record.${name}.startsWith("h")`})],
    ['filter by presence', name => doors.reader.list(admin, {schema: 'vault', filter: `has(record.${name})`})],
    ['a filter that code made', name => doors.reader.list(admin, {schema: 'vault', also: {op: 'starts', field: name, value: 'h'}})],
    ['a comparison that code made', name => doors.reader.list(admin, {schema: 'vault', also: {op: 'compare', by: 'eq', left: 'name', right: name}})],
    ['sort', name => doors.reader.list(admin, {schema: 'vault', sort: [name]})],
    ['sort downwards', name => doors.reader.list(admin, {schema: 'vault', sort: [`-${name}`]})],
    ['fields', name => doors.reader.list(admin, {schema: 'vault', fields: [name]})],
    ['expand', name => doors.reader.list(admin, {schema: 'vault', expand: [name]})],
    ['measure', name => doors.reader.measure(admin, {schema: 'vault'}, {fn: 'min', field: name})],
    ['a JSON patch that tests', name => doors.commit(admin, {changes: [{op: 'json-patch', schema: 'vault', id: vault, ops: [{op: 'test', path: `/${name}`, value: secret}]}]})],
    ['a JSON patch that copies', name => doors.commit(admin, {changes: [{op: 'json-patch', schema: 'vault', id: vault, ops: [{op: 'copy', from: `/${name}`, path: '/name'}]}]})],
    ['a JSON patch that moves', name => doors.commit(admin, {changes: [{op: 'json-patch', schema: 'vault', id: vault, ops: [{op: 'move', from: `/${name}`, path: '/name'}]}]})],
  ]
  test.each(asks)('%s', async (_way, ask) => {
    const [hidden, absent] = [await refusal(ask('pin')), await refusal(ask('pen'))]
    expect([hidden.status, hidden.code]).toEqual([absent.status, absent.code])
    expect(words(hidden.message)).toBe(words(absent.message))
    expect(hidden.message).not.toContain(secret)
  })
})

test('who may update but not read learns nothing by a JSON Patch', async () => {
  await doors.putSchema(systemActor, 'tip', {title: 'Tip', type: 'object', properties: {text: {type: 'string'}, verdict: {type: 'string'}}, 'x-rights': {read: 'admin', update: 'agent'}})
  const {id} = await doors.create('tip', {text: 'psst', verdict: secret})
  for (const value of [secret, 'wrong']) {
    expect(await refusal(doors.commit(as('agent'), {changes: [{op: 'json-patch', schema: 'tip', id, ops: [{op: 'test', path: '/verdict', value}]}]}))).toMatchObject({status: 403})
  }
  expect((await doors.commit(as('agent'), {changes: [{op: 'merge', schema: 'tip', id, patch: {text: 'psst psst'}}]})).records[0]!.rev).toBe(2)
})

test('a test of the whole document sees it without the secret', async () => {
  const outcome = await doors.commit(admin, {changes: [{op: 'json-patch', schema: 'vault', id: vault, ops: [{op: 'test', path: '', value: {name: 'Bigger'}}]}]})
  expect(outcome.records[0]!.rev).toBe(2)
})

test('a guess that is right looks like one that is wrong', async () => {
  const rev = async (pin: string) => (await doors.commit(admin, {changes: [{op: 'merge', schema: 'vault', id: vault, patch: {pin}}]})).records[0]!.rev
  const start = (await doors.store.get('vault', vault))!.rev
  expect(await rev(secret)).toBe(start + 1)
  expect(await rev('wrong')).toBe(start + 2)
  expect(await rev(secret)).toBe(start + 3)
})

test('it is kept when a record is replaced by what was read', async () => {
  const {data} = await doors.reader.get(admin, 'vault', vault)
  await doors.commit(admin, {changes: [{op: 'replace', schema: 'vault', id: vault, data: {...data, name: 'Biggest'}}]})
  expect(await doors.dataOf('vault', vault)).toEqual({name: 'Biggest', pin: secret})
})

test('errors about it do not repeat it', async () => {
  const problem = await refusal(doors.commit(admin, {changes: [{op: 'create', schema: 'user', data: {email: 'b@x.test', name: 'B', role: 'agent', password_hash: secret}}]}))
  expect(problem.errors).toEqual([{code: 'made-by-server', pointer: '/password_hash', params: {}, message: 'is made by the server; leave it out'}])
})

test('a property that becomes secret is so at once, in history and search too', async () => {
  await doors.putSchema(systemActor, 'late', {title: 'Late', type: 'object', properties: {name: {type: 'string'}, pin: {type: 'string'}}})
  const {id} = await doors.create('late', {name: 'A', pin: secret})
  expect(await doors.reader.search(admin, secret, 10, ['late'])).toHaveLength(1)
  await doors.putSchema(systemActor, 'late', {title: 'Late', type: 'object', properties: {name: {type: 'string'}, pin: {type: 'string', 'x-secret': true}}}, {acceptBreaks: true})
  expect(JSON.stringify([await doors.reader.get(admin, 'late', id), await doors.reader.history(admin, 'late', id, 10)])).not.toContain(secret)
  expect(await doors.reader.search(admin, secret, 10, ['late'])).toEqual([])
})

test('linked records of a schema that may not be read are left out, and their titles too', async () => {
  await doors.putSchema(systemActor, 'closed', {title: 'Closed', type: 'object', properties: {name: {type: 'string'}}, 'x-rights': {read: 'admin'}})
  await doors.putSchema(systemActor, 'open_to_all', {title: 'Open', type: 'object', properties: {closed_id: {type: 'string'}}})
  const closed = await doors.create('closed', {name: 'confidential'})
  const open = await doors.create('open_to_all', {closed_id: closed.id})
  const agent = as('agent')
  const seen = JSON.stringify([
    await doors.reader.get(agent, 'open_to_all', open.id, {expand: ['closed_id']}),
    await doors.reader.listJson(agent, {schema: 'open_to_all', expand: ['closed_id']}),
    await doors.reader.titles(agent, new Map([['closed', new Set([closed.id])]])),
    await doors.reader.search(agent, 'confidential', 10),
  ])
  expect(seen).not.toContain('confidential')
  expect((await doors.reader.get(as('admin'), 'open_to_all', open.id, {expand: ['closed_id']})).expanded?.['closed_id']?.data['name']).toBe('confidential')
  for (const ask of [() => doors.reader.get(agent, 'closed', closed.id), () => doors.reader.list(agent, {schema: 'closed'}), () => doors.reader.history(agent, 'closed', closed.id, 5), () => doors.reader.measure(agent, {schema: 'closed'}, {fn: 'count'}), () => doors.reader.search(agent, 'x', 5, ['closed'])]) {
    expect(await refusal(ask() as Promise<unknown>)).toMatchObject({status: 403})
  }
})
