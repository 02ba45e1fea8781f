import {expect, test} from 'vitest'
import {hashJson, hashText} from './hash-json.ts'

test('values that are equal as JSON have one hash, whatever the order of their members, and others have another', () => {
  expect(hashJson({b: 1, a: [1, {d: 2, c: undefined}]})).toBe(hashJson({a: [1, {d: 2}], b: 1}))
  expect(hashJson({a: [1, 2]})).not.toBe(hashJson({a: [2, 1]}))
  expect(hashJson({})).toBe(hashText('{}'))
  expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
