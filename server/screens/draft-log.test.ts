import {expect, test} from 'vitest'
import type {Step} from '../../ast/index.ts'
import {createDraftLog} from './draft-log.ts'

const step = (id: string): Step => ({type: 'remove', id})

test('gives the steps since a state, oldest first', () => {
  const log = createDraftLog()
  log.add({from: 'a', to: 'b', steps: [step('1'), step('2')], seq: 1})
  log.add({from: 'b', to: 'c', steps: [step('3')], seq: 2})
  expect(log.since('a')).toEqual([step('1'), step('2'), step('3')])
  expect(log.since('b')).toEqual([step('3')])
  expect(log.since('c')).toEqual([])
  expect(log.since('x')).toBeUndefined()
})

test('a state that stood twice, as after an undo, counts from its last time', () => {
  const log = createDraftLog()
  log.add({from: 'a', to: 'b', steps: [step('do')], seq: 3})
  log.add({from: 'b', to: 'a', steps: [step('undo')], seq: 4})
  expect(log.since('a')).toEqual([])
  log.add({from: 'a', to: 'c', steps: [step('else')], seq: 5})
  expect(log.since('a')).toEqual([step('else')])
})

test('forgets the oldest beyond its bound, and says so', () => {
  const log = createDraftLog(3)
  log.add({from: 'a', to: 'b', steps: [step('1'), step('2')], seq: 6})
  log.add({from: 'b', to: 'c', steps: [step('3')], seq: 7})
  expect(log.since('a')).toHaveLength(3)
  log.add({from: 'c', to: 'd', steps: [], seq: 8})
  expect(log.since('a')).toBeUndefined()
  expect(log.since('b')).toEqual([step('3')])
})

test('says where a commit brought the draft', () => {
  const log = createDraftLog()
  log.add({from: 'a', to: 'b', steps: [step('1')], seq: 7})
  log.add({from: 'b', to: 'c', steps: [step('2')], seq: 9})
  expect([log.cameTo(7), log.cameTo(9), log.cameTo(8)]).toEqual(['b', 'c', undefined])
})
