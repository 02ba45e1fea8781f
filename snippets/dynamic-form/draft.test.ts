import {expect, test} from 'vitest'
import type {JsonObject} from '../../schemas/index.ts'
import {type Draft, isChanged, loseRecord} from './draft.ts'

const draft = (base: JsonObject, mine: JsonObject): Draft => ({id: 'c1', rev: 3, base, mine, contested: {name: 'Theirs'}})
const left = (base: JsonObject, mine: JsonObject): JsonObject => loseRecord(draft(base, mine)).mine

test('of a record that is gone what was typed stays, and nothing of what others wrote', () => {
  const lost = loseRecord(draft({name: 'Oak', city: 'Turku'}, {name: 'Oak & Sons', city: 'Turku'}))
  expect(lost).toEqual({id: 'c1', rev: 0, base: {}, mine: {name: 'Oak & Sons'}, contested: {}})
  expect(isChanged(lost, {})).toBe(true)
  expect(isChanged(loseRecord(draft({name: 'Oak'}, {})), {})).toBe(false)
})

test.each<[string, JsonObject, JsonObject, JsonObject]>([
  ['an object, part by part', {at: {street: 'A 1', city: 'Turku'}}, {at: {street: 'A 1', city: 'Oulu'}}, {at: {city: 'Oulu'}}],
  ['objects in a list, each in its place', {lines: [{sku: 'a', n: 1}, {sku: 'b', n: 1}]}, {lines: [{sku: 'b', n: 1}, {sku: 'b', n: 2}]}, {lines: [{}, {n: 2}]}],
  ['a list of words, which is one field', {tags: ['x']}, {tags: ['x', 'y']}, {tags: ['x', 'y']}],
  ['what stands where another kind of value stood', {at: 'Turku'}, {at: {city: 'Oulu'}}, {at: {city: 'Oulu'}}],
])('what was typed into %s', (_what, base, mine, expected) => {
  expect(left(base, mine)).toEqual(expected)
})
