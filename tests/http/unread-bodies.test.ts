/** What is refused is refused before its body is read, and the connection that carries the rest of it ends. */
import {connect} from 'node:net'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
let port = 0
let tokens: Record<'admin' | 'readonly', string>

beforeAll(async () => {
  app = await startApp({demo: true})
  port = Number(new URL(app.url).port)
  tokens = {admin: await app.tokenOf('admin'), readonly: await app.tokenOf('readonly')}
})
afterAll(() => app.close())

interface Sent {readonly method?: string; readonly path: string; readonly as?: 'admin' | 'readonly'; readonly headers?: string; readonly body?: Uint8Array | string}

/** All that comes back until the server ends the connection. */
function send({method = 'POST', path, as, headers = 'Content-Type: application/json\r\nContent-Length: 500000\r\n', body = ''}: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${as ? `Authorization: Bearer ${tokens[as]}\r\n` : ''}${headers}\r\n`)
      socket.write(body)
    })
    let answer = ''
    socket.setTimeout(30_000, () => socket.destroy(new Error(`the connection stayed, after ${answer.slice(0, 200)}`)))
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', error => (answer === '' ? reject(error) : socket.destroy()))
    socket.on('close', () => resolve(answer))
  })
}

const cases: readonly (readonly [what: string, status: number, sent: Sent])[] = [
  ['a stranger under /api', 401, {path: '/api/v1/records/contact'}],
  ['a stranger at an address of the API that is not there', 401, {path: '/api/v1/nowhere'}],
  ['a stranger at a page\'s actions', 401, {path: '/app/act'}],
  ['an address that is not there', 404, {path: '/nowhere'}],
  ['an address of the API that is not there', 404, {path: '/api/v1/nowhere', as: 'admin'}],
  ['a page', 405, {path: '/app/companies', as: 'admin'}],
  ['a method that is not there', 405, {method: 'PUT', path: '/api/v1/releases', as: 'admin'}],
  ['the health', 405, {path: '/healthz'}],
  ['a sign-in that is too large', 413, {path: '/api/v1/auth/login'}],
  ['a form to sign in that is too large', 413, {path: '/login', headers: 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500000\r\n'}],
  ['a form to set up that is too large', 413, {path: '/setup', headers: 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500000\r\n'}],
  ['a sign-out that is too large', 413, {path: '/logout'}],
  ['a record that is too large', 413, {path: '/api/v1/records/contact', as: 'admin', headers: 'Content-Type: application/json\r\nContent-Length: 1048577\r\n'}],
  ['a rollback that is too large', 413, {path: '/api/v1/releases/x/rollback', as: 'admin'}],
  ['a sign-in that is encoded', 415, {path: '/api/v1/auth/login', headers: 'Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n'}],
  ['a form that is encoded', 415, {path: '/login', headers: 'Content-Type: application/x-www-form-urlencoded\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n'}],
  ['another type', 415, {path: '/api/v1/records/contact', as: 'admin', headers: 'Content-Type: text/plain\r\nContent-Length: 100\r\n'}],
  ['another site', 403, {path: '/login', headers: 'Origin: https://evil.test\r\nContent-Type: application/json\r\nContent-Length: 100\r\n'}],
  ['an address that cannot be decoded', 400, {path: '/api/v1/records/%E0%A4%A', as: 'admin'}],
  ['a body where none is read', 200, {method: 'GET', path: '/healthz'}],
  ['a page with a body', 200, {method: 'GET', path: '/login'}],
  ['a body with DELETE', 404, {method: 'DELETE', path: '/api/v1/records/contact/none', as: 'admin'}],
]

describe('answered before its body has come, and closed:', () => {
  test.each(cases)('%s: %d', async (_what, status, sent) => {
    const answer = await send(sent)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/\r\nConnection: close\r\n/i)
  })

  test.each(cases.filter(([, , {method}]) => method !== 'GET'))('not asked for by 100 Continue: %s', async (_what, status, sent) => {
    expect(await send({...sent, headers: `${sent.headers ?? 'Content-Type: application/json\r\nContent-Length: 500000\r\n'}Expect: 100-continue\r\n`})).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})

test('a body that is wanted is asked for, read, and the connection stays', async () => {
  const body = JSON.stringify({email: 'nobody@demo.test', password: 'wrong'})
  const head = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`
  const answer = await send({path: '/api/v1/auth/login', headers: `Expect: 100-continue\r\n${head}`, body: `${body}GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`})
  expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 401 [^]*wrong-credentials[^]*HTTP\/1.1 200 OK/)
})

test('whoever sends all of a large body first still gets the answer', async () => {
  for (let round = 0; round < 5; round++) {
    expect(await send({path: '/nowhere', headers: 'Content-Type: application/json\r\nContent-Length: 3000000\r\n', body: Buffer.alloc(3_000_000, 32)})).toMatch(/^HTTP\/1.1 404 /)
  }
})

test('what follows on a connection that ends is not done', async () => {
  const before = app.store.seq()
  const record = JSON.stringify({last_name: 'Smuggled'})
  const second = `POST /api/v1/records/contact HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${tokens.admin}\r\nContent-Type: application/json\r\nContent-Length: ${record.length}\r\n\r\n${record}`
  const answer = await send({path: '/nowhere', headers: 'Content-Type: application/json\r\nContent-Length: 5000\r\n', body: ' '.repeat(5000) + second})
  expect(answer.match(/HTTP\/1.1 /g)).toHaveLength(1)
  expect(app.store.seq()).toBe(before)
})

describe('what a sign-in may be', () => {
  test('a kilobyte of gzip and a kilobyte too much are refused in words that name the limit', async () => {
    const stranger = app.as(null)
    expect(await stranger('POST', '/api/v1/auth/login', gzipSync('{}'), {'content-encoding': 'gzip'})).toMatchObject({status: 415, body: {detail: expect.stringContaining('no Content-Encoding')}})
    expect(await stranger('POST', '/api/v1/auth/login', {email: 'a@x.test', password: 'p'.repeat(2_100)})).toMatchObject({status: 413, body: {detail: expect.stringContaining('2048 bytes')}})
    expect(await stranger('POST', '/api/v1/auth/login', Object.fromEntries(Array.from({length: 30}, (_, n) => [`k${n}`, 1])))).toMatchObject({status: 413, body: {detail: expect.stringContaining('16 values')}})
    expect(await stranger('POST', '/login', 'a=1&'.repeat(30), {'content-type': 'application/x-www-form-urlencoded'})).toMatchObject({status: 413})
  })

  test('the longest password in any script is not too large, however it is written', async () => {
    for (const password of ['密'.repeat(256), '🔑'.repeat(128)]) {
      const escaped = `{"email":"nobody@demo.test","password":"${[...Array(256).keys()].map(n => `\\u${password.charCodeAt(n).toString(16).padStart(4, '0')}`).join('')}"}`
      expect((await app.as(null)('POST', '/api/v1/auth/login', escaped)).status).toBe(401)
      const form = new URLSearchParams({email: 'nobody2@demo.test', password, next: `/app/${'a'.repeat(1_900)}`}).toString()
      expect((await app.as(null)('POST', '/login', form, {'content-type': 'application/x-www-form-urlencoded'})).status).toBe(401)
    }
  })
})
