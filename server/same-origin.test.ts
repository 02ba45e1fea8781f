import {describe, expect, test} from 'vitest'
import {isSameOrigin, originOf} from './same-origin.ts'

const crm = new URL('https://crm.example.com')

describe('the browser\'s own word counts first', () => {
  test.each([
    ['same-origin', 'null', true], ['same-origin', undefined, true], ['same-origin', 'https://crm.example.com', true],
    ['same-site', 'https://crm.example.com', false], ['cross-site', 'null', false], ['cross-site', undefined, false],
  ])('%s with the origin %s: %s', (site, origin, expected) => {
    for (const publicUrl of [undefined, crm]) expect(isSameOrigin({'sec-fetch-site': site, host: '127.0.0.1:3000', ...(origin !== undefined && {origin})}, publicUrl)).toBe(expected)
  })
})

describe('else the origin has to be the address asked', () => {
  test.each([
    ['http://localhost:3000', 'localhost:3000', true], ['http://localhost:3000', 'LOCALHOST:3000', true], ['http://localhost:3000', 'localhost:3001', false],
    ['https://crm.lan', 'crm.lan:443', true], ['http://crm.lan', 'crm.lan:80', true], ['https://crm.lan', 'crm.lan', true], ['https://crm.lan', 'crm.lan:80', false],
    ['http://[::1]:3000', '[::1]:3000', true], ['http://crm.lan.evil.test', 'crm.lan', false], ['null', 'null', false], ['null', undefined, false],
    ['http://crm.lan', undefined, false], ['http://crm.lan', 'evil@crm.lan', false], ['http://crm.lan', 'crm.lan/', false], ['chrome-extension://crm', 'crm', false], ['file://', '', false],
  ])('%s to %s: %s', (origin, host, expected) => {
    expect(isSameOrigin({origin, ...(host !== undefined && {host})}, undefined)).toBe(expected)
  })
})

test('where a public address is set, it is the only one', () => {
  expect(isSameOrigin({origin: 'https://crm.example.com', host: '127.0.0.1:3000'}, crm)).toBe(true)
  expect(isSameOrigin({origin: 'https://crm.example.com', host: 'crm.example.com:443'}, new URL('https://crm.example.com:443'))).toBe(true)
  expect(isSameOrigin({origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000'}, crm)).toBe(false)
  expect(isSameOrigin({origin: 'http://crm.example.com', host: 'crm.example.com'}, crm)).toBe(false)
})

test('nothing is said by what carries neither header', () => {
  expect(isSameOrigin({host: 'localhost:3000'}, undefined)).toBeUndefined()
  expect(isSameOrigin({host: 'localhost:3000', 'sec-fetch-site': 'none'}, crm)).toBeUndefined()
})

test('a host stands at an origin without its default port', () => {
  expect([originOf('https:', 'Crm.Example.com:443'), originOf('http:', '[::1]:80'), originOf('http:', 'a:443'), originOf('http:', 'a b'), originOf('http:', undefined)])
    .toEqual(['https://crm.example.com', 'http://[::1]', 'http://a:443', undefined, undefined])
})
