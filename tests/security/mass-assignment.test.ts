/** What only the server makes cannot be sent, on any path; names that reach a prototype cannot be sent at any depth. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {JsonObject, Verb} from '../../schemas/index.ts'
import type {Change} from '../../server/commit/index.ts'
import {as, openDoors, refusal, type Doors} from '../open-doors.ts'

let doors: Doors
let company: string
beforeAll(async () => {
  doors = await openDoors()
  company = (await doors.create('company', {name: 'Alder'})).id
})
afterAll(() => doors.close())

const admin = as('admin')
const agent = as('agent')
const send = (change: Change, actor = agent) => doors.commit(actor, {changes: [change]})

/** Every way in which data is sent, with one more member in it. */
const paths: readonly (readonly [path: string, change: (name: string, value: JsonObject[string]) => Change])[] = [
  ['create', (name, value) => ({op: 'create', schema: 'company', data: own({name: 'B'}, name, value)})],
  ['replace', (name, value) => ({op: 'replace', schema: 'company', id: company, data: own({name: 'B'}, name, value)})],
  ['merge', (name, value) => ({op: 'merge', schema: 'company', id: company, patch: own({}, name, value)})],
  ['JSON patch, add', (name, value) => ({op: 'json-patch', schema: 'company', id: company, ops: [{op: 'add', path: `/${name}`, value}]})],
  ['JSON patch of the whole', (name, value) => ({op: 'json-patch', schema: 'company', id: company, ops: [{op: 'replace', path: '', value: own({name: 'B'}, name, value)}]})],
  ['JSON patch, copy', name => ({op: 'json-patch', schema: 'company', id: company, ops: [{op: 'copy', from: '/name', path: `/${name}`}]})],
]

/** As JSON.parse makes it: `__proto__` becomes a member of its own. */
const own = (data: JsonObject, name: string, value: JsonObject[string]): JsonObject => JSON.parse(`{${[...Object.entries(data), [name, value]].map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join(',')}}`) as JsonObject

async function unchanged(work: () => Promise<void>): Promise<void> {
  const before = doors.store.seq()
  await work()
  expect(doors.store.seq()).toBe(before)
}

describe.each(paths)('by %s', (path, change) => {
  test.each(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by', 'schema', 'tenant_id'])('%s is refused: the server makes it', async name => {
    await unchanged(async () => {
      expect(await refusal(send(change(name, 'x')))).toMatchObject({status: 400, errors: [{pointer: `/${name}`, message: 'is made by the server; leave it out'}]})
    })
  })
  test.each(['role', 'approved_by', 'is_admin', 'doc', 'toString', 'hasOwnProperty', '$where', ''])('%j, which the schema does not know, is refused', async name => {
    await unchanged(async () => {
      const problem = await refusal(send(change(name, 'x')))
      expect(problem.status).toBe(400)
      expect(problem.errors[0]!.message).toMatch(/^unknown field/)
    })
  })
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused, at the top and deep inside', async name => {
    await unchanged(async () => {
      expect(await refusal(send(change(name, {polluted: true})))).toMatchObject({status: 400})
      // A copy carries no value of its own.
      if (path !== 'JSON patch, copy') expect(await refusal(send(change('notes', own({}, name, {polluted: true}))))).toMatchObject({status: 400})
      expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
    })
  })
})

test('null does not slip a server-made or unknown field past a merge', async () => {
  for (const name of ['rev', 'created_by', 'nothing']) expect(await refusal(send({op: 'merge', schema: 'company', id: company, patch: {[name]: null}}))).toMatchObject({status: 400})
})

