import express, {type Request} from 'express'
import {expect, test} from 'vitest'
import {addressOf} from './address-of.ts'

const app = express()
app.set('trust proxy', ['loopback', '10.0.0.0/8'])
const from = (remoteAddress: string, forwarded?: string) =>
  addressOf({app, socket: {remoteAddress}, headers: {...(forwarded !== undefined && {'x-forwarded-for': forwarded})}} as unknown as Request)

test.each([
  ['nothing said', undefined, '127.0.0.1'],
  ['an address', '203.0.113.7', '203.0.113.7'],
  ['with its port', '203.0.113.7:51544', '203.0.113.7'],
  ['of six', '2001:db8::7', '2001:db8::7'],
  ['in brackets', '[2001:db8::7]', '2001:db8::7'],
  ['in brackets with its port', '[2001:db8::7]:51544', '2001:db8::7'],
  ['the last that nobody of ours wrote', '1.2.3.4, 203.0.113.7:80, 10.1.2.3:8080 ,127.0.0.1', '203.0.113.7'],
  ['what a client made up before it', 'evil, 203.0.113.7', '203.0.113.7'],
  ['no address at all', 'unknown', '127.0.0.1'],
  ['no address behind one of ours', 'unknown, 10.1.2.3', '10.1.2.3'],
  ['an obfuscated one', '203.0.113.7, _hidden:80', '127.0.0.1'],
  ['empty elements', ' , ', '127.0.0.1'],
])('through a proxy that we trust: %s', (_what, forwarded, address) => {
  expect(from('127.0.0.1', forwarded)).toBe(address)
})

test('from anybody else nothing is believed', () => {
  expect(from('198.51.100.1', '203.0.113.7')).toBe('198.51.100.1')
})

test('a proxy that came over a socket of both kinds is the same one', () => {
  expect(from('::ffff:127.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
})
