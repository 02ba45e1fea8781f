import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {hashJson} from '../../ast/index.ts'
import {systemActor} from '../../server/actor.ts'
import {insertParts} from '../../server/demo/build-nodes.ts'
import {brokenCheck, testKinds} from '../config-kinds.ts'
import {makeScreen, type MadeScreen} from '../open-test-tenant.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let page: MadeScreen

beforeAll(async () => {
  app = await startApp({snippets: true, configKinds: testKinds})
  page = await makeScreen(app, '/page', ['one'])
})
afterAll(() => app.close())

interface Release {
  readonly id: string
  readonly number: number
  readonly hash: string
  readonly screens: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, string>>
  readonly snippets: Readonly<Record<string, string>>
  readonly schemas: Readonly<Record<string, number>>
  readonly misfits: readonly Readonly<Record<string, unknown>>[]
}

const at = (item: string): string => `/api/v1/config/${item}/draft`
const admin: TestApp['as'] extends (role: 'admin') => infer C ? C : never = (...call) => app.as('admin')(...call)
const releaseOf = ({body}: Answer): Release => body as unknown as Release
const put = (item: string, document: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer> => admin('PUT', at(item), {document}, headers)
const publish = (body: object = {}): Promise<Answer> => admin('POST', '/api/v1/releases', body)
const runtime = async (role: Parameters<TestApp['as']>[0], headers?: Readonly<Record<string, string>>): Promise<Answer> => app.as(role)('GET', '/api/v1/runtime/config', undefined, headers)
const pointers = ({body}: Answer): readonly string[] => (body['errors'] as unknown as readonly {pointer: string}[] ?? []).map(one => one.pointer)

describe('a kind that a test brings', () => {
  test('goes through draft, validate, publish, diff, rollback and runtime config', async () => {
    const wrong = await put('theme/main', {accent: 'mauve'})
    expect([wrong.status, wrong.headers.get('etag'), wrong.body]).toEqual([201, '"1"', {kind: 'theme', key: 'main', rev: 1, draft: expect.any(String), live: null, document: {accent: 'mauve'}}])
    const problems = await admin('POST', '/api/v1/config/theme/main/validate', {})
    expect(problems.body['problems']).toMatchObject([{code: 'not-a-choice', pointer: '/accent'}])
    const refused = await publish()
    expect([refused.status, refused.body['code'], pointers(refused)]).toEqual([422, 'config-problems', ['/items/theme~1main/accent']])
    expect((await admin('POST', '/api/v1/config/theme/main/validate', {document: {accent: 'teal'}})).body).toEqual({problems: []})

    expect((await put('theme/main', {accent: 'teal'}, {'if-match': '"1"'})).status).toBe(200)
    const first = releaseOf(await publish({note: 'teal'}))
    expect(first.items).toEqual({'theme/main': hashJson({kind: 'theme', document: {accent: 'teal'}})})
    expect((await runtime('readonly')).body).toEqual({release: {id: first.id, number: first.number, hash: first.hash}, items: {theme: {main: {accent: 'teal'}}}})

    await put('theme/main', {accent: 'plum', radius: 4})
    expect((await runtime('readonly')).body['items']).toEqual({theme: {main: {accent: 'teal'}}})
    const second = releaseOf(await publish({items: ['theme/main']}))
    expect((await admin('GET', `/api/v1/releases/${second.id}`)).body).toMatchObject({
      changes: [],
      items: [{kind: 'theme', key: 'main', change: 'changed', from: first.items['theme/main'], to: second.items['theme/main'], before: {accent: 'teal'}, after: {accent: 'plum', radius: 4}}],
    })
    const back = releaseOf(await admin('POST', `/api/v1/releases/${first.id}/rollback`, {}))
    expect([back.items, back.misfits, back.hash]).toEqual([first.items, [], first.hash])
    expect((await runtime('readonly')).body).toMatchObject({release: {number: back.number, hash: first.hash}, items: {theme: {main: {accent: 'teal'}}}})
    expect((await admin('GET', at('theme/main'))).body).toMatchObject({document: {accent: 'plum', radius: 4}, live: first.items['theme/main']})
  })

  test('is told to whoever may edit it, with where its items stand', async () => {
    await put('hidden/one', {word: 'w'})
    const {body} = await admin('GET', '/api/v1/config')
    expect((body['kinds'] as unknown as {kind: string}[]).map(({kind}) => kind)).toEqual(['theme', 'list_view', 'hidden', 'broken'])
    expect((body['items'] as unknown as {kind: string}[]).map(({kind}) => kind)).toContain('hidden')
    const ofManager = (await app.as('manager')('GET', '/api/v1/config')).body
    expect((ofManager['kinds'] as unknown as {kind: string}[]).map(({kind}) => kind)).toEqual(['theme'])
    expect(JSON.stringify(ofManager)).not.toContain('hidden')
    await admin('DELETE', at('hidden/one'))
  })
})

describe('a draft', () => {
  test('is what is live where it was discarded, also after the next rollback', async () => {
    await put('theme/loose', {accent: 'teal'})
    const first = releaseOf(await publish({items: ['theme/loose']}))
    await put('theme/loose', {accent: 'plum'})
    const {body, headers} = await admin('DELETE', at('theme/loose'))
    expect(body).toMatchObject({document: {accent: 'teal'}, draft: first.items['theme/loose'], live: first.items['theme/loose']})
    await put('theme/loose', {accent: 'plum'}, {'if-match': headers.get('etag')!})
    await publish({items: ['theme/loose']})
    const discarded = await admin('DELETE', at('theme/loose'))
    await admin('POST', `/api/v1/releases/${first.id}/rollback`, {})
    const tag = discarded.headers.get('etag')!
    const again = await admin('GET', at('theme/loose'), undefined, {'if-none-match': tag})
    expect([again.status, again.body['document']]).toEqual([200, {accent: 'teal'}])
    const before = app.screens.live()!.number
    expect((await publish({items: ['theme/loose']})).status).toBe(200)
    expect(app.screens.live()!.number).toBe(before)
  })

  test('without a document takes the item away with the next publish, and may be written anew', async () => {
    await put('theme/short', {accent: 'teal'})
    const first = releaseOf(await publish({items: ['theme/short']}))
    expect((await put('theme/short', null)).body).toMatchObject({document: null, draft: null, live: first.items['theme/short']})
    const second = releaseOf(await publish({items: ['theme/short']}))
    expect(second.items).not.toHaveProperty('theme/short')
    expect((await admin('GET', `/api/v1/releases/${second.id}`)).body['items']).toMatchObject([{key: 'short', change: 'removed', before: {accent: 'teal'}, after: null}])
    expect((await put('theme/short', {accent: 'plum'}, {'if-none-match': '*'})).body).toMatchObject({rev: 3, document: {accent: 'plum'}})
    expect((await put('theme/short', {accent: 'plum'}, {'if-none-match': '*'})).status).toBe(412)
    await admin('DELETE', at('theme/short'))
  })

  test('is written by who saw its newest revision, and one of two that make it at once', async () => {
    await put('theme/raced', {accent: 'teal'})
    await put('theme/raced', {accent: 'plum'}, {'if-match': '"1"'})
    const stale = await put('theme/raced', {accent: 'teal'}, {'if-match': '"1"'})
    expect([stale.status, stale.body['code']]).toEqual([412, 'stale-revision'])
    expect((await admin('GET', at('theme/raced'), undefined, {'if-none-match': '"2"'})).status).toBe(304)
    await admin('DELETE', at('theme/raced'))
    const both = await Promise.all(['teal', 'plum'].map(accent => put('theme/twins', {accent}, {'if-none-match': '*'})))
    expect(both.map(({status}) => status).toSorted()).toEqual([201, 412])
    await admin('DELETE', at('theme/twins'))
  })

  test.each<[string, string, string, unknown, Readonly<Record<string, string>> | undefined, number, string, RegExp]>([
    ['a kind that is none', 'PUT', at('them/main'), {document: {}}, undefined, 404, 'not-found', /no kind of config items "them"; did you mean "theme"\?/],
    ['a screen', 'PUT', at('screen/main'), {document: {}}, undefined, 404, 'not-found', /edited by steps/],
    ['a key that is none', 'PUT', at('theme/a%20b'), {document: {}}, undefined, 404, 'not-found', /expected a key/],
    ['a key that reaches a prototype', 'PUT', at('theme/constructor'), {document: {}}, undefined, 404, 'not-found', /expected a key/],
    ['an item that is not there', 'GET', at('theme/none'), undefined, undefined, 404, 'not-found', /no config item theme\/none/],
    ['to discard what is not there', 'DELETE', at('theme/none'), undefined, undefined, 404, 'not-found', /no config item theme\/none/],
    ['to write a revision of what is not there', 'PUT', at('theme/none'), {document: {}}, {'if-match': '"1"'}, 404, 'not-found', /no config item theme\/none/],
    ['to validate what is not there', 'POST', '/api/v1/config/theme/none/validate', {}, undefined, 404, 'not-found', /no config item theme\/none/],
    ['a body without a document', 'PUT', at('theme/main'), {accent: 'teal'}, undefined, 400, 'invalid-input', /document/],
    ['a document that is none', 'PUT', at('theme/main'), {document: 'teal'}, undefined, 400, 'invalid-input', /expected/],
    ['to publish an item that is not there', 'POST', '/api/v1/releases', {items: ['theme/none']}, undefined, 404, 'not-found', /no config item theme\/none/],
    ['to publish what is no item', 'POST', '/api/v1/releases', {items: ['theme']}, undefined, 404, 'not-found', /no config item theme/],
    ['a draft through the records API', 'POST', '/api/v1/records/config_draft', {item: 'theme/x', kind: 'theme', key: 'x'}, undefined, 403, 'forbidden', /create/],
    ['a document through the records API', 'POST', '/api/v1/records/config_item', {hash: 'x', kind: 'theme', document: {}}, undefined, 403, 'forbidden', /create/],
  ])('refuses %s, and nothing is written', async (_name, method, path, body, headers, status, code, words) => {
    const seq = app.store.seq()
    const answer = await admin(method, path, body, headers)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
    expect(answer.body['detail']).toMatch(words)
    expect(app.store.seq()).toBe(seq)
  })
})

describe('what is in force', () => {
  let live: Release

  beforeAll(async () => {
    await put('theme/main', {accent: 'teal'})
    await put('list_view/agents', {from: 'company', columns: ['name'], role: 'agent'})
    await put('list_view/managers', {from: 'contact', columns: ['last_name'], role: 'manager'})
    await put('hidden/one', {word: 'nobody reads this'})
    await put('broken/one', {word: 'nobody reads this'})
    live = releaseOf(await publish())
  })

  test('is what the viewer may see: by role, by a function, and nothing where nothing says so or the function fails', async () => {
    const seen = async (role: 'admin' | 'manager' | 'agent' | 'readonly'): Promise<unknown> => Object.entries((await runtime(role)).body['items'] as object).flatMap(([kind, items]) => Object.keys(items as object).map(key => `${kind}/${key}`))
    const themes = Object.keys(live.items).filter(name => name.startsWith('theme/'))
    expect(await Promise.all((['admin', 'manager', 'agent', 'readonly'] as const).map(seen))).toEqual([themes, ['list_view/managers', ...themes], ['list_view/agents', ...themes], themes])
    expect((await runtime(null)).status).toBe(401)
    expect(app.logged.some(line => line.includes('it cannot say'))).toBe(true)
  })

  test('is answered with 304 to who holds it, to nobody else, and not after the next release', async () => {
    const first = await runtime('readonly')
    const tag = first.headers.get('etag')!
    expect([first.headers.get('cache-control'), first.headers.get('vary'), tag]).toEqual(['private, no-cache', expect.stringMatching(/Authorization.*Cookie/), expect.stringMatching(/^"\w{64}"$/)])
    const again = await runtime('readonly', {'if-none-match': tag})
    expect([again.status, again.text, again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([304, '', tag, 'private, no-cache'])
    for (const other of ['admin', 'manager', 'agent'] as const) expect((await runtime(other, {'if-none-match': tag})).status).toBe(200)
    expect((await runtime('readonly', {'if-match': '"other"'})).status).toBe(412)
    await put('theme/main', {accent: 'plum'})
    await publish({items: ['theme/main']})
    expect((await runtime('readonly', {'if-none-match': tag})).status).toBe(200)
    const back = await admin('POST', `/api/v1/releases/${live.id}/rollback`, {})
    // The same hash, another release: its number is part of the answer.
    expect(releaseOf(back).hash).toBe(live.hash)
    expect((await runtime('readonly', {'if-none-match': tag})).body).toMatchObject({release: {hash: live.hash, number: releaseOf(back).number}})
  })
})

describe('a release', () => {
  test('is proven by its hash, and names each snippet and each schema that it was checked against', async () => {
    const {id} = await makeScreen(app, '/proven')
    const {tree, hash} = await app.screens.load(id, 'draft')
    await app.screens.edit(systemActor, id, hash, insertParts(id, tree.rootId, [{snippet: 'data-grid', props: {columns: ['name']}, data: {rows: {from: 'company'}}}]))
    const {screens, items, snippets, schemas, hash: proof, misfits} = releaseOf(await publish())
    expect(proof).toBe(hashJson({screens, items, snippets, schemas}))
    const standing = app.screens.released().flatMap(one => [...one.tree.nodes.values()].map(node => node.snippet))
    expect(Object.keys(snippets).toSorted()).toEqual([...new Set(standing)].toSorted())
    expect(snippets['data-grid']).toMatch(/^\w{64}$/)
    expect(snippets['data-grid']).not.toBe(snippets['app-frame'])
    // The grid reads companies, the two views companies and contacts.
    expect(schemas).toEqual(Object.fromEntries(['company', 'contact'].map(name => [name, app.catalog.get(name).version])))
    expect(misfits).toEqual([])
    const listed = (await admin('GET', '/api/v1/releases?limit=1')).body['items'] as unknown as Release[]
    expect([listed[0]!.hash, Object.keys(listed[0]!).filter(name => ['snippets', 'schemas', 'misfits'].includes(name))]).toEqual([proof, []])
  })

  test('takes what is named, and nothing else', async () => {
    await put('theme/named', {accent: 'teal'})
    await app.screens.edit(systemActor, page.id, undefined, [{type: 'set', id: page.texts[0]!, path: ['props', 'text'], value: 'two'}])
    const before = app.screens.live()!
    const named = releaseOf(await publish({items: ['theme/named']}))
    expect([named.screens, Object.keys(named.items)]).toEqual([before.screens, [...Object.keys(before.items), 'theme/named'].toSorted()])
    await put('theme/named', {accent: 'plum'})
    const screens = releaseOf(await publish({screens: [page.id]}))
    expect(screens.items).toEqual(named.items)
    expect(screens.screens[page.id]).not.toBe(named.screens[page.id])
    await admin('DELETE', at('theme/named'))
  })

  test('that a rollback brings back says which nodes and items no longer fit, to whoever may edit them, and is live all the same', async () => {
    const earlier = app.screens.live()!
    await put('theme/other', {accent: 'teal'})
    await publish({items: ['theme/other']})
    const {doc, version} = app.catalog.get('company')
    const {name: label, ...properties} = doc.properties
    await app.putSchema(systemActor, 'company', {...doc, required: [], 'x-title': ['label'], 'x-indexes': [], properties: {...properties, label: label!}}, {acceptBreaks: true})
    const back = releaseOf(await admin('POST', `/api/v1/releases/${earlier.id}/rollback`, {}))
    expect(app.screens.live()!.id).toBe(back.id)
    expect(back.misfits).toMatchObject([
      {code: 'unknown-property', path: '/proven', node: expect.any(String), pointer: '/props/columns/0', severity: 'error'},
      {code: 'unknown-property', item: 'list_view/agents', pointer: '/columns/0'},
    ])
    expect([back.schemas['company'], version]).toEqual([app.catalog.get('company').version, back.schemas['company']! - 1])
    const told = releaseOf({...await app.as('manager')('GET', `/api/v1/releases/${back.id}`)}) as unknown as {release: Release; items: object[]}
    expect(told.release.misfits.map(({item}) => item)).toEqual([undefined])
    expect(JSON.stringify(await app.as('manager')('GET', `/api/v1/records/release/${back.id}`))).not.toContain('misfits')
    // What stood before does not stop what comes; the release says that it is still so.
    await put('theme/other', {accent: 'plum'})
    const next = releaseOf(await publish({items: ['theme/other']}))
    expect(next.misfits).toEqual(back.misfits)
    const {release: patched} = (await admin('POST', `/api/v1/nodes/${page.texts[0]!}/patch`, {steps: [{type: 'set', id: page.texts[0]!, path: ['props', 'text'], value: 'patched'}]})).body as unknown as {release: Release}
    expect([patched.misfits, patched.schemas, patched.items]).toEqual([next.misfits, next.schemas, next.items])
    expect(patched.hash).not.toBe(next.hash)
  })

  test('is rolled back to also where a check of what it holds fails, and says so; a publish of that item is refused', async () => {
    const now = app.screens.live()!
    expect(Object.keys(now.items)).toContain('broken/one')
    await put('theme/other', {accent: 'teal'})
    await publish({items: ['theme/other']})
    brokenCheck.fails = true
    try {
      const back = await admin('POST', `/api/v1/releases/${now.id}/rollback`, {})
      expect([back.status, releaseOf(back).misfits.filter(({item}) => item === 'broken/one')]).toMatchObject([201, [{code: 'item-not-checked', pointer: ''}]])
      expect(app.logged.some(line => line.includes('it cannot check'))).toBe(true)
      await put('broken/one', {word: 'new'})
      expect((await publish({items: ['broken/one']})).status).toBe(500)
      expect(app.screens.live()!.id).toBe(releaseOf(back).id)
    } finally {
      brokenCheck.fails = false
      await admin('DELETE', at('broken/one'))
    }
  })

  test('of an earlier version, which holds screens alone, is shown, in force and rolled back to', async () => {
    const now = app.screens.live()!
    const data = {number: now.number + 1, kind: 'publish', note: 'of old', screens: now.screens, before: now.id}
    const {records: [old]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'release', data}]})
    expect((await admin('GET', `/api/v1/releases/${old!.id}`)).body['release']).toEqual({
      id: old!.id, number: data.number, kind: 'publish', note: 'of old', at: old!.created_at, by: 'system', screens: now.screens, items: {},
      hash: hashJson({screens: now.screens, items: {}, snippets: {}, schemas: {}}), before: now.id, live: true,
    })
    expect((await runtime('readonly')).body).toMatchObject({release: {number: data.number}, items: {}})
    expect(releaseOf(await admin('POST', `/api/v1/releases/${now.id}/rollback`, {})).items).toEqual(now.items)
    expect(releaseOf(await admin('POST', `/api/v1/releases/${old!.id}/rollback`, {})).items).toEqual({})
  })
})

