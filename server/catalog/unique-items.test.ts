import {expect, test} from 'vitest'
import {said} from '../../tests/said.ts'
import {parseRecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from './data-checker.ts'

const parsed = parseRecordSchema({title: 'T', type: 'object', properties: {list: {type: 'array', uniqueItems: true, maxItems: 1_000}, free: {type: 'array', uniqueItems: false}}})
if (!parsed.ok) throw new Error('no schema')
const {schema} = parsed
const checker = createDataChecker()
const isUnique = (list: readonly unknown[]): boolean => checker.check(schema, {list}).length === 0

test.each([
  [[], true], [[1, 2, '1', '2', true, 'true', null, 'null'], true], [[1, 2, 1], false], [[0, -0], false], [['a', 'a'], false], [[null, null], false],
  [[{a: 1, b: [2]}, {b: [2], a: 1}], false], [[{a: 1}, {a: 1, b: 2}], true], [[[1, 2], [2, 1]], true], [[[1, 2], [1, 2]], false], [['[1]', [1]], true], [[{}, []], true],
])('%j: %s', (list, unique) => {
  expect(isUnique(list)).toBe(unique)
})

test('says so, once, and lists that may hold an item twice do', () => {
  expect(said(checker.check(schema, {list: [1, 1, 1], free: [1, 1]}))).toEqual([{pointer: '/list', message: 'expected no item twice'}])
})

test('a thousand objects that differ at their end only are compared in a moment', () => {
  const list = Array.from({length: 1_000}, (_, n) => ({a: 'x'.repeat(200), b: [[[n]]]}))
  isUnique(list)
  const before = process.cpuUsage()
  expect(isUnique(list)).toBe(true)
  const {user, system} = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(100)
})
