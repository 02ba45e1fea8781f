import type {IncomingMessage} from 'node:http'
import {describe, expect, test} from 'vitest'
import {queryReader} from './query.ts'

const read = queryReader({
  limit: {type: 'integer', minimum: 1, maximum: 200, default: 50, description: 'How many.'},
  filter: {type: 'string', maxLength: 20, description: 'Which.'},
  sort: {type: 'array', description: 'In which order.'},
  state: {enum: ['live', 'all'], description: 'Where.'},
})
const asked = (url: string) => read({url} as IncomingMessage)

test('gives what was asked, decoded and in its type; defaults for the rest', () => {
  expect(asked('/x')).toEqual({limit: 50})
  expect(asked('/x?')).toEqual({limit: 50})
  expect(asked('/x?limit=5&filter=record.a%20%3D%3D%20%22b%26c%22')).toEqual({limit: 5, filter: 'record.a == "b&c"'})
  expect(asked('/x?sort=%20a,%20,b,&state=all')).toEqual({limit: 50, sort: ['a', 'b'], state: 'all'})
  expect(asked('/x?sort=a,b&sort=c')).toEqual({limit: 50, sort: ['a', 'b', 'c']})
})

describe('refuses, pointing at the name', () => {
  test.each([
    ['/x?limt=5', '?limt', 'did you mean "limit"?'], ['/x?limit=1&limit=2', '?limit', 'more than once'], ['/x?__proto__=1', '?__proto__', 'unknown'], ['/x?constructor=1', '?constructor', 'unknown'],
    ['/x?LIMIT=1', '?LIMIT', 'did you mean "limit"?'], ['/x?state=ALL', '?state', 'expected live, all, got "ALL"'], [`/x?filter=${'a'.repeat(21)}`, '?filter', 'expected at most 20 characters, got 21'],
    ['/x?state=', '?state', 'expected live, all, got ""'],
  ])('%s', (url, pointer, message) => {
    expect(() => asked(url)).toThrow(expect.objectContaining({status: 400, errors: [expect.objectContaining({pointer, message: expect.stringContaining(message)})]}))
  })
  test.each(['0', '201', '1.5', '1e2', '-1', '', ' 5', '0x10', '999999999999999999'])('a limit of %j', text => {
    expect(() => asked(`/x?limit=${encodeURIComponent(text)}`)).toThrow('expected a whole number from 1 to 200')
  })
})

test('what is needed is asked for, also where it is empty', () => {
  const needs = queryReader({q: {type: 'string', required: true, description: 'The words; each must match.'}})
  for (const url of ['/x', '/x?', '/x?q=', '/x?q=%20']) expect(() => needs({url} as IncomingMessage)).toThrow('"q" is needed')
  expect(needs({url: '/x?q=a'} as IncomingMessage)).toEqual({q: 'a'})
})

test('an address that takes nothing says so, and one of a page takes all', () => {
  expect(() => queryReader()({url: '/x?a=1'} as IncomingMessage)).toThrow('this address takes none')
  expect(queryReader('any')({url: '/x?a=1'} as IncomingMessage)).toEqual({})
})
