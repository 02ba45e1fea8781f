import {describe, expect, test} from 'vitest'
import {Problem} from '../errors.ts'
import {parseJson} from './parse-json.ts'

test('gives the value', () => {
  expect(parseJson('{"a":[1,"Ådne"]}')).toEqual({a: [1, 'Ådne']})
})

test('as many values as are allowed, and no more', () => {
  expect(parseJson('[1,{"a":2}]', 3)).toEqual([1, {a: 2}])
  expect(() => parseJson('[1,{"a":2}]', 2)).toThrow(expect.objectContaining({status: 413, message: expect.stringContaining('more than 2 values')}))
})

test('as many different names as are allowed, each as often as one likes, and no more', () => {
  const items = (names: number) => JSON.stringify(Array.from({length: 5_000}, (_, n) => ({[`k${n % names}`]: n})))
  expect(parseJson(items(2_500))).toHaveLength(5_000)
  expect(() => parseJson(items(2_501))).toThrow(expect.objectContaining({status: 413, message: expect.stringContaining('more than 2500 different names')}))
})

describe('what cannot be used', () => {
  test.each([
    ['a cut word', '{"a":1,\n  "b": tru}', 'malformed-json', 'line 2, column 11'],
    ['nothing', '', 'malformed-json', 'line 1, column 1'],
    ['__proto__', '{"a":{"__proto__":{}}}', 'hostile-key', '"__proto__"'],
    ['__proto__ in disguise', '[{"\\u005f_proto__":1}]', 'hostile-key', '"__proto__"'],
    ['constructor', '{"x":[{"constructor":1}]}', 'hostile-key', '"constructor"'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'too-deep', '64 levels'],
    ['half a million levels', '['.repeat(500_000) + ']'.repeat(500_000), 'too-deep', '64 levels'],
  ])('%s is refused', (_what, text, code, message) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({status: 400, code, message: expect.stringContaining(message)}))
  })

  test('a hostile key is pointed at', () => {
    expect(() => parseJson('{"a/b":[{"x":{"prototype":1}}]}')).toThrow(expect.objectContaining({errors: [expect.objectContaining({pointer: '/a~1b/0/x/prototype'})]}))
  })

  test('a broken megabyte is refused within the time that a request may take', () => {
    for (const text of [`[${'\n'.repeat(1 << 20)}`, `{"a":"${'x'.repeat(1 << 20)}`, '['.repeat(1 << 20), `[${'1,'.repeat(1 << 19)}x`, `${'[],'.repeat(300_000)}`]) {
      const before = process.cpuUsage()
      expect(() => parseJson(text)).toThrow(Problem)
      const {user, system} = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(250)
    }
  })
})
