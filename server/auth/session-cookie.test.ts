import {expect, test} from 'vitest'
import {createSessionCookie} from './session-cookie.ts'

const plain = createSessionCookie({instance: 'a1', secure: false})
const secure = createSessionCookie({instance: 'a1', secure: true})

test('is out of reach of scripts and other sites, and of plain HTTP and sibling domains where there is HTTPS', () => {
  expect(plain.holding('t')).toBe('espalier_session_a1=t; Path=/; HttpOnly; SameSite=Lax')
  expect(secure.holding('t')).toBe('__Host-espalier_session_a1=t; Path=/; HttpOnly; SameSite=Lax; Secure')
  expect(secure.cleared()[0]).toBe('__Host-espalier_session_a1=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0')
})

test.each([
  [undefined, undefined],
  ['', undefined],
  ['espalier_session_a1=abc', 'abc'],
  ['a=1; espalier_session_a1=abc; b=2', 'abc'],
  ['xespalier_session_a1=no; espalier_session_a1=abc', 'abc'],
  ['espalier_session_a1=first; espalier_session_a1=second', 'first'],
  ['espalier_session_b2=another', undefined],
  ['espalier_session=old', 'old'],
  ['espalier_session=old; espalier_session_a1=abc', 'abc'],
  ['theme=espalier_session_a1=no', undefined],
  ['espalier_session_a1', undefined],
])('finds the token in %j', (header, token) => {
  expect(plain.tokenIn(header)).toBe(token)
})

test('taken away it leaves no older one behind that would count again', () => {
  expect(plain.cleared().map(text => text.split('=')[0])).toEqual(['espalier_session_a1', 'espalier_session'])
})

test('where there is HTTPS, one that came without it is nobody\'s', () => {
  expect(secure.tokenIn('espalier_session_a1=abc')).toBeUndefined()
  expect(secure.tokenIn('__Host-espalier_session_a1=abc')).toBe('abc')
})