describe('what a schema marks as the server\'s', () => {
  test.each([
    ['create', {op: 'create', schema: 'user', data: {email: 'x@x.test', name: 'X', role: 'agent', password_hash: 'mine'}}],
    ['create of a screen', {op: 'create', schema: 'ui_screen', data: {path: '/x', title: 'X', root_id: 'n'}}],
  ] as const)('is refused by %s', async (_path, change) => {
    expect(await refusal(send(change, admin))).toMatchObject({status: 400, errors: [{message: 'is made by the server; leave it out'}]})
  })
  test('may be sent back unchanged when it can be read, and never otherwise', async () => {
    const nodes = {screen_id: 's1', parent_id: null, slot: 'default', order: 'a0', snippet: 'stack', props: {}}
    await doors.commit({...admin, system: true}, {changes: [{op: 'create', schema: 'ui_screen', id: 's1', data: {path: '/s', title: 'S', root_id: 'n1'}}, {op: 'create', schema: 'ui_node', id: 'n1', data: nodes}]})
    await send({op: 'replace', schema: 'ui_screen', id: 's1', data: {path: '/s', title: 'T', root_id: 'n1'}}, admin)
    await send({op: 'replace', schema: 'ui_screen', id: 's1', data: {path: '/s', title: 'U'}}, admin)
    expect(await doors.dataOf('ui_screen', 's1')).toEqual({path: '/s', title: 'U', root_id: 'n1'})
    for (const change of [
      {op: 'replace', data: {path: '/s', title: 'V', root_id: 'n2'}}, {op: 'merge', patch: {root_id: 'n2'}}, {op: 'merge', patch: {root_id: null}},
      {op: 'json-patch', ops: [{op: 'replace', path: '/root_id', value: 'n2'}]}, {op: 'json-patch', ops: [{op: 'remove', path: '/root_id'}]},
    ] as const) expect(await refusal(send({...change, schema: 'ui_screen', id: 's1'} as Change, admin))).toMatchObject({status: 400})
  })
})

describe('rights hold on every verb', () => {
  const change: Readonly<Record<Exclude<Verb, 'read'>, (id: string) => Change>> = {
    create: () => ({op: 'create', schema: 'company', data: {name: 'N'}}),
    update: id => ({op: 'merge', schema: 'company', id, patch: {city: 'York'}}),
    archive: id => ({op: 'archive', schema: 'company', id}),
    purge: id => ({op: 'purge', schema: 'company', id}),
  }
  const may: Readonly<Record<string, readonly string[]>> = {readonly: [], agent: ['create', 'update'], manager: ['create', 'update', 'archive'], admin: ['create', 'update', 'archive', 'purge']}
  for (const role of ['readonly', 'agent', 'manager', 'admin'] as const) {
    for (const verb of ['create', 'update', 'archive', 'purge'] as const) {
      test(`${role} ${may[role]!.includes(verb) ? 'may' : 'may not'} ${verb}`, async () => {
        const {id} = await doors.create('company', {name: 'Of rights'})
        const outcome = send(change[verb](id), as(role))
        if (may[role]!.includes(verb)) expect((await outcome).records).toHaveLength(1)
        else await unchanged(async () => expect(await refusal(outcome)).toMatchObject({status: 403}))
      })
    }
  }
  test('one change without the right stops all of them', async () => {
    await unchanged(async () => {
      expect(await refusal(doors.commit(agent, {changes: [change.create(''), {op: 'archive', schema: 'company', id: company}]}))).toMatchObject({status: 403})
    })
  })
  test('sessions, nodes, releases and schemas are written by nobody through the door', async () => {
    for (const schema of ['session', 'ui_node', 'ui_tree', 'release', 'ui_snippet', 'schema']) {
      for (const one of [{op: 'create', data: {}}, {op: 'merge', id: 'x', patch: {}}, {op: 'archive', id: 'x'}, {op: 'purge', id: 'x'}, {op: 'remove', id: 'x'}] as const) {
        expect(await refusal(send({...one, schema} as Change, admin))).toMatchObject({status: 403})
      }
    }
  })
  test('nobody makes themselves an admin', async () => {
    const {id} = await doors.create('user', {email: 'me@x.test', name: 'Me', role: 'agent'})
    for (const role of ['readonly', 'agent', 'manager'] as const) {
      expect(await refusal(send({op: 'merge', schema: 'user', id, patch: {role: 'admin'}}, as(role, id)))).toMatchObject({status: 403})
    }
  })
})
