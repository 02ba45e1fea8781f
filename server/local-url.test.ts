import {expect, test} from 'vitest'
import {localUrl} from './local-url.ts'

test.each([
  ['127.0.0.1', 'http://localhost:3000'], ['localhost', 'http://localhost:3000'], ['0.0.0.0', 'http://localhost:3000'], ['::', 'http://localhost:3000'],
  ['127.0.0.2', 'http://127.0.0.2:3000'], ['192.168.1.5', 'http://192.168.1.5:3000'], ['::1', 'http://[::1]:3000'], ['crm.lan', 'http://crm.lan:3000'],
])('what listens on %s is reached at %s', (host, url) => {
  expect(localUrl(host, 3000)).toBe(url)
})
