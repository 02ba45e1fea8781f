import {spawnSync} from 'node:child_process'
import Sqlite from 'better-sqlite3'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {systemSchemas} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {layoutOf} from '../../server/store/sqlite/migrate.ts'
import {layoutVersion, migrations} from '../../server/store/sqlite/migrations/index.ts'
import {startApp, type Call, type TestApp} from '../start-app.ts'
import {copyOldTenant, oldFacts, type OldTenant} from './old-tenant.ts'

let old: OldTenant
let app: TestApp
let admin: Call
/** As it stood in the file before: each event, and each record's text by id, but for what Espalier writes anew when its own schemas and snippets change. */
let before: {readonly records: ReadonlyMap<string, string>; readonly events: readonly {readonly at: string; readonly id: string}[]}

beforeAll(async () => {
  old = copyOldTenant()
  before = readAll(old.file)
  // A little later, so that the session is still good.
  const now = Date.parse(before.events.at(-1)!.at) + 60_000
  app = await startApp({people: false, snippets: true, now: () => now, config: {dataFolder: old.folder}})
  admin = app.as('admin')
})
afterAll(async () => {
  await app.close()
  old.remove()
})

/** Espalier's own schemas follow the version, each as a new one of its own. */
const systemNames = new Set(Object.keys(systemSchemas))
function isOwnSchema(record: string): boolean {
  const {name, doc} = JSON.parse(record.replace(/^\d+/, '')) as {readonly name?: string; readonly doc?: unknown}
  return doc !== undefined && name !== undefined && systemNames.has(name)
}

test('migrations are numbered one after the other', () => {
  expect(migrations.map(({to}) => to)).toEqual(migrations.map((_, at) => at + 2))
})

