/** Records with texts of every script, listed by everyone who lists: the API, the grid, the pickers. */
import * as fc from 'fast-check'
import {expect, vi} from 'vitest'
import {childrenOf, compareText} from '../../ast/index.ts'
import type {JsonObject} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {createLookup, type Candidate} from '../../snippets/json-form/lookup.ts'
import {startApp, type TestApp} from '../start-app.ts'

export interface ListedWords {
  readonly rows: readonly {readonly name?: string | null; readonly alias?: string | null; readonly kind?: string}[]
  /** As the API takes it. */
  readonly sort: string
  readonly limit: number
}

const letters = [
  'a', 'A', 'ä', 'A\u0308', 'Å', 'Öl', 'ß', 'SS', 'Łódź', 'lodz', 'Ég', 'ΟΔΟΣ', 'οδός', 'Хлеб', 'хлеб', 'абрикос', 'שלום', 'שָׁלוֹם', 'سَلام', 'سلام', 'हिन्दी', 'हिनदी', 'กรุงเทพ', '東京', '东京', 'かな', 'カナ', 'ｶﾅ',
  '서울', '\u1109\u1165\u110b\u116e\u11af', '\u{1F333}', '\uFFFD', '\ud800', '\udc00x', '\0', '\u0001', ' ', '-', '1', '10', '2026-01-01T10:00:00+05:00', '2026-01-01T05:00:00Z', '2026-01-01', 'long '.repeat(50), 'Long '.repeat(50),
]
const anyText = fc.oneof(fc.array(fc.constantFrom(...letters), {maxLength: 3}).map(parts => parts.join('')), fc.string({unit: 'binary', maxLength: 8}))
const kinds = ['zoo', 'Abend', 'Ähnlich']

export const anyListedWords: fc.Arbitrary<ListedWords> = fc.record({
  rows: fc.array(fc.record({name: fc.option(anyText), alias: fc.option(anyText), kind: fc.constantFrom(...kinds)}, {requiredKeys: []}), {minLength: 1, maxLength: 30, size: 'max'}),
  sort: fc.constantFrom('name', '-name', 'alias', '-alias', 'kind,name', '-kind,-name', 'name,-alias', '-alias,name,-kind'),
  limit: fc.integer({min: 1, max: 12}),
}, {noNullPrototype: true})

export interface WordsWorld {
  readonly app: TestApp
  check(one: ListedWords): Promise<void>
  close(): Promise<void>
}

interface Row {readonly id: string; readonly data: JsonObject}
interface Page {readonly items: readonly Row[]; readonly next: string | null; readonly prev: string | null}

