/** Why a change happened, as its history says it: the way in comes from the session, and nobody can say another's. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

interface Item {readonly commit: number; readonly via: string; readonly cause?: string; readonly depth?: number; readonly on_behalf_of?: string; readonly op: string}

let app: TestApp
let admin: Call

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
})
afterAll(() => app.close())

const create = (headers?: Readonly<Record<string, string>>, call: Call = admin): Promise<Answer> => call('POST', '/api/v1/records/company', {name: 'Why'}, headers)
const historyOf = async (id: unknown): Promise<readonly Item[]> => (await admin('GET', `/api/v1/records/company/${String(id)}/history`)).body['items'] as unknown as readonly Item[]
const sessionId = async (): Promise<string> => (await app.auth.sessionOfToken(await app.tokenOf('admin'), 'header'))!.id

test('a program is told by its session', async () => {
  const {body: {id}} = await create()
  expect(await historyOf(id)).toMatchObject([{via: `token:${await sessionId()}`, op: 'create'}])
})

test('a page and the designer are `ui`: what comes with a cookie', async () => {
  const {token} = await app.auth.login('admin@demo.test', 'espalier', {ip: '127.0.0.1', kind: 'cookie'})
  const cookie = `${app.auth.cookie.name}=${token}`
  const {body: {id}} = await create({cookie, origin: app.url, 'espalier-via': 'agent'}, app.as(null))
  expect((await historyOf(id)).map(({via}) => via)).toEqual(['ui'])
})

test('a program may say that it is the command line or an agent, and nothing else', async () => {
  const said = await Promise.all(['cli', 'agent', 'system', 'ui', 'hook', 'token:another'].map(async via => (await historyOf((await create({'espalier-via': via})).body['id']))[0]!.via))
  const own = `token:${await sessionId()}`
  expect(said).toEqual([own.replace('token', 'cli'), own.replace('token', 'agent'), own, own, own, own])
})

test('a run has the name that its program gave it, under the name of the person: nobody adds to the run of another', async () => {
  const commit = async (call: Call, run: unknown): Promise<Answer> => call('POST', '/api/v1/commit', {changes: [{op: 'create', schema: 'company', data: {name: 'In a run'}}], run})
  const me = (await admin('GET', '/api/v1/auth/me')).body['id']
  const other = (await app.as('manager')('GET', '/api/v1/auth/me')).body['id']
  const causes = await Promise.all([admin, app.as('manager')].map(async call => {
    const [record] = (await commit(call, 'spring.2026')).body['records'] as unknown as readonly {readonly id: string}[]
    return (await historyOf(record!.id))[0]!.cause
  }))
  expect(causes).toEqual([`run:${String(me)}/spring.2026`, `run:${String(other)}/spring.2026`])
  for (const wrong of ['', '../x', 'a/b', 'x'.repeat(65), 7, 'event:7']) expect((await commit(admin, wrong)).status).toBe(400)
})

test('several changes of one commit say so', async () => {
  const {body} = await admin('POST', '/api/v1/commit', {changes: [1, 2].map(n => ({op: 'create', schema: 'company', data: {name: `Together ${n}`}}))})
  const commits = await Promise.all((body['records'] as unknown as readonly {readonly id: string}[]).map(async ({id}) => (await historyOf(id))[0]!.commit))
  expect(new Set(commits).size).toBe(1)
})
