import {expect, test} from 'vitest'
import type {Step} from '../../ast/index.ts'
import {createDraftLog} from './draft-log.ts'

const step = (id: string): Step => ({type: 'remove', id})

test('gives the steps since a state, oldest first', () => {
  const log = createDraftLog()
  log.add({from: 'a', to: 'b', steps: [step('1'), step('2')]})
  log.add({from: 'b', to: 'c', steps: [step('3')]})
  expect(log.since('a')).toEqual([step('1'), step('2'), step('3')])
  expect(log.since('b')).toEqual([step('3')])
  expect(log.since('c')).toEqual([])
  expect(log.since('x')).toBeUndefined()
})

test('a state that stood twice, as after an undo, counts from its last time', () => {
  const log = createDraftLog()
  log.add({from: 'a', to: 'b', steps: [step('do')]})
  log.add({from: 'b', to: 'a', steps: [step('undo')]})
  expect(log.since('a')).toEqual([])
  log.add({from: 'a', to: 'c', steps: [step('else')]})
  expect(log.since('a')).toEqual([step('else')])
})

test('forgets the oldest beyond its bound, and says so', () => {
  const log = createDraftLog(3)
  log.add({from: 'a', to: 'b', steps: [step('1'), step('2')]})
  log.add({from: 'b', to: 'c', steps: [step('3')]})
  expect(log.since('a')).toHaveLength(3)
  log.add({from: 'c', to: 'd', steps: []})
  expect(log.since('a')).toBeUndefined()
  expect(log.since('b')).toEqual([step('3')])
})
