import {afterEach, expect, test} from 'vitest'
import {refusal as wrongWith} from '../../schemas/index.ts'
import {as, openDoors, refusal, type Doors} from '../../tests/open-doors.ts'
import {systemActor} from '../actor.ts'
import {problem} from '../errors.ts'
import type {Derive, DerivedChange} from './index.ts'

let doors: Doors
afterEach(() => doors.close())
const admin = as('admin')
const person = {email: 'ada@x.test', name: 'Ada', role: 'agent'}

/** As screens get their root node. */
const withRoot: Derive = async ({op, id, data}, {newId}) => {
  if (op !== 'create') return {data}
  const root_id = newId()
  return {data: {...data, root_id}, extra: [{op: 'create', schema: 'ui_node', id: root_id, data: {screen_id: id, parent_id: null, slot: 'default', order: 'a0', snippet: 'stack', props: {}}}]}
}

test('a hook turns what was sent into what is stored, before it is validated', async () => {
  doors = await openDoors()
  const {records: [user]} = await doors.commit(admin, {changes: [{op: 'create', schema: 'user', data: {...person, password: 'long enough'}}]})
  expect(JSON.parse(user!.doc)).toEqual({...person, password_hash: 'hashed:long enough'})
})

test('a hook sees the whole new data and the record as it was', async () => {
  const seen: (DerivedChange & {readonly rev: number | undefined})[] = []
  const spy: Derive = async (change, {current}) => {
    seen.push({...change, rev: current?.rev})
    return {data: change.data}
  }
  doors = await openDoors({derive: {company: spy}})
  const {id} = await doors.create('company', {name: 'Alder', status: 'lost'})
  await doors.commit(admin, {changes: [{op: 'merge', schema: 'company', id, patch: {city: 'York'}}]})
  await doors.commit(admin, {changes: [{op: 'archive', schema: 'company', id}]})
  expect(seen).toEqual([
    {op: 'create', schema: 'company', id, data: {name: 'Alder', status: 'lost'}, rev: undefined},
    {op: 'update', schema: 'company', id, data: {name: 'Alder', status: 'lost', city: 'York'}, rev: 1},
  ])
})

test('extra changes belong to the same commit, pass rights, and may set what only the server sets', async () => {
  doors = await openDoors({derive: {ui_screen: withRoot}})
  const before = doors.store.seq()
  const {records} = await doors.commit(admin, {changes: [{op: 'create', schema: 'ui_screen', data: {path: '/a', title: 'A'}}]})
  expect(records).toHaveLength(1)
  const events = await doors.store.events(before, 10)
  expect(events.map(event => [event.schema, event.by])).toEqual([['ui_screen', 'admin-1'], ['ui_node', 'admin-1']])
  expect(new Set(events.map(event => event.commit)).size).toBe(1)
  expect(await refusal(doors.commit(admin, {changes: [{op: 'create', schema: 'ui_node', data: {}}]}))).toMatchObject({status: 403})
})

test('what a hook refuses is refused, and nothing is stored', async () => {
  doors = await openDoors({derive: {company: async () => {
    throw problem('invalid-user', {schema: 'company'}, {errors: [wrongWith('is-there', '/name')]})
  }}})
  const seq = doors.store.seq()
  expect(await refusal(doors.commit(admin, {changes: [{op: 'create', schema: 'company', data: {name: 'Alder'}}]}))).toMatchObject({errors: [{pointer: '/name', code: 'is-there'}]})
  expect(doors.store.seq()).toBe(seq)
})

test('a password that no hook took away is never stored', async () => {
  doors = await openDoors({derive: {}})
  const seq = doors.store.seq()
  await expect(doors.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {...person, password: 'long enough'}}]})).rejects.toThrow(/must never be stored/)
  expect(doors.store.seq()).toBe(seq)
})

test('a hook for "constructor" is not found on the prototype', async () => {
  doors = await openDoors({derive: {}})
  expect(await refusal(doors.commit(admin, {changes: [{op: 'create', schema: 'constructor', data: {}}]}))).toMatchObject({status: 404})
})
