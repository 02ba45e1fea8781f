import {expect, test} from 'vitest'
import {isMultipleOf} from './is-multiple-of.ts'

test.each([
  [0.07, 0.01], [1.11, 0.01], [19.99, 0.01], [143.48, 0.01], [-19.99, 0.01], [0, 0.01], [-0, 0.01], [4.35, 0.05], [0.3, 0.1], [0.75, 0.25], [1e-7, 1e-7], [3e-7, 1e-10], [1.1, 1e-10], [1e21, 1], [1e21, 0.01], [1.7976931348623157e308, 1e-10],
  [5e-324, 5e-324], [9007199254740991, 1], [9007199254740992, 2], [12, 4], [1e23, 1e22], [0.0000123, 0.0000001], [9.99, 3.33], [1e300, 1e-300],
])('%s is a multiple of %s', (value, of) => {
  expect(isMultipleOf(value, of)).toBe(true)
})
test.each([
  [0.071, 0.01], [19.995, 0.01], [0.35, 0.25], [1e-7, 0.01], [1.5, 1], [9007199254740991, 2], [10, 3], [0.1, 0.3], [1e-10, 1e-7], [5e-324, 1], [1e21, 3e-5], [1e22, 1e23],
  [Infinity, 1], [NaN, 1], [1, 0], [1, -1], [1, Infinity],
])('%s is none of %s', (value, of) => {
  expect(isMultipleOf(value, of)).toBe(false)
})
test('each amount of cents is one of cents', () => {
  for (let cents = -30_000; cents <= 30_000; cents++) expect(isMultipleOf(cents / 100, 0.01), String(cents)).toBe(true)
})
