import {expect, test} from 'vitest'
import {findJsonError} from './find-json-error.ts'

test.each([
  ['', 0], ['{', 1], ['{"a":1', 6], ['{"a":1,}', 7], ['{"a" 1}', 5], ['[1,]', 3], ['[1 2]', 3], ['tru', 3], ['trux', 3], ['{"a":tru}', 8], ['nul', 3],
  ['abc', 0], ['{a:1}', 1], ["{'a':1}", 1], ['"a\nb"', 2], ['"a\\x"', 3], ['"\\u12g4"', 5], ['01', 1], ['1.', 2], ['-', 1], ['1e', 2], ['{} x', 3], ['[}', 1], ['{"a":[1,{"b":}]}', 13], ['+1', 0], ['"abc', 4],
])('%j goes wrong at %d', (text, at) => {
  expect(() => JSON.parse(text)).toThrow()
  expect(findJsonError(text)).toBe(at)
})

test('agrees with JSON.parse about where mended texts end', () => {
  for (const value of [null, 1.5e-7, 'a"\\/\n\u2028é', [[], {}, [1, [2, {a: [true, false, null]}]]], {'': {'k"': -0.5}}]) {
    for (const indent of [0, 2]) {
      const text = JSON.stringify(value, null, indent)
      expect(findJsonError(`${text} `)).toBe(text.length + 1)
      for (let cut = 1; cut < text.length; cut++) {
        const part = text.slice(0, cut)
        if (!isJson(part)) expect(findJsonError(part)).toBe(cut)
      }
    }
  }
})

test('looks no deeper than a thousand levels', () => {
  expect(findJsonError('['.repeat(1 << 20))).toBe(1000)
  expect(findJsonError(`"${'a'.repeat(1 << 20)}`)).toBe((1 << 20) + 1)
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
