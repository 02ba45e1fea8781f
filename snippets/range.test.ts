import {expect, test} from 'vitest'
import {formatRange, parseRange} from './range.ts'

test.each([
  ['10..20', {min: '10', max: '20'}], ['10..', {min: '10', max: ''}], ['..20', {min: '', max: '20'}], ['7', {min: '7', max: '7'}], ['2024-01-01..2024-02-01', {min: '2024-01-01', max: '2024-02-01'}],
])('%s is read as a range', (text, range) => {
  expect(parseRange(text)).toEqual(range)
})

test('a range without ends is nothing', () => {
  expect(formatRange({min: '', max: ''})).toBe('')
  expect(formatRange({min: '1', max: ''})).toBe('1..')
})
