import type {IncomingMessage} from 'node:http'
import {describe, expect, test} from 'vitest'
import {InvalidInput} from '../errors.ts'
import {listOf, oneOf, queryOf, wholeNumber} from './query.ts'

const asked = (url: string) => queryOf({url} as IncomingMessage, ['limit', 'filter', 'sort'])

test('gives the known names, decoded', () => {
  expect(asked('/x')).toEqual({})
  expect(asked('/x?')).toEqual({})
  expect(asked('/x?limit=5&filter=record.a%20%3D%3D%20%22b%26c%22')).toEqual({limit: '5', filter: 'record.a == "b&c"'})
})

describe('refuses, pointing at the name', () => {
  test.each([['/x?limt=5', '?limt', 'did you mean "limit"?'], ['/x?limit=1&limit=2', '?limit', 'more than once'], ['/x?__proto__=1', '?__proto__', 'unknown'], ['/x?constructor=1', '?constructor', 'unknown'], ['/x?LIMIT=1', '?LIMIT', 'did you mean "limit"?']])('%s', (url, pointer, message) => {
    expect(() => asked(url)).toThrow(expect.objectContaining({status: 400, errors: [{pointer, message: expect.stringContaining(message)}]}))
  })
})

test('numbers, words and lists say what they expect', () => {
  expect(wholeNumber('limit', '20', 1, 200)).toBe(20)
  expect(wholeNumber('limit', undefined, 1, 200)).toBeUndefined()
  for (const text of ['0', '201', '1.5', '1e2', '-1', '', ' 5', '0x10', '999999999999999999']) expect(() => wholeNumber('limit', text, 1, 200)).toThrow(InvalidInput)
  expect(oneOf('state', 'all', ['live', 'all'])).toBe('all')
  expect(() => oneOf('state', 'ALL', ['live', 'all'])).toThrow('expected live, all, got "ALL"')
  expect(listOf(' a, ,b,')).toEqual(['a', 'b'])
})