/** `name` has an index, `alias` none, `kind` leads one; `use` links to the words. */
export async function openWordsWorld(): Promise<WordsWorld> {
  const app = await startApp({snippets: true})
  const admin = app.as('admin')
  await app.putSchema(systemActor, 'word', {
    title: 'Word', type: 'object', 'x-title': ['name', 'alias'], 'x-indexes': [['kind', 'name']],
    properties: {name: {type: ['string', 'null'], 'x-index': true}, alias: {type: ['string', 'null']}, kind: {enum: kinds}},
  })
  await app.putSchema(systemActor, 'use', {title: 'Use', type: 'object', properties: {word_id: {type: 'string'}}})
  await putGrid(app, '/words', 'word')
  await putGrid(app, '/uses', 'use')
  const token = await app.tokenOf('admin')
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => realFetch(new URL(url, app.url), {...init, headers: {authorization: `Bearer ${token}`, ...init?.headers}}))

  const list = async (query: string): Promise<Page> => (await admin('GET', `/api/v1/records/word?${query}`)).body as unknown as Page
  const gridOf = async <Source>(path: string, query = ''): Promise<Source> => {
    const {body} = await admin('GET', `/app${path}?${query}`, undefined, {accept: 'application/vnd.espalier.page+json'})
    return (body['nodes'] as unknown as readonly {data?: {rows?: unknown}}[]).find(({data}) => data?.rows)!.data!.rows as Source
  }

  const check = async ({rows, sort, limit}: ListedWords): Promise<void> => {
    const {records} = await app.commit(systemActor, {changes: rows.map(data => ({op: 'create', schema: 'word', data}))})
    try {
      const made = records.map(({id}, at) => ({id, data: rows[at]!}))
      const ordered = (by: string): readonly string[] => made.toSorted(orderOf(by)).map(({id}) => id)
      expect(await walk(cursor => list(`sort=${sort}&limit=${limit}${cursor}`)), 'API').toEqual(ordered(sort))
      expect(await walk(cursor => gridOf<Page>('/words', `sort=${sort}&limit=${limit}${cursor}`)), 'grid').toEqual(ordered(sort))
      const byTitle = ordered('name,alias')
      const found: readonly Candidate[] = await createLookup().find('word', '', new AbortController().signal)
      expect(found.map(({id}) => id), 'picker').toEqual(byTitle.slice(0, 8))
      const {choices} = await gridOf<{choices: {word_id: readonly {value: string}[]}}>('/uses')
      expect(choices.word_id.map(({value}) => value), 'choices of a filter').toEqual(byTitle)
    } finally {
      await app.commit(systemActor, {changes: records.map(({id}) => ({op: 'archive', schema: 'word', id}))})
    }
  }
  return {
    app, check,
    close: async () => {
      vi.unstubAllGlobals()
      await app.close()
    },
  }
}

const realFetch = globalThis.fetch

/** Every row, page by page to the end; the way back leads over the same pages, and no page is without it. */
async function walk(pageAt: (cursor: string) => Promise<Page>): Promise<readonly string[]> {
  const pages: Page[] = [await pageAt('')]
  expect(pages[0]!.prev).toBeNull()
  for (let next = pages[0]!.next; next !== null; next = pages.at(-1)!.next) {
    pages.push(await pageAt(`&cursor=${encodeURIComponent(next)}`))
    expect(pages.length).toBeLessThan(100)
  }
  for (let at = pages.length - 1, prev = pages[at]!.prev; at > 0; at--) {
    expect(prev).not.toBeNull()
    const page = await pageAt(`&cursor=${encodeURIComponent(prev!)}`)
    expect(page.items).toEqual(pages[at - 1]!.items)
    prev = page.prev
    if (at === 1) expect(prev).toBeNull()
  }
  return pages.flatMap(({items}) => items.map(({id}) => id))
}

function orderOf(sort: string): (a: {id: string; data: object}, b: {id: string; data: object}) => number {
  const keys = sort.split(',').map(key => ({name: key.replace('-', ''), sign: key.startsWith('-') ? -1 : 1}))
  return (a, b) => {
    for (const {name, sign} of keys) {
      const [x, y] = [a, b].map(({data}) => (data as {[name: string]: string | null | undefined})[name] ?? null) as [string | null, string | null]
      const order = x === null || y === null ? Number(x !== null) - Number(y !== null) : compareText(x, y)
      if (order !== 0) return order * sign
    }
    return (a.id < b.id ? -1 : 1) * keys.at(-1)!.sign
  }
}

async function putGrid({commit, screens}: TestApp, path: string, from: string): Promise<void> {
  const [made] = (await commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: {path, title: path}}]})).records
  const {tree, hash} = await screens.load(made!.id, 'draft')
  const parent = childrenOf(tree, tree.rootId)[0]?.id ?? tree.rootId
  const id = `0190aaaa-0000-7000-8000-0000000000${from === 'word' ? '01' : '02'}`
  await screens.edit(systemActor, made!.id, hash, [{type: 'insert', nodes: [{id, screen_id: made!.id, parent_id: parent, slot: 'default', order: 'a1', snippet: 'data-grid', props: {}, data: {rows: {from}}}]}])
  await screens.publish(systemActor, {note: path})
}
