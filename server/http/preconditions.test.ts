import {describe, expect, test} from 'vitest'
import {holdsAlready, preconditionOf} from './preconditions.ts'

const write = (headers: Record<string, string>) => preconditionOf({headers})

describe('of a write', () => {
  test.each([
    ['nothing', {}, {}],
    ['any', {'if-match': '*'}, {}],
    ['one', {'if-match': '"3"'}, {ifRev: [3]}],
    ['a weakened one', {'if-match': 'W/"3"'}, {ifRev: [3]}],
    ['several', {'if-match': '"1", W/"9" ,"12"'}, {ifRev: [1, 9, 12]}],
    ['tags that are not ours', {'if-match': '"a,b", "01890a5d"'}, {ifRev: []}],
    ['empty elements', {'if-match': ', "1",, "2",'}, {ifRev: [1, 2]}],
    ['none at all', {'if-none-match': '*'}, {ifNotRev: 'any'}],
    ['none of these', {'if-none-match': 'W/"1", "2"'}, {ifNotRev: [1, 2]}],
    ['both', {'if-match': '"1"', 'if-none-match': '"2"'}, {ifRev: [1], ifNotRev: [2]}],
    ['dates', {'if-unmodified-since': 'Sat, 01 Jan 2000 00:00:00 GMT', 'if-modified-since': 'never'}, {}],
  ] as const)('%s', (_what, headers, condition) => {
    expect(write(headers)).toEqual(condition)
  })

  test.each(['', '3', '"3', 'W/3', '"1" "2"', '*, "1"', 'w/"1"', ','])('%j is refused for either header', text => {
    for (const name of ['if-match', 'if-none-match']) expect(() => write({[name]: text})).toThrow(expect.objectContaining({status: 400, code: 'invalid-header'}))
  })
})

describe('of a read', () => {
  test.each([['"1"', true], ['W/"1"', true], ['"7", "1"', true], ['*', true], ['"2"', false], ['1', false], ['"1', false]])('If-None-Match: %s', (text, held) => {
    expect(holdsAlready({headers: {'if-none-match': text}}, '"1"')).toBe(held)
  })

  test('If-Match that names another state is refused, and one that names this is passed', () => {
    expect(() => holdsAlready({headers: {'if-match': '"2"'}}, '"1"')).toThrow(expect.objectContaining({status: 412}))
    for (const text of ['"1"', '*', '"2", W/"1"']) expect(holdsAlready({headers: {'if-match': text}}, '"1"')).toBe(false)
  })
})
