import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {v7} from 'uuid'
import {insert, makeScreen, textNode, type MadeScreen} from '../../tests/open-test-tenant.ts'
import {startApp, type Answer, type TestApp} from '../../tests/start-app.ts'

let app: TestApp
let page: MadeScreen
let release: string

beforeAll(async () => {
  app = await startApp({snippets: true})
  page = await makeScreen(app, '/page', ['one', 'two'])
  const {body} = await app.as('admin')('POST', '/api/v1/releases', {note: 'first'})
  release = String(body['id'])
})
afterAll(() => app.close())

const json = (answer: Answer): {readonly [member: string]: never} => answer.body as {readonly [member: string]: never}

test('an admin goes the whole way: new screen, steps, check, publish, patch, rollback', async () => {
  const admin = app.as('admin')
  const made = await admin('POST', '/api/v1/records/ui_screen', {path: '/whole', title: 'Whole', nav: {label: 'Whole'}})
  expect(made.status).toBe(201)
  const id = String(made.body['id'])
  const draft = json(await admin('GET', `/api/v1/screens/${id}?at=draft`)) as unknown as {hash: string; nodes: {id: string; snippet: string}[]}
  const stack = draft.nodes.find(node => node.snippet === 'stack')!.id
  const text = textNode(id, stack, 'a0', 'Hello')
  const edited = await admin('POST', `/api/v1/screens/${id}/steps`, {base: draft.hash, steps: [insert(text)]})
  expect([edited.status, edited.body['steps']]).toEqual([200, [insert(text)]])
  expect((await admin('POST', `/api/v1/screens/${id}/check`)).body).toEqual({problems: []})
  expect((await admin('GET', `/api/v1/screens/${id}?at=live`)).status).toBe(404)
  const published = await admin('POST', '/api/v1/releases', {screens: [id], note: 'whole'})
  expect(published.status).toBe(201)
  expect(published.headers.get('location')).toBe(`/api/v1/releases/${String(published.body['id'])}`)
  const again = await admin('POST', '/api/v1/releases', {screens: [id]})
  expect([again.status, again.body['id']]).toEqual([200, published.body['id']])
  const patched = await admin('POST', `/api/v1/nodes/${text.id}/patch`, {steps: [{type: 'set', id: text.id, path: ['props', 'text'], value: 'Patched'}], note: 'typo'})
  expect(patched.body).toMatchObject({from: edited.body['hash'], screen: id, draft: 'rebased', release: {kind: 'hotpatch', note: 'typo'}})
  expect((await admin('GET', `/api/v1/releases/${String((patched.body['release'] as {id: string}).id)}`)).body).toMatchObject({changes: [{path: '/whole', kind: 'changed', steps: [{value: 'Patched', was: 'Hello'}]}]})
  const back = await admin('POST', `/api/v1/releases/${String(published.body['id'])}/rollback`, {})
  expect([back.status, back.body['kind']]).toEqual([201, 'rollback'])
  const items = (await admin('GET', '/api/v1/screens')).body['items'] as unknown as {id: string; path: string; draft: string; live: string}[]
  expect(items.find(item => item.id === id)).toMatchObject({path: '/whole', title: 'Whole', live: edited.body['hash'], draft: patched.body['to']})
  expect(((await admin('GET', '/api/v1/snippets')).body['items'] as unknown as {name: string}[]).map(item => item.name)).toContain('text')
})

const set = (id: string, value: unknown = 'x') => ({type: 'set', id, path: ['props', 'text'], value})

