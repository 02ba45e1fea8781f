import {expect, test} from 'vitest'
import {scanJson} from './scan-json.ts'

const scan = (text: string, maxValues: number, maxDepth = 64, maxNames = 99) => scanJson(text, {maxValues, maxDepth, maxNames})

test.each([
  ['1', 0], ['[]', 0], ['{ }', 0], ['[1]', 1], ['[ 1 , 2 ]', 2], ['{"a":1,"b":[2,3]}', 4], ['[[],[],{}]', 3], ['[[[]]]', 2], ['["a,b,c"]', 1], ['["\\",,,\\\\"]', 1], ['{"[{,":"]}"}', 1],
])('%s holds %d values', (text, count) => {
  expect(scan(text, count)).toBeUndefined()
  if (count > 0) expect(scan(text, count - 1)).toBe('values')
})

test('depth is that of the brackets outside of texts', () => {
  expect(scan('[[["[[[["]]]', 9, 3)).toBeUndefined()
  expect(scan('[[["[[[["]]]', 9, 2)).toBe('depth')
})

test.each([
  ['{}', 0], ['["a","b"]', 0], ['{"a":"b"}', 1], ['{"a" : {"b":1}}', 2], ['[{"a":1},{"a":2},{"a":3}]', 1], ['[{"a":1},{"a":2},{"b":3}]', 2], ['{"a":"b:c","\\\\":1}', 2], ['{"\\"":1,"a":1,"a":1}', 2],
])('%s holds %d different names', (text, count) => {
  expect(scan(text, 99, 64, count)).toBeUndefined()
  if (count > 0) expect(scan(text, 99, 64, count - 1)).toBe('names')
})

test('what is no JSON ends all the same', () => {
  for (const text of ['', '"', '"\\', '[', ']]]', '{"a', ',,,', ':::', '{"a":', ':"']) expect(scan(text, 3)).toBeUndefined()
})
