import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import type {PropertySchema} from '../../schemas/index.ts'
import {keyOf, offeredChoices} from './choices.ts'

const scalar = fc.oneof(fc.constantFrom('', '1', 'true', 'null', '1 (2)', '"1"', '{}', 1, 2, true, false), fc.string(), fc.integer())

test('no two choices of a field share a key, though they be written alike', () => {
  fc.assert(fc.property(fc.uniqueArray(scalar, {selector: value => JSON.stringify(value), minLength: 1}), fc.option(scalar, {nil: undefined}), (values, stored) => {
    const choices = offeredChoices({enum: values} as PropertySchema, stored)
    expect(new Set(choices.map(({key}) => key)).size).toBe(choices.length)
    for (const {value, key} of choices) expect(keyOf(choices, value)).toBe(key)
  }))
})

test('a text and a number that are written alike are two choices', () => {
  expect(offeredChoices({enum: [null, '1', 1]} as unknown as PropertySchema, '1').map(({value, key}) => [value, key])).toEqual([['1', '1'], [1, '1 (2)']])
})
