import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {canonicalJson, sameJson} from './canonical-json.ts'

test('sorts keys, leaves undefined out, and keeps the order of lists', () => {
  expect(canonicalJson({b: 1, a: {d: undefined, c: [2, 1, undefined]}, e: undefined})).toBe('{"a":{"c":[2,1,null]},"b":1}')
  expect(canonicalJson({a: -0, 'ü"': 'x\n'})).toBe('{"a":0,"ü\\"":"x\\n"}')
})

test('equal values have equal texts, and only they', () => {
  const json = fc.jsonValue({maxDepth: 3, noUnicodeString: false})
  fc.assert(fc.property(json, json, (a, b) => {
    // JSON has no -0, and reading keys in another order changes nothing.
    const [x, y]: readonly unknown[] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))]
    expect(JSON.parse(canonicalJson(x))).toEqual(x)
    expect(canonicalJson(x) === canonicalJson(y)).toBe(sameJson(x, y))
    expect(sameJson(x, JSON.parse(canonicalJson(x)))).toBe(true)
  }), {numRuns: 500})
})

test('a list is no object, null is not nothing, and inherited members do not count', () => {
  expect(sameJson([], {})).toBe(false)
  expect(sameJson({a: null}, {})).toBe(false)
  expect(sameJson({a: undefined}, {})).toBe(true)
  expect(sameJson({toString: undefined}, {})).toBe(true)
  expect(sameJson(JSON.parse('{"toString": 1}'), {})).toBe(false)
})
