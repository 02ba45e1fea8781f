/** The built server beside a real disk that becomes full, and has room again: without a restart. Skipped where a disk cannot be mounted (it takes root). */
import {spawn} from 'node:child_process'
import {closeSync, openSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {copyDemo} from '../demo-data.ts'
import {canMount, mountSmallDisk, type SmallDisk} from './small-disk.ts'

let disk: SmallDisk
let server: BuiltServer

beforeEach(async context => {
  if (!canMount) return context.skip()
  disk = mountSmallDisk(64)!
  await copyDemo(`${disk.folder}/data`)
  server = await startBuilt({dataFolder: `${disk.folder}/data`})
})
afterEach(async () => {
  if (!canMount) return
  await server?.close()
  disk?.unmount()
})

interface Call {readonly cookie?: string; readonly token?: string; readonly body?: unknown; readonly form?: Readonly<Record<string, string>>; readonly accept?: string}

async function call(method: string, path: string, {cookie, token, body, form, accept = 'application/json'}: Call = {}): Promise<{readonly status: number; readonly text: string; readonly headers: Headers}> {
  const response = await fetch(server.url + path, {
    method, redirect: 'manual',
    headers: {accept, ...(cookie && {cookie}), ...(token && {authorization: `Bearer ${token}`}), ...(body !== undefined && {'content-type': 'application/json'})},
    ...(body !== undefined && {body: JSON.stringify(body)}), ...(form && {body: new URLSearchParams(form)}),
  })
  return {status: response.status, text: await response.text(), headers: response.headers}
}

/** By the form, as people do; the cookie. */
async function signIn(email: string): Promise<string> {
  const {status, headers} = await call('POST', '/login', {form: {email, password: 'espalier', next: '/app'}, accept: 'text/html'})
  expect([status, headers.get('location')]).toEqual([303, '/app'])
  return headers.get('set-cookie')!.split(';')[0]!
}

async function bearer(email: string): Promise<string> {
  const {status, text} = await call('POST', '/api/v1/auth/login', {body: {email, password: 'espalier'}})
  expect([status, text]).toEqual([200, expect.any(String)])
  return (JSON.parse(text) as {readonly token: string}).token
}

const create = (by: string, name: string) => call('POST', '/api/v1/records/company', {token: by, body: {name}})
const ready = async (): Promise<readonly [number, unknown]> => {
  const {status, text} = await call('GET', '/readyz')
  return [status, JSON.parse(text)]
}

/** No room for anything, also not within files that are there. */
async function fillUp(by: string): Promise<void> {
  disk.fill()
  for (let n = 0; (await create(by, `Filler ${n} ${'x'.repeat(100)}`)).status === 201; n += 1) expect(n).toBeLessThan(2_000)
}

test('people sign in, read and sign out beside a full disk; a write is refused in words; with room again it goes through, without a restart', async () => {
  const admin = await bearer('admin@demo.test')
  const leaving = await signIn('agent@demo.test')
  await fillUp(admin)

  const agent = await signIn('agent@demo.test')
  const page = await call('GET', '/app/companies', {cookie: agent, accept: 'text/html'})
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('ui-data-grid')])
  const manager = await bearer('manager@demo.test')
  expect((await call('GET', '/api/v1/records/company?limit=5', {token: manager})).status).toBe(200)

  const refused = await create(manager, 'No room for me')
  expect([refused.status, JSON.parse(refused.text)]).toEqual([507, expect.objectContaining({code: 'storage-full', detail: expect.stringMatching(/^Nothing was saved: the disk of the server is full\. Reading goes on/)})])

  expect((await call('POST', '/logout', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
  expect((await call('GET', '/app/companies', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
  expect((await call('GET', '/app/companies', {cookie: agent, accept: 'text/html'})).status).toBe(200)

  disk.free()
  await expect.poll(async () => (await create(manager, 'Room for me')).status).toBe(201)
  expect((await call('GET', '/app/companies', {cookie: agent, accept: 'text/html'})).status).toBe(200)
})

test('someone who signed out beside a full disk is out after kill -9 too, and an admin can shut someone out', async () => {
  const admin = await bearer('admin@demo.test')
  const [leaving, shutOut] = [await signIn('agent@demo.test'), await signIn('readonly@demo.test')]
  const {text} = await call('GET', '/api/v1/records/user?limit=50', {token: admin})
  const readonly = (JSON.parse(text) as {items: {id: string; data: {email: string}}[]}).items.find(({data}) => data.email === 'readonly@demo.test')!
  await fillUp(admin)
  expect((await call('POST', '/logout', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
  const response = await fetch(`${server.url}/api/v1/records/user/${readonly.id}`, {method: 'PATCH', headers: {authorization: `Bearer ${admin}`, 'content-type': 'application/merge-patch+json'}, body: '{"disabled":true}'})
  expect(response.status).toBe(200)
  expect((await call('GET', '/app/companies', {cookie: shutOut, accept: 'text/html'})).status).toBe(303)

  await server.kill()
  disk.free()
  server = await startBuilt({dataFolder: `${disk.folder}/data`})
  for (const cookie of [leaving, shutOut]) expect((await call('GET', '/app/companies', {cookie, accept: 'text/html'})).status).toBe(303)
})

test('a disk of which others take every byte, also those that were held in reserve: people still sign in and out, and are in when there is room again', async () => {
  const admin = await bearer('admin@demo.test')
  await fillUp(admin)
  for (let n = 0; n < 40; n += 1) {
    await call('POST', '/logout', {cookie: await signIn('agent@demo.test'), accept: 'text/html'})
    disk.fill()
  }
  const agent = await signIn('agent@demo.test')
  const leaving = await signIn('manager@demo.test')
  expect((await call('GET', '/app/companies', {cookie: agent, accept: 'text/html'})).status).toBe(200)
  expect((await call('POST', '/logout', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
  expect((await call('GET', '/app/companies', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
  expect((await create(admin, 'Nope')).status).toBe(507)

  disk.free()
  await expect.poll(async () => (await create(admin, 'Again')).status).toBe(201)
  await new Promise(resolve => setTimeout(resolve, 3_000))
  await server.kill()
  server = await startBuilt({dataFolder: `${disk.folder}/data`})
  expect((await call('GET', '/app/companies', {cookie: agent, accept: 'text/html'})).status).toBe(200)
  expect((await call('GET', '/app/companies', {cookie: leaving, accept: 'text/html'})).status).toBe(303)
})

test('readiness follows the disk: not ready while it is full, whoever asks is told a short word, and ready again by itself; the process stays alive', async () => {
  const admin = await bearer('admin@demo.test')
  expect(await ready()).toEqual([200, {status: 'ready'}])
  await fillUp(admin)
  expect(await ready()).toEqual([503, {status: 'not-ready', reason: 'storage-full'}])
  expect((await call('GET', '/login', {accept: 'text/html'})).text).toContain('reading works, nothing can be saved until that is mended')
  expect((await call('GET', '/healthz')).status).toBe(200)
  expect((await call('GET', '/metrics', {token: admin})).text).toContain('espalier_store_trouble{reason="storage-full"} 1')
  disk.free()
  await expect.poll(ready).toEqual([200, {status: 'ready'}])
  await expect.poll(() => server.output()).toContain('the storage takes changes again')
})

test('a full disk is noticed by readiness before anyone writes', async () => {
  disk.fill()
  await expect.poll(ready).toEqual([503, {status: 'not-ready', reason: 'storage-full'}])
})

test('a log on the full disk: its lines are dropped and counted, requests are answered, and the server stops when it is told to', async () => {
  await server.close()
  const log = `${disk.folder}/log`
  const handle = openSync(log, 'a')
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/server/main.js')], {stdio: ['ignore', handle, handle], env: {...process.env, PORT: '0', ESPALIER_DATA: `${disk.folder}/data`}})
  closeSync(handle)
  const gone = new Promise<number | null>(done => void child.once('exit', code => done(code)))
  try {
    await expect.poll(() => readFileSync(log, 'utf8')).toContain('Ctrl-C stops it')
    const url = /Espalier is at (\S+)/.exec(readFileSync(log, 'utf8'))![1]!
    const {token} = await (await fetch(`${url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: '{"email":"admin@demo.test","password":"espalier"}'})).json() as {readonly token: string}
    const write = async (n: number): Promise<number> => (await fetch(`${url}/api/v1/records/company`, {method: 'POST', headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json'}, body: JSON.stringify({name: `Full ${n} ${'x'.repeat(100)}`})})).status
    disk.fill()
    let refused = 0
    for (let n = 0; refused < 100; n += 1) {
      expect(n).toBeLessThan(200)
      refused += (await Promise.all(Array.from({length: 20}, () => write(n)))).filter(status => status === 507).length
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    disk.free()
    await expect.poll(() => write(0)).toBe(201)
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200)
    await expect.poll(() => readFileSync(log, 'utf8')).toMatch(/"dropped":\d+,"msg":"\d+ log lines were dropped/)
    disk.fill()
    child.kill('SIGTERM')
    expect(await gone).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})
