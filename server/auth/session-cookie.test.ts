import {expect, test} from 'vitest'
import {clearedCookie, sessionCookie, tokenInCookie} from './session-cookie.ts'

test('is out of reach of scripts and other sites, and of plain HTTP where there is HTTPS', () => {
  expect(sessionCookie('t', false)).toBe('espalier_session=t; Path=/; HttpOnly; SameSite=Lax')
  expect(sessionCookie('t', true)).toBe('espalier_session=t; Path=/; HttpOnly; SameSite=Lax; Secure')
  expect(clearedCookie(true)).toContain('Max-Age=0')
})

test.each([
  [undefined, undefined],
  ['', undefined],
  ['espalier_session=abc', 'abc'],
  ['a=1; espalier_session=abc; b=2', 'abc'],
  ['xespalier_session=no; espalier_session=abc', 'abc'],
  ['espalier_session=first; espalier_session=second', 'first'],
  ['theme=espalier_session=no', undefined],
  ['espalier_session', undefined],
])('finds the token in %j', (header, token) => {
  expect(tokenInCookie(header)).toBe(token)
})
