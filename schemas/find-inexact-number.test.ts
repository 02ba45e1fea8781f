import {expect, test} from 'vitest'
import {findInexactNumber} from './find-inexact-number.ts'

test.each([
  ['1e400', '', '1e400'],
  ['{"a":1e400}', '/a', '1e400'],
  ['{"a":1,"b":{"c":[0,{"d":9007199254740993}]}}', '/b/c/1/d', '9007199254740993'],
  ['[[],[1,2],{"x":[]},\n-1e-400 ]', '/3', '-1e-400'],
  [String.raw`{"a\"b\\":"]}","k/~\u0041" : 1e400}`, '/k~1~0A', '1e400'],
  ['{"a":{},"b":[[],[12345678901234567890]]}', '/b/1/0', '12345678901234567890'],
  ['[9007199254740992,0.1,1e21,9007199254740993]', '/3', '9007199254740993'],
  ['{"a":1e400,"a":1}', '/a', '1e400'],
])('%s', (json, pointer, text) => {
  expect(() => void JSON.parse(json)).not.toThrow()
  expect(findInexactNumber(json)).toEqual({pointer, text})
})

test.each(['0', '"9007199254740993"', '{"1e400":"12345678901234567890"}', String.raw`["\\",1,"\\\"1e400"]`, '[0.10000000000000001,1e308,-0,5e-324]', '{"id":"0190a1b2c3d4e5f60190a1b2c3d4e5f6"}', 'true'])('nothing is wrong with %s', json => {
  expect(findInexactNumber(json)).toBeUndefined()
})

test('what it says of any JSON is whether JSON.parse changes a number in it', () => {
  const texts = ['9007199254740993', '1e400', '1e-400', '1.5', '-0', '1e21', '"1e400"', '{}', '[]', '[9007199254740993]', '{"a\\"":[1,{"b":1e400}]}']
  for (const a of texts) for (const b of texts) {
    const json = `{"x":${a},"y":[${b},{"z":${a}}]}`
    const wrong = /(?<!")(9007199254740993|1e-?400)/.test(json)
    expect(findInexactNumber(json) !== undefined, json).toBe(wrong)
  }
})
