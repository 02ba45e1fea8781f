import {spawnSync} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import Sqlite from 'better-sqlite3'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {v7} from 'uuid'
import type {JsonObject} from '../../../schemas/index.ts'
import type {Store, StoreWrite} from '../store.ts'
import {tableSpec} from '../table-spec.ts'
import {createSqliteStore} from './index.ts'

const spec = tableSpec('patient', {
  title: 'Patient', type: 'object', 'x-indexes': [['ward', 'name']],
  properties: {name: {type: 'string', 'x-index': true}, code: {type: 'string', 'x-unique': true}, ward: {type: 'string'}, born: {type: 'string', format: 'date-time', 'x-index': true}, notes: {type: 'string'}},
})
const at = '2024-01-01T00:00:00.000Z'

let folder: string
let file: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-purge-'))
  file = join(folder, 'tenant.db')
  store = await createSqliteStore({file})
  await store.commit({at, by: 'ann', writes: [], tables: [spec]})
})
afterEach(async () => {
  await store.close()
  await rm(folder, {recursive: true})
})

const write = async (...writes: readonly StoreWrite[]): Promise<void> => {
  expect(await store.commit({at, by: 'ann', writes})).toMatchObject({ok: true})
}
/** With what is kept of a commit beyond its events, as the steps of a draft are. */
const writeAbout = async (meta: JsonObject, ...writes: readonly StoreWrite[]): Promise<void> => {
  expect(await store.commit({at, by: 'ann', writes, origin: {via: 'ui', meta}})).toMatchObject({ok: true})
}
const create = (id: string, data: object): StoreWrite => ({op: 'create', schema: 'patient', id, doc: JSON.stringify(data)})
const update = (id: string, fromRev: number, data: object): StoreWrite => ({op: 'update', schema: 'patient', id, fromRev, doc: JSON.stringify(data)})
const other = (n: number): object => ({name: `Other ${n}`, ward: 'west', notes: `common words of number ${n} that go on for a while, ${'and on '.repeat(n % 7 * 40)}`, code: `c${n}`})

/** The middles of words: an index leaves out what a word shares with the one before it. */
const traces = (): readonly string[] => ['urbleflex', 'ngelbrim', 'ornswack', 'ippleton', 'azzlewick', 'ooperdine', 'uabberton', '1931-04-05'].filter(word =>
  [file, `${file}-wal`].some(name => contents(name).includes(word)))

/** Read by another process: closing a file here would give SQLite's locks back. */
const contents = (name: string): Buffer => spawnSync('cat', [name], {maxBuffer: 1e9}).stdout

async function leaveTraces(): Promise<string> {
  const id = v7()
  for (let n = 0; n < 60; n++) await write(create(v7(), other(n)))
  await write(create(id, {name: 'Gurbleflex', code: 'Zornswack', ward: 'Hippleton', born: '1931-04-05T06:00:00+02:00', notes: `Fangelbrim ${'long '.repeat(3_000)} dazzlewick`}))
  for (let n = 60; n < 120; n++) await write(create(v7(), other(n)))
  await writeAbout({said: 'Quabberton'}, update(id, 1, {name: 'Gurbleflex', code: 'Zornswack', notes: 'Tooperdine'}), create(v7(), other(1_000)))
  await write(update(id, 2, {name: 'Now harmless'}))
  for (let n = 120; n < 180; n++) await write(create(v7(), other(n)))
  expect(traces().length).toBeGreaterThan(5)
  return id
}

test('once a purge is answered, nothing that the record ever held stands in the file or in its log, and all else is as it was', async () => {
  const id = await leaveTraces()
  await write({op: 'purge', schema: 'patient', id})
  expect(traces()).toEqual([])
  expect(await store.measure({schema: 'patient'}, {fn: 'count'})).toBe(181)
  expect((await store.page({schema: 'patient', q: 'common number 77', limit: 5})).items).toHaveLength(1)
  const db = new Sqlite(file, {readonly: true})
  expect(db.pragma('integrity_check', {simple: true})).toBe('ok')
  db.close()
})

test('also while others write and long queries read, whose answers come meanwhile', async () => {
  const id = await leaveTraces()
  let going = true
  const order: number[] = []
  store.onCommit(({changes}) => order.push(...changes.map(({seq}) => seq)))
  const writing = (async () => {
    for (let n = 200; going; n++) await write(create(v7(), other(n)))
  })()
  const reading = Promise.all([1, 2].map(async () => {
    while (going) await store.measure({schema: 'patient', filter: {op: 'contains', field: 'notes', value: 'NEVER', fold: 'case'}}, {fn: 'count'})
  }))
  await write({op: 'purge', schema: 'patient', id})
  expect(traces()).toEqual([])
  going = false
  await Promise.all([writing, reading])
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('a purge that a reader of another program holds up is answered once that is gone', async () => {
  const id = await leaveTraces()
  const reader = new Sqlite(file, {readonly: true})
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM r_patient').all()
  let answered = false
  const purging = write({op: 'purge', schema: 'patient', id}).finally(() => {
    answered = true
  })
  await write(create(v7(), other(500)))
  expect([answered, await store.get('patient', id)]).toEqual([false, undefined])
  reader.close()
  await purging
  expect(traces()).toEqual([])
})

test('what a process did not come to forget is forgotten at the next start', async () => {
  const id = await leaveTraces()
  const reader = new Sqlite(file, {readonly: true})
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM r_patient').all()
  const purging = store.commit({at, by: 'ann', writes: [{op: 'purge', schema: 'patient', id}]}).then(() => 'answered', () => 'refused')
  await write(create(v7(), other(500)))
  expect(traces().length).toBeGreaterThan(0)
  reader.close()
  await purging
  await store.close()
  const db = new Sqlite(file)
  db.exec(`INSERT INTO _meta (key, value) VALUES ('forget', '1')`)
  db.close()
  store = await createSqliteStore({file})
  expect(traces()).toEqual([])
  await store.close()
  const after = new Sqlite(file, {readonly: true})
  expect(after.prepare(`SELECT count(*) FROM _meta WHERE key = 'forget'`).pluck().all()).toEqual([0])
  after.close()
})
