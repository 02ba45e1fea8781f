import {expect, test} from 'vitest'
import {cpuTime} from '../tests/cpu-time.ts'
import {didYouMean, nearestName} from './nearest-name.ts'

const names = ['status', 'total', 'last_name', 'first_name', 'id']

test.each([['stauts', 'status'], ['Total', 'total'], ['lastname', 'last_name'], ['lst_nme', 'last_name'], ['ib', 'id'], ['fist_name', 'first_name']])('%s is probably %s', (written, meant) => {
  expect(nearestName(written, names)).toBe(meant)
})

test.each(['', 'x', 'colour', 'something_else'])('%j is like none', (written) => expect(nearestName(written, names)).toBeUndefined())

test('a very long name costs little', () => {
  expect(cpuTime(() => nearestName('x'.repeat(1_000_000), Array.from({length: 1_000}, (_, index) => `property_${index}`)))).toBeLessThan(500)
})

test('is put behind a message, or nothing is', () => {
  expect(didYouMean('totl', names)).toBe('; did you mean "total"?')
  expect(didYouMean('colour', names)).toBe('')
})