describe('rights', () => {
  const calls = [['GET', '/api/v1/config'], ['GET', at('theme/main')], ['PUT', at('theme/main')], ['DELETE', at('theme/main')], ['POST', '/api/v1/config/theme/main/validate']] as const
  let seq: number
  beforeEach(() => {
    seq = app.store.seq()
  })

  test.each(['agent', 'readonly', null] as const)('%s neither reads nor writes drafts', async role => {
    for (const [method, path] of calls) expect((await app.as(role)(method, path, method === 'PUT' ? {document: {}} : undefined)).status).toBe(role === null ? 401 : 403)
    expect(app.store.seq()).toBe(seq)
  })

  test('a manager edits what managers edit, and neither reads nor writes what is for admins, nor publishes', async () => {
    const manager = app.as('manager')
    for (const [method, path] of calls) {
      const answer = await manager(method, path.replace('theme/main', 'hidden/one'), method === 'PUT' ? {document: {}} : undefined)
      if (path !== '/api/v1/config') expect([answer.status, answer.body['detail']]).toEqual([403, expect.stringContaining('edited by admins')])
    }
    expect((await manager('POST', '/api/v1/releases', {items: ['theme/main']})).status).toBe(403)
    expect(app.store.seq()).toBe(seq)
    expect((await manager('PUT', at('theme/mine'), {document: {accent: 'teal'}})).status).toBe(201)
    // Neither the name nor the hash: who has the hash can try what the document says.
    const live = app.screens.live()!.id
    const [list, one, record] = await Promise.all(['/api/v1/releases', `/api/v1/releases/${live}`, `/api/v1/records/release/${live}`].map(async path => JSON.stringify((await manager('GET', path)).body)))
    for (const text of [list, one, record]) expect(text).not.toContain('hidden')
    const told = async (call: Call): Promise<readonly string[]> => {
      const {items} = (await call('GET', `/api/v1/releases/${live}`)).body as unknown as {items: readonly {readonly kind: string}[]}
      return [...new Set(items.map(({kind}) => kind))].toSorted()
    }
    expect([await told(manager), await told(app.as('admin'))]).toEqual([['theme'], ['broken', 'hidden', 'list_view', 'theme']])
  })
})
