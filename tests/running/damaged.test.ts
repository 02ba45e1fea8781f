/** A database that is damaged under the running server: what cannot be read is said, readiness follows, and heals with the file. */
import {closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {copyDemo} from '../demo-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'espalier-damaged-'))
let server: BuiltServer

beforeAll(async () => {
  await copyDemo(folder)
  server = await startBuilt({dataFolder: folder})
})
afterAll(async () => {
  await server?.kill()
  rmSync(folder, {recursive: true, force: true})
})

/** Writes over all but the first pages; gives the way back. */
function damage(): () => void {
  const file = join(folder, 'main.db')
  const from = 400 * 4_096
  const whole = Buffer.alloc(statSync(file).size - from)
  const put = (bytes: Buffer): void => {
    const handle = openSync(file, 'r+')
    writeSync(handle, bytes, 0, bytes.length, from)
    closeSync(handle)
  }
  const handle = openSync(file, 'r')
  readSync(handle, whole, 0, whole.length, from)
  closeSync(handle)
  put(Buffer.alloc(whole.length, 0x5a))
  return () => put(whole)
}

async function ready(): Promise<readonly [number, unknown]> {
  const response = await fetch(`${server.url}/readyz`)
  return [response.status, await response.json()]
}

test('a read that meets damage is answered 503 in words, readiness says so in a short one, and is back when the file is whole again', async () => {
  const login = await fetch(`${server.url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: '{"email":"admin@demo.test","password":"espalier"}'})
  const {token} = await login.json() as {readonly token: string}
  expect(await ready()).toEqual([200, {status: 'ready'}])
  const mend = damage()
  const read = async (schema: string): Promise<{readonly status: number; readonly code?: string; readonly detail?: string}> => {
    const response = await fetch(`${server.url}/api/v1/records/${schema}?limit=200`, {headers: {authorization: `Bearer ${token}`}})
    const {code, detail} = await response.json() as {readonly code?: string; readonly detail?: string}
    return {status: response.status, ...(code !== undefined && {code}), ...(detail !== undefined && {detail})}
  }
  const answers = await Promise.all(['company', 'contact', 'order', 'activity'].map(read))
  expect(answers).toContainEqual({status: 503, code: 'storage-damaged', detail: expect.stringMatching(/^The storage of the server could not be read \(SQLITE_CORRUPT/)})
  expect(await ready()).toEqual([503, {status: 'not-ready', reason: 'storage-damaged'}])
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await expect.poll(() => server.output()).toMatch(/the database is damaged: stop the server, copy the folder aside, and restore it from a backup/)
  mend()
  await expect.poll(ready, {timeout: 120_000, interval: 1_000}).toEqual([200, {status: 'ready'}])
})
