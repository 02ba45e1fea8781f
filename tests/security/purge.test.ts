/** What the purge of a record reaches: whatever once showed its text shows it no more, and says so to whoever has it open. */
import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {LiveMessage} from '../../runtime/page.ts'
import type {Rules} from '../../server/access/index.ts'
import {systemActor} from '../../server/actor.ts'
import {verifyTenant} from '../../server/store/index.ts'
import {openLive} from '../live-client.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call
let agent: Call
let rules: Rules | undefined

beforeAll(async () => {
  app = await startApp({demo: true, rulesOf: ({role}, {name}) => (role === 'agent' && name === 'company' ? rules : undefined)})
  admin = app.as('admin')
  agent = app.as('agent')
})
afterAll(() => app.close())

const word = 'Gurbleflex'
const page = {accept: 'application/vnd.espalier.page+json'}
/** Read by another process: closing a file here would give SQLite's locks back. */
const onDisk = (name: string): boolean => spawnSync('cat', [join(app.dataFolder, name)], {maxBuffer: 1e9}).stdout.includes('urbleflex')

test('record, history, search, lists, pages, repeated requests, commits, open sockets and the files: nothing of it is left, and the log is proven', async () => {
  const key = {'idempotency-key': 'once'}
  const made = await admin('POST', '/api/v1/records/company', {name: `${word} Ltd`, city: 'Turku'}, key)
  const id = String(made.body['id'])
  const path = `/api/v1/records/company/${id}`
  await admin('PATCH', path, {name: `${word} and Sons`})
  const {commit} = (await app.store.history('company', id, 1))[0]!

  const ways: Readonly<Record<string, () => Promise<Answer | {readonly text: string}>>> = {
    record: () => admin('GET', path),
    history: () => admin('GET', `${path}/history`),
    list: () => agent('GET', `/api/v1/records/company?sort=name&filter=${encodeURIComponent(`record.name.contains("${word.slice(0, 4)}")`)}`),
    words: () => agent('GET', `/api/v1/records/company?q=${word}`),
    search: () => agent('GET', `/api/v1/search?q=${word}`),
    page: () => agent('GET', `/app/companies?q=${word.toLowerCase()}`, undefined, page),
    'record page': () => agent('GET', `/app/companies/${id}`, undefined, page),
    html: () => agent('GET', `/app/companies/${id}`, undefined, {accept: 'text/html'}),
    repeated: () => admin('POST', '/api/v1/records/company', {name: `${word} Ltd`, city: 'Turku'}, key),
    log: async () => ({text: JSON.stringify(await app.store.events(0, 1000)) + JSON.stringify(await app.store.commitOf(commit))}),
  }
  const shown = async (): Promise<readonly string[]> => {
    const said = await Promise.all(Object.entries(ways).map(async ([name, way]) => ((await way()).text.includes(word) ? [name] : [])))
    return said.flat()
  }
  expect(await shown()).toEqual(Object.keys(ways))

  const open = await openLive(app.url, {token: await app.tokenOf('agent')})
  await open.follow(['records:company'])
  expect((await admin('POST', `${path}/purge`, {confirm: id})).status).toBe(204)
  expect((await open.next('records-changed')).changes).toEqual([{id, rev: 3, op: 'purge'}])
  expect(open.texts.join()).not.toContain(word)
  open.close()

  expect(await shown()).toEqual([])
  expect([onDisk('main.db'), onDisk('main.db-wal')]).toEqual([false, false])
  expect(verifyTenant(join(app.dataFolder, 'main.db'))).toMatchObject({erased: 2, broken: []})
  // What is not purged stays as it was.
  expect((await app.reader.list(systemActor, {schema: 'company', limit: 1})).items).toHaveLength(1)
})

test('who sees only some of the records and was away when one was purged is told to fetch them anew, and nothing else', async () => {
  const make = async (): Promise<string> => String((await admin('POST', '/api/v1/records/company', {name: `${word} Ltd`})).body['id'])
  const id = await make()
  const told = async (role: 'agent' | 'readonly', since: number): Promise<readonly LiveMessage[]> => {
    const line = await openLive(app.url, {token: await app.tokenOf(role)})
    await line.follow(['records:company', 'records:contact'], since)
    line.close()
    return line.told
  }
  const since = app.store.seq()
  expect((await admin('POST', `/api/v1/records/company/${id}/purge`, {confirm: id})).status).toBe(204)
  rules = {rows: {op: 'eq', field: 'city', value: 'Turku'}}
  expect(await told('readonly', since)).toMatchObject([{type: 'records-changed', changes: [{id, op: 'purge'}]}, {type: 'subscribed'}])
  const missed = await told('agent', since)
  const {seq} = missed.at(-1)!
  expect(missed).toEqual([{type: 'resync', topic: 'records:company', seq}, {type: 'subscribed', topics: ['records:company', 'records:contact'], refused: [], seq}])
  // No purge was missed.
  await make()
  expect(await told('agent', seq)).toMatchObject([{type: 'subscribed'}])
  rules = undefined
})