describe('what cannot be done is said, and changes nothing', () => {
  test.each<[string, () => [method: string, path: string, body?: unknown], number, string, string?]>([
    ['an unknown screen', () => ['GET', `/api/v1/screens/${v7()}`], 404, 'not-found'],
    ['an id that is none', () => ['GET', '/api/v1/screens/..%2f..%2fx'], 404, 'not-found'],
    ['an unknown release', () => ['GET', `/api/v1/screens/${page.id}?at=${v7()}`], 404, 'not-found'],
    ['an unknown parameter', () => ['GET', `/api/v1/screens/${page.id}?att=draft`], 400, 'unknown-parameter', '?att'],
    ['a wrong limit', () => ['GET', '/api/v1/releases?limit=0'], 400, 'invalid-input', '?limit'],
    ['no body', () => ['POST', `/api/v1/screens/${page.id}/steps`], 400, 'invalid-input', ''],
    ['an unknown member', () => ['POST', `/api/v1/screens/${page.id}/steps`, {step: []}], 400, 'invalid-input', '/step'],
    ['no steps', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: []}], 400, 'invalid-input', '/steps'],
    ['a step that is none', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [set(page.texts[0]!), {type: 'explode'}]}], 400, 'invalid-input', '/steps/1/type'],
    ['an unknown member of a step', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [{...set(page.texts[0]!), force: true}]}], 400, 'invalid-input', '/steps/0/force'],
    ['a path to where nothing leads', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [{...set(page.texts[0]!), path: ['parent_id']}]}], 400, 'invalid-input', '/steps/0/path'],
    ['a hostile path', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [{...set(page.texts[0]!), path: ['props', '__proto__']}]}], 400, 'invalid-input', '/steps/0/path/1'],
    ['a circle', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [{type: 'move', id: page.stack, to: {parent_id: page.texts[0], slot: 'default', order: 'a0'}}]}], 422, 'step-refused', '/steps/0'],
    ['a snippet that is none', () => ['POST', `/api/v1/nodes/${page.stack}/patch`, {steps: [{type: 'set', id: page.stack, path: ['snippet'], value: ''}]}], 400, 'invalid-input', '/steps/0/value'],
    ['an unknown node', () => ['POST', `/api/v1/screens/${page.id}/steps`, {steps: [set(v7())]}], 409, 'step-conflict', '/steps/0'],
    ['an unknown base', () => ['POST', `/api/v1/screens/${page.id}/steps`, {base: 'abc', steps: [set(page.texts[0]!)]}], 409, 'resync', '/base'],
    ['a patch of an unknown node', () => ['POST', `/api/v1/nodes/${v7()}/patch`, {steps: [set(page.texts[0]!)]}], 404, 'not-found'],
    ['a patch that breaks the page', () => ['POST', `/api/v1/nodes/${page.texts[0]!}/patch`, {steps: [{...set(page.texts[0]!), path: ['props', 'tone'], value: 'blue'}]}], 422, 'screen-problems', '/props/tone'],
    ['a broken expression', () => ['POST', `/api/v1/nodes/${page.texts[0]!}/patch`, {steps: [set(page.texts[0]!, {$: 'user.nam +'})]}], 422, 'screen-problems', '/props/text'],
    ['a note that is too long', () => ['POST', `/api/v1/nodes/${page.texts[0]!}/patch`, {steps: [set(page.texts[0]!)], note: 'x'.repeat(2001)}], 400, 'invalid-input', '/note'],
    ['screens that are no list', () => ['POST', '/api/v1/releases', {screens: page.id}], 400, 'invalid-input', '/screens'],
    ['a screen to publish that is not there', () => ['POST', '/api/v1/releases', {screens: [v7()]}], 404, 'not-found', '/screens'],
    ['a rollback to what is not there', () => ['POST', `/api/v1/releases/${v7()}/rollback`, {}], 404, 'not-found'],
    ['another method', () => ['DELETE', `/api/v1/screens/${page.id}`], 405, 'method-not-allowed'],
    ['a node through the records API', () => ['PATCH', `/api/v1/records/ui_node/${page.texts[0]!}`, {props: {text: 'x'}}], 403, 'forbidden'],
    ['a release through the records API', () => ['POST', '/api/v1/records/release', {number: 99, kind: 'publish', note: '', screens: {}, before: null}], 403, 'forbidden'],
    ['another root through the records API', () => ['PATCH', `/api/v1/records/ui_screen/${page.id}`, {root_id: page.texts[0]}], 400, 'invalid-input', '/root_id'],
    ['a path that is none', () => ['PATCH', `/api/v1/records/ui_screen/${page.id}`, {path: '/A'}], 422, 'invalid-screen', '/path'],
  ])('%s', async (_name, request, status, code, pointer) => {
    const seq = app.store.seq()
    const answer = await app.as('admin')(...request())
    expect([answer.status, answer.body['code'], answer.headers.get('content-type')]).toEqual([status, code, 'application/problem+json'])
    if (pointer !== undefined) expect((answer.body['errors'] as unknown as {pointer: string}[])[0]?.pointer).toBe(pointer)
    expect(app.store.seq()).toBe(seq)
  })
})

describe('rights', () => {
  const calls: readonly [write: boolean, method: string, path: () => string, body?: () => unknown][] = [
    [false, 'GET', () => '/api/v1/screens'],
    [false, 'GET', () => `/api/v1/screens/${page.id}?at=draft`],
    [false, 'GET', () => `/api/v1/screens/${page.id}?at=live`],
    [false, 'POST', () => `/api/v1/screens/${page.id}/check`],
    [false, 'GET', () => '/api/v1/releases'],
    [false, 'GET', () => `/api/v1/releases/${release}`],
    [false, 'GET', () => '/api/v1/snippets'],
    [true, 'POST', () => `/api/v1/screens/${page.id}/steps`, () => ({steps: [{type: 'remove', id: page.texts[0]}]})],
    [true, 'POST', () => '/api/v1/releases', () => ({})],
    [true, 'POST', () => `/api/v1/releases/${release}/rollback`, () => ({})],
    [true, 'POST', () => `/api/v1/nodes/${page.texts[0]}/patch`, () => ({steps: [{type: 'remove', id: page.texts[0]}]})],
    [true, 'POST', () => '/api/v1/records/ui_screen', () => ({path: '/mine', title: 'Mine'})],
  ]

  test.each(['manager', 'agent', 'readonly', null] as const)('%s', async role => {
    const seq = app.store.seq()
    for (const [write, method, path, body] of calls) {
      const {status} = await app.as(role)(method, path(), body?.())
      expect(`${method} ${path()} ${status}`).toBe(`${method} ${path()} ${role === null ? 401 : role === 'manager' && !write ? 200 : 403}`)
    }
    expect(app.store.seq() - seq).toBeLessThanOrEqual(1)
  })
})
