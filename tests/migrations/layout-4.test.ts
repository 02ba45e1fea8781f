import Sqlite from 'better-sqlite3'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {compareText} from '../../ast/index.ts'
import {layoutOf} from '../../server/store/sqlite/migrate.ts'
import {layoutVersion} from '../../server/store/sqlite/migrations/index.ts'
import {startApp, type Call, type TestApp} from '../start-app.ts'
import {copyOldTenant, type OldTenant} from './old-tenant.ts'

let old: OldTenant
let app: TestApp
let admin: Call
/** Record -> its revision and text, as they stood in the file before. */
let before: ReadonlyMap<string, string>

beforeAll(async () => {
  old = copyOldTenant(4)
  before = wordsOf(old.file)
  app = await startApp({people: false, config: {dataFolder: old.folder}})
  admin = app.as('admin')
})
afterAll(async () => {
  await app.close()
  old.remove()
})

const items = async (query: string): Promise<readonly {readonly id: string; readonly data: {readonly [property: string]: string | null}}[]> => {
  const found: {readonly id: string; readonly data: {readonly [property: string]: string | null}}[] = []
  for (let cursor: unknown = ''; typeof cursor === 'string';) {
    const {body} = await admin('GET', `/api/v1/records/word?limit=7&${query}${cursor && `&cursor=${cursor}`}`)
    found.push(...body['items'] as unknown as typeof found)
    cursor = body['next']
  }
  return found
}

test('a tenant of layout 4 becomes one of the newest, whole, with every record letter by letter', async () => {
  const db = new Sqlite(old.file, {readonly: true})
  expect([layoutOf(db), db.pragma('integrity_check', {simple: true})]).toEqual([layoutVersion, 'ok'])
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%NOCASE%'`).pluck().all()).toEqual([0])
  db.close()
  expect(before.size).toBe(45)
  expect(wordsOf(old.file)).toEqual(before)
})

test.each(['name', 'note', 'kind', 'call', 'code'])('its %s is sorted by the one alphabet, page by page, both ways', async property => {
  const [up, down] = [await items(`sort=${property}`), await items(`sort=-${property}`)]
  expect(up.map(({id}) => id)).toEqual(down.map(({id}) => id).toReversed())
  expect(new Set(up.map(({id}) => id)).size).toBe(44)
  const texts = up.map(({data}) => data[property] ?? null)
  const rising = texts.slice(1).every((text, at) => texts[at] === null || (text !== null && compareText(texts[at]!, text) <= 0))
  expect(rising, JSON.stringify(texts)).toBe(true)
})

test('what is asked of its texts is found as before, and what is unique stays so', async () => {
  const ids = async (filter: string): Promise<number> => (await items(`filter=${encodeURIComponent(filter)}`)).length
  expect(await Promise.all(['record.name == "a"', 'record.name == "Хлеб"', 'record.kind == "Ähnlich"', 'record.name.startsWith("Stra")', 'record.name == null', 'record.note == "ä"'].map(ids))).toEqual([1, 1, 14, 1, 2, 1])
  expect(await ids('record.name >= "z" && record.name < "а"')).toBe(2 + 2)
  const call = (await items('sort=call'))[0]!.data['call']!
  expect(await admin('POST', '/api/v1/records/word', {name: 'Twin', code: 'new', call})).toMatchObject({status: 409, body: {code: 'not-unique'}})
  expect((await admin('POST', '/api/v1/records/word', {name: 'Other', code: 'new', call: call.toUpperCase()})).status).toBe(201)
})

function wordsOf(file: string): ReadonlyMap<string, string> {
  const db = new Sqlite(file, {readonly: true})
  const rows = db.prepare('SELECT id, rev || state || doc AS text FROM r_word').all() as {id: string; text: string}[]
  db.close()
  return new Map(rows.map(({id, text}) => [id, text]))
}
