import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {as, openDoors, refusal, type Doors} from '../../tests/open-doors.ts'
import type {Change} from './index.ts'

let doors: Doors
let ada: string
let bob: string
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

let round = 0
beforeEach(async () => {
  // Each test starts with two admins of its own, and those of earlier tests disabled.
  const before = await doors.store.page({schema: 'user', limit: 100})
  round++
  const make = async (name: string, role = 'admin') => (await doors.create('user', {email: `${name}${round}@x.test`, name, role})).id
  ada = await make('ada')
  bob = await make('bob')
  for (const {id} of before.items) await doors.commit(as('admin', ada), {changes: [{op: 'merge', schema: 'user', id, patch: {disabled: true}}]})
})

const demote = (id: string): Change => ({op: 'merge', schema: 'user', id, patch: {role: 'agent'}})
const admins = async () => (await doors.store.page({schema: 'user', limit: 100})).items.map(record => JSON.parse(record.doc)).filter(user => user.role === 'admin' && user.disabled !== true).length
const by = (id: string, ...changes: readonly Change[]) => doors.commit(as('admin', id), {changes})

describe('the last admin stays', () => {
  beforeEach(() => by(ada, demote(bob)))
  const ways: readonly (readonly [how: string, change: (id: string) => Change])[] = [
    ['demoted by merge', demote],
    ['demoted by replace', id => ({op: 'replace', schema: 'user', id, data: {email: `ada${round}@x.test`, name: 'ada', role: 'manager'}})],
    ['demoted by JSON patch', id => ({op: 'json-patch', schema: 'user', id, ops: [{op: 'replace', path: '/role', value: 'agent'}]})],
    ['disabled', id => ({op: 'merge', schema: 'user', id, patch: {disabled: true}})],
    ['archived', id => ({op: 'archive', schema: 'user', id})],
    ['purged', id => ({op: 'purge', schema: 'user', id})],
    ['removed', id => ({op: 'remove', schema: 'user', id})],
  ]
  test.each(ways)('and cannot be %s', async (_how, change) => {
    expect(await refusal(by(ada, change(ada)))).toMatchObject({status: 409, code: 'last-admin'})
    expect(await admins()).toBe(1)
  })
  test('but may change their own name', async () => {
    await by(ada, {op: 'merge', schema: 'user', id: ada, patch: {name: 'Ada L.'}})
    expect((await doors.dataOf('user', ada))['name']).toBe('Ada L.')
  })
  test('a disabled or archived admin does not count as another', async () => {
    await by(ada, {op: 'merge', schema: 'user', id: bob, patch: {role: 'admin', disabled: true}})
    expect(await refusal(by(ada, demote(ada)))).toMatchObject({code: 'last-admin'})
  })
  test('until another is made one, in an earlier commit', async () => {
    await by(ada, {op: 'merge', schema: 'user', id: bob, patch: {role: 'admin'}})
    await by(ada, demote(ada))
    expect(await admins()).toBe(1)
  })
})

test('two admins who demote each other at once: exactly one is left, every time', async () => {
  for (let n = 0; n < 10; n++) {
    const outcomes = await Promise.allSettled([by(ada, demote(bob)), by(bob, demote(ada))])
    expect(outcomes.map(outcome => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((outcomes.find(outcome => outcome.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({code: 'last-admin'})
    expect(await admins()).toBe(1)
    for (const id of [ada, bob]) await doors.commit({...as('admin', ada), system: true}, {changes: [{op: 'merge', schema: 'user', id, patch: {role: 'admin'}}]})
  }
})

test('two admins who step down at once: exactly one does', async () => {
  const outcomes = await Promise.allSettled([by(ada, demote(ada)), by(bob, {op: 'archive', schema: 'user', id: bob})])
  expect(outcomes.map(outcome => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await admins()).toBe(1)
})

test('one commit cannot take both away', async () => {
  expect(await refusal(by(ada, demote(ada), demote(bob)))).toMatchObject({code: 'last-admin'})
  expect(await admins()).toBe(2)
})
