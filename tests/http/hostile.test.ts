import {connect} from 'node:net'
import {gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
let port = 0

beforeAll(async () => {
  app = await startApp()
  port = Number(new URL(app.url).port)
})
afterAll(() => app.close())

/** 200 MB in 200 kB, made before there are connections: while it is made nothing else runs here, and those that idle would end. */
const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32), {level: 9})

/** Sends bytes as they are: no client tidies the path or the headers. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setTimeout(30_000, () => socket.destroy())
    socket.on('data', chunk => {
      answer += chunk.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}
const get = async (path: string, headers = '') => raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers}\r\n`)
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)

describe('an address is matched, never interpreted: a stranger gets nothing at', () => {
  test.each([
    '//api/v1/records/contact', '/api//v1/records/contact', '/api/v1/records//contact', '/API/v1/records/contact', '/api/v1/RECORDS/contact', '/api/v1/records/contact/', '/./api/v1/records/contact', '/x/../api/v1/records/contact',
    '/%61pi/v1/records/contact', '/api%2fv1/records/contact', '/api/v1/records/%2e%2e/contact', '/api/v1/auth/login/../../records/contact', '/api/v1/auth/login%2f..%2f..%2frecords/contact', '/healthz/../api/v1/records/contact', '/assets/../api/v1/records/contact',
    '/api/v1/records/contact?x=/api/v1/auth/login', '/api/v1/records/contact;/healthz', '/api/v1/records/contact%00', '/api/v1/records/contact#/healthz', 'http://127.0.0.1/api/v1/records/contact', '/api/v1/records/contact%3Flimit=1',
  ])('%s', async path => {
    const answer = await get(path)
    expect([400, 401, 404]).toContain(statusOf(answer))
    expect(answer).not.toContain('"items"')
  })

  test.each(['/assets/../package.json', '/assets/%2e%2e/package.json', '/assets/..%2fpackage.json', '/assets//etc/passwd', '/assets/....//x.js', '/assets/.env', '/assets/', '/assets', '/assets/a.js%00.css', '/assets/\\..\\x.js'])('%s', async path => {
    expect([400, 404]).toContain(statusOf(await get(path)))
  })

  test('a malformed escape is said, not thrown', async () => {
    const answer = await get('/api/v1/records/%E0%A4%A', `Authorization: Bearer ${await app.tokenOf('admin')}\r\n`)
    expect(statusOf(answer)).toBe(400)
    expect(answer).toContain('malformed-url')
  })
})

test.each(['X-HTTP-Method-Override: DELETE', 'X-Method-Override: DELETE', 'X-HTTP-Method: DELETE', 'X-Original-URL: /healthz', 'X-Rewrite-URL: /healthz', 'X-Forwarded-Host: evil.test', 'X-Forwarded-Prefix: /x'])('%s is not listened to', async header => {
  const {body} = await app.as('admin')('POST', '/api/v1/records/contact', {last_name: 'Still here'})
  const id = String(body['id'])
  const answer = await get(`/api/v1/records/contact/${id}`, `${header}\r\nAuthorization: Bearer ${await app.tokenOf('admin')}\r\n`)
  expect(statusOf(answer)).toBe(200)
  expect(answer).toContain('Still here')
  expect((await app.store.get('contact', id))?.state).toBe('live')
  expect(statusOf(await get(`/api/v1/records/contact/${id}`, `${header}\r\n`))).toBe(401)
})

test('a method in the query or the body is only a parameter that is not known', async () => {
  const admin = app.as('admin')
  const id = String((await admin('POST', '/api/v1/records/contact', {last_name: 'X'})).body['id'])
  expect((await admin('POST', `/api/v1/records/contact/${id}/restore?_method=DELETE`)).status).toBe(400)
  expect((await admin('PATCH', `/api/v1/records/contact/${id}`, {_method: 'DELETE'})).status).toBe(400)
})

describe('what is no HTTP', () => {
  test.each([
    ['noise', 'hello\r\n\r\n', 400], ['a header without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde', 400],
    ['a length and chunks', 'POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ])('%s is refused', async (_what, text, status) => {
    expect(statusOf(await raw(text))).toBe(status)
    expect((await app.as(null)('GET', '/healthz')).status).toBe(200)
  })
})

test('a bomb is refused at its first megabyte, and the connection ends', async () => {
  const before = process.memoryUsage().rss
  const answer = await app.as('admin')('POST', '/api/v1/records/contact', bomb, {'content-encoding': 'gzip'})
  expect(answer.status).toBe(413)
  expect(answer.headers.get('connection')).toBe('close')
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
})

test('a stranger\'s body is not read at all', async () => {
  const answer = await app.as(null)('POST', '/api/v1/records/contact', bomb, {'content-encoding': 'gzip'})
  expect(answer.status).toBe(401)
})

test('prototypes stay as they are, whatever is sent where', async () => {
  const admin = app.as('admin')
  const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
  const id = String((await admin('POST', '/api/v1/records/contact', {last_name: 'X'})).body['id'])
  for (const [method, path, headers] of [
    ['POST', '/api/v1/records/contact', {}], ['PUT', `/api/v1/records/contact/${id}`, {}], ['PATCH', `/api/v1/records/contact/${id}`, {'content-type': 'application/merge-patch+json'}],
    ['PUT', '/api/v1/schemas/thing', {}], ['POST', '/api/v1/releases', {}], ['POST', '/api/v1/auth/login', {authorization: ''}], ['POST', '/api/v1/auth/logout', {}], ['POST', '/app/act', {}],
  ] as const) expect([path, (await admin(method, path, hostile, headers)).status]).toEqual([path, 400])
  await app.as(null)('POST', '/login', '__proto__=x&constructor=y&email=a@x.test&password=b', {'content-type': 'application/x-www-form-urlencoded'})
  expect(({} as {polluted?: number}).polluted).toBeUndefined()
})

test('a body cannot name a file of ours', async () => {
  const answer = await app.as('admin')('POST', '/api/v1/records/contact', {last_name: 'X', files: {doc: {filepath: '/etc/passwd'}}})
  expect(answer).toMatchObject({status: 400, body: {errors: [{pointer: '/files'}]}})
})

test('every answer carries what keeps a browser safe', async () => {
  for (const [path, accept] of [['/login', 'text/html'], ['/nowhere', 'text/html'], ['/api/v1/records/contact', 'application/json'], ['/healthz', '*/*'], ['/openapi.json', '*/*'], ['/assets/none.js', '*/*'], ['/favicon.svg', '*/*']] as const) {
    const {headers} = await app.as('admin')('GET', path, undefined, {accept})
    expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([path, 'nosniff', 'same-origin'])
    if (headers.get('content-type')?.startsWith('text/html')) expect([path, headers.get('cross-origin-opener-policy')]).toEqual([path, 'same-origin'])
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*|http:/)
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-request-id')).toBeTruthy()
    if (path !== '/favicon.svg') expect([path, headers.get('cache-control')]).toEqual([path, 'private, no-store'])
  }
})

test('a nonce is used once', async () => {
  const nonces = await Promise.all(Array.from({length: 5}, async () => /nonce-([^']+)/.exec((await app.as(null)('GET', '/login')).headers.get('content-security-policy')!)![1]))
  expect(new Set(nonces).size).toBe(5)
})

test('our own mistake is a plain answer, and the log names the request without line breaks', async () => {
  const broken = await startApp({config: {}})
  try {
    await broken.tokenOf('admin')
    broken.store.getMany = () => Promise.reject(new Error('secret detail\nof /etc/secret'))
    const id = String((await broken.as('admin')('POST', '/api/v1/records/company', {name: 'X'})).body['id'])
    await broken.as('admin')('POST', '/api/v1/records/contact', {last_name: 'Y', company_id: id})
    const answer = await broken.as('admin')('GET', '/api/v1/records/contact?expand=company_id')
    expect(answer).toMatchObject({status: 500, body: {code: 'internal-error'}})
    expect(answer.text).not.toContain('secret')
    const line = broken.logged.find(one => one.includes(String(answer.body['request_id'])))!
    expect(line).toContain('secret detail\\nof /etc/secret')
    expect(line.trim()).not.toContain('\n')
  } finally {
    await broken.close()
  }
})

test('people who are lost get a page, programs get JSON, and neither is told what is there', async () => {
  const page = await app.as('agent')('GET', '/nowhere', undefined, {accept: 'text/html'})
  expect(page.status).toBe(404)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.text).toContain('Not found')
  expect((await app.as('agent')('GET', '/api/v1/nowhere', undefined, {accept: 'text/html'})).headers.get('content-type')).toBe('application/problem+json')
  const reflected = await get('/%3Cscript%3Ealert(1)%3C/script%3E', 'Accept: text/html\r\n')
  expect(reflected).not.toContain('<script>')
})

test.each<[string, string, object]>([
  ['POST', '/api/v1/commit', {[long()]: 1}],
  ['POST', '/api/v1/commit', {changes: [{op: 'create', schema: long(), data: {}}]}],
  ['POST', '/api/v1/commit', {mode: 'each', changes: [{op: 'archive', schema: 'company', id: long()}]}],
  ['POST', '/api/v1/commit', {changes: [{op: 'create', schema: 'company', data: {[long()]: 1}}]}],
  ['POST', '/api/v1/records/company', {[long()]: 1}],
  ['POST', '/api/v1/records/company', {name: long()}],
  ['PUT', '/api/v1/schemas/thing', {title: 'Thing', type: 'object', properties: {[long()]: {type: 'string'}}}],
  ['POST', '/app/act', {node: 'a', event: 'b', path: long()}],
])('what is refused is not sent back at its length: %s %s', async (method, path, body) => {
  const {status, text} = await app.as('admin')(method, path, body)
  expect([status >= 400 && status < 500, text.length < 20_000]).toEqual([true, true])
})

function long(): string {
  return 'k'.repeat(900_000)
}