describe('a tenant of layout 1, opened by this version', () => {
  test('is of the newest layout, says what was done, and still holds every record and every event letter by letter', () => {
    const db = new Sqlite(old.file, {readonly: true})
    expect(layoutOf(db)).toBe(layoutVersion)
    expect(db.pragma('integrity_check', {simple: true})).toBe('ok')
    db.close()
    const after = readAll(old.file)
    for (const [id, doc] of before.records) if (!isOwnSchema(doc)) expect(after.records.get(id), id).toBe(doc)
    expect(after.events.slice(0, oldFacts.seq)).toEqual(before.events)
    expect(before.events).toHaveLength(oldFacts.seq)
    const said = app.logged.map(line => (JSON.parse(line) as {msg: string}).msg)
    for (const {title} of migrations) expect(said).toContain(`Migrating: ${title} … 100%`)
  })

  test('holds nowhere what was purged then', () => {
    const contents = (name: string): Buffer => spawnSync('cat', [name], {maxBuffer: 1e9}).stdout
    expect([old.file, `${old.file}-wal`].map(name => contents(name).includes('utterable'))).toEqual([false, false])
  })

  test('has its releases, its draft and its session', async () => {
    const {items} = (await admin('GET', '/api/v1/releases')).body as {items: {number: number; kind: string; note: string}[]}
    expect(items.map(({number, kind, note}) => [number, kind, note])).toEqual(oldFacts.releases)
    expect((await app.screens.load(oldFacts.screen, 'draft')).hash).toBe(oldFacts.draftHash)
    expect((await app.screens.load(oldFacts.screen, 'live')).hash).toBe(oldFacts.liveHash)
    const me = await app.as(null)('GET', '/api/v1/auth/me', undefined, {authorization: `Bearer ${oldFacts.token}`})
    expect(me).toMatchObject({status: 200, body: {email: 'agent@demo.test'}})
  })

  test('finds what was found, and lists what was archived', async () => {
    const {items} = (await admin('GET', '/api/v1/search?q=second thoughts')).body as {items: {id: string}[]}
    expect(items.map(({id}) => id)).toEqual([oldFacts.meetings[6]])
    expect((await admin('GET', '/api/v1/search?q=unutterable')).body['items']).toEqual([])
    for (const q of ['千代田', '会社', 'lodz', 'soren', 'strasse', 'sec thou']) {
      expect((await admin('GET', `/api/v1/search?q=${encodeURIComponent(q)}`)).body['items'], q).toMatchObject([{id: oldFacts.meetings[6]}])
    }
    expect((await admin('GET', `/api/v1/records/company?state=archived`)).body).toMatchObject({items: [{id: oldFacts.archived, state: 'archived'}]})
  })

  test('sorts and filters times by their instant, however they were spelled', async () => {
    const names = async (query: string): Promise<readonly string[]> => ((await admin('GET', `/api/v1/records/meeting?${query}`)).body['items'] as {data: {name: string}}[]).map(({data}) => data.name)
    expect(await names('sort=starts_at')).toEqual(['No time at all', 'Strict west', 'Strict east', 'Strict twin', 'Loose zone', 'Loose space'])
    expect(await names(`sort=starts_at&filter=${encodeURIComponent('record.starts_at == "2026-01-01T04:00:00-05:00"')}`)).toEqual(['Strict east', 'Strict twin'])
    expect(await names(`filter=${encodeURIComponent('record.starts_at > "2026-01-01T10:30:00+01:00"')}`)).toEqual(['Loose space'])
    expect(await names(`sort=starts_at&state=all&limit=1&filter=${encodeURIComponent('record.starts_at != null')}`)).toEqual(['Leap'])
  })

  test('keeps equal instants of a unique property, names them in the log and with the schema, and refuses the next write to one with the name of the other, until they are mended', async () => {
    const [east, west, twin] = [oldFacts.meetings[2]!, oldFacts.meetings[3]!, oldFacts.meetings[4]!]
    expect(app.logged.filter(line => [east, west, twin].every(id => line.includes(id)) && line.includes('slot') && line.includes('"level":40'))).toHaveLength(1)
    const read = await app.as('readonly')('GET', '/api/v1/schemas/meeting')
    expect(read.body['x-duplicates']).toEqual([{property: 'slot', records: [east, west, twin]}])
    expect((await admin('PUT', '/api/v1/schemas/meeting', read.body)).status).toBe(200)

    const refused = await admin('PATCH', `/api/v1/records/meeting/${twin}`, {notes: 'other'})
    expect(refused).toMatchObject({status: 409, body: {code: 'not-unique', errors: [{pointer: '/slot', message: expect.stringMatching(/^meeting "Strict (?:east|west)" \([0-9a-f-]{36}\) has this value already/)}]}})
    expect((await admin('PATCH', `/api/v1/records/meeting/${twin}`, {slot: '2026-03-02T07:00:00Z'})).status).toBe(200)
    expect((await admin('GET', '/api/v1/schemas/meeting')).body['x-duplicates']).toEqual([{property: 'slot', records: [east, west]}])
    expect((await admin('PATCH', `/api/v1/records/meeting/${west}`, {slot: '2026-03-03T07:00:00Z'})).status).toBe(200)
    expect((await admin('GET', '/api/v1/schemas/meeting')).body).not.toHaveProperty('x-duplicates')
    expect((await admin('PATCH', `/api/v1/records/meeting/${east}`, {notes: 'mended'})).status).toBe(200)
    expect((await admin('POST', '/api/v1/records/meeting', {name: 'Third', slot: '2026-03-03T08:00:00+01:00'})).body).toMatchObject({code: 'not-unique', detail: expect.stringContaining('"Strict west"')})
  })

  test('lets a record with a time as it was taken then be read, and be changed in everything else', async () => {
    const [space] = oldFacts.meetings as [string]
    expect((await admin('GET', `/api/v1/records/meeting/${space}`)).body).toMatchObject({data: {starts_at: '2026-01-01 10:00:00Z', slot: '2026-02-01 08:00:00+0100'}})
    const changed = await admin('PATCH', `/api/v1/records/meeting/${space}`, {notes: 'Bring cake'})
    expect(changed).toMatchObject({status: 200, body: {data: {starts_at: '2026-01-01 10:00:00Z', notes: 'Bring cake'}}})
    expect(await admin('PUT', `/api/v1/records/meeting/${space}`, {...changed.body['data'] as object, name: 'Renamed'})).toMatchObject({status: 200})
    expect(await admin('PATCH', `/api/v1/records/meeting/${space}`, {ends_at: '2026-01-01 10:00:00Z'})).toMatchObject({status: 400, body: {errors: [{pointer: '/ends_at'}]}})
    expect(await admin('PATCH', `/api/v1/records/meeting/${space}`, {starts_at: '2026-01-01T10:00:00Z'})).toMatchObject({status: 200, body: {data: {starts_at: '2026-01-01T10:00:00Z'}}})
  })

  test('takes up an idempotency key where it was left', async () => {
    const {at, id} = before.events.at(-1)!
    const outcome = await app.store.commit({at, by: systemActor.id, writes: [], idempotency: {key: 'k1', fingerprint: 'f1'}})
    expect(outcome).toMatchObject({ok: true, replayed: true, records: [{id, doc: expect.stringContaining('Once only')}]})
  })
})

function readAll(file: string): typeof before {
  const db = new Sqlite(file, {readonly: true})
  const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'r\\_%' ESCAPE '\\' AND name <> 'r_ui_snippet'`).pluck().all() as string[]
  const rows = tables.flatMap(name => db.prepare(`SELECT id, rev || doc AS text FROM "${name}"`).all() as {id: string; text: string}[])
  const events = db.prepare('SELECT seq, "commit", at, by, schema, id, rev, op, doc, note FROM event ORDER BY seq').all() as {at: string; id: string}[]
  db.close()
  return {records: new Map(rows.map(({id, text}) => [id, text])), events}
}
