import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
let contact = ''
let company = ''
let screen = {id: '', root_id: ''}
let card = ''

const node = (id: string, parent_id: string, order: string, snippet = 'card', props: object = {}) => ({id, screen_id: screen.id, parent_id, slot: 'default', order, snippet, props})

beforeAll(async () => {
  app = await startApp({snippets: true})
  const admin = app.as('admin')
  company = String((await admin('POST', '/api/v1/records/company', {name: 'Acme'})).body['id'])
  contact = String((await admin('POST', '/api/v1/records/contact', {last_name: 'Known', company_id: company})).body['id'])
  await admin('PATCH', `/api/v1/records/contact/${contact}`, {phone: '1'})
  const made = await admin('POST', '/api/v1/records/ui_screen', {path: '/test', title: 'Test'})
  expect(made.status).toBe(201)
  screen = {id: String(made.body['id']), root_id: (made.body['data'] as {root_id: string}).root_id}
  const draft = await admin('GET', `/api/v1/screens/${screen.id}`)
  const stack = (draft.body['nodes'] as unknown as {id: string; parent_id: string | null}[]).at(-1)!
  card = '0190aaaa-0000-7000-8000-000000000001'
  const inserted = await admin('POST', `/api/v1/screens/${screen.id}/steps`, {steps: [
    {type: 'insert', nodes: [node(card, stack.id, 'a1', 'card', {title: 'Outer'})]},
    {type: 'insert', nodes: [node('0190aaaa-0000-7000-8000-000000000002', card, 'a0', 'card', {title: 'Inner'})]},
  ]})
  expect(inserted.status).toBe(200)
  expect((await admin('POST', '/api/v1/releases', {note: 'First'})).status).toBe(201)
})
afterAll(() => app.close())

interface Case {
  readonly what: string
  readonly as?: 'admin' | 'manager' | 'agent' | 'readonly' | null
  readonly call: () => readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>]
  readonly status: number
  readonly code?: string
  readonly pointer?: string
  /** What the words must say. */
  readonly says: RegExp
}

const merge = {'content-type': 'application/merge-patch+json'}
const jsonPatch = {'content-type': 'application/json-patch+json'}
const contacts = '/api/v1/records/contact'
const at = () => `${contacts}/${contact}`
const steps = () => `/api/v1/screens/${screen.id}/steps`

const manyNames = (count: number) => Object.fromEntries(Array.from({length: count}, (_, n) => [`n${n}`, n]))

const cases: readonly Case[] = [
  {what: 'an unknown field', call: () => ['POST', contacts, {last_name: 'X', emial: 'a@x.test'}], status: 400, pointer: '/emial', says: /email/},
  {what: 'an unknown field in a patch', call: () => ['PATCH', at(), {emial: 'a@x.test'}, merge], status: 400, pointer: '/emial', says: /email/},
  {what: 'more different names than are read', call: () => ['PATCH', at(), manyNames(2_501), merge], status: 413, code: 'too-large', says: /2500 different names.*list/},
  {what: 'a step with more different names than are read', as: 'admin', call: () => ['POST', steps(), {steps: [{type: 'set', id: card, path: ['props', 'x'], value: manyNames(2_501)}]}], status: 413, code: 'too-large', says: /2500 different names/},
  {what: 'a step with too long a text deep inside', as: 'admin', call: () => ['POST', steps(), {steps: [{type: 'set', id: card, path: ['props', 'x'], value: {a: [1, {b: 'x'.repeat(100_001)}]}}]}], status: 400, pointer: '/steps/0/value/a/1/b', says: /100000 characters/},
  {what: 'a wrong type', call: () => ['POST', contacts, {last_name: 5}], status: 400, pointer: '/last_name', says: /expected .*(string|text)/},
  {what: 'a wrong format', call: () => ['POST', contacts, {last_name: 'X', email: 'nobody'}], status: 400, pointer: '/email', says: /email/},
  {what: 'a missing required field', call: () => ['POST', contacts, {first_name: 'X'}], status: 400, pointer: '/last_name', says: /required|missing|needed/},
  {what: 'a missing link', call: () => ['POST', contacts, {last_name: 'X', company_id: '01890a5d-ac96-774b-bcce-b302099a8057'}], status: 409, code: 'relational-link-broken', pointer: '/company_id', says: /company/},
  {what: 'a missing link in a JSON Patch', call: () => ['PATCH', at(), [{op: 'replace', path: '/company_id', value: 'nowhere'}], jsonPatch], status: 409, code: 'relational-link-broken', pointer: '/company_id', says: /company/},
  {what: 'a purge of what is linked to', call: () => ['POST', `/api/v1/records/company/${company}/purge`, {confirm: company}], status: 409, says: /contact/},
  {what: 'a stale revision', call: () => ['PATCH', at(), {phone: '2'}, {...merge, 'if-match': '"1"'}], status: 412, code: 'stale-revision', says: /revision/},
  {what: 'a role that may not', as: 'readonly', call: () => ['POST', contacts, {last_name: 'X'}], status: 403, code: 'forbidden', says: /readonly/},
  {what: 'nobody signed in', as: null, call: () => ['POST', contacts, {last_name: 'X'}], status: 401, code: 'sign-in-needed', says: /sign in/i},
  {what: 'a field of the server\'s', call: () => ['POST', contacts, {last_name: 'X', id: 'mine'}], status: 400, pointer: '/id', says: /.+/},
  {what: 'a revision in the body', call: () => ['PUT', at(), {last_name: 'X', rev: 9}], status: 400, pointer: '/rev', says: /.+/},
  {what: 'a user\'s own hash', call: () => ['POST', '/api/v1/records/user', {email: 'h@x.test', name: 'H', role: 'admin', password_hash: '$argon2id$x'}], status: 400, pointer: '/password_hash', says: /.+/},
  {what: 'a short password', call: () => ['POST', '/api/v1/records/user', {email: 'h@x.test', name: 'H', role: 'admin', password: 'short'}], status: 400, pointer: '/password', says: /8 characters/},
  {what: 'an email that is taken', call: () => ['POST', '/api/v1/records/user', {email: 'AGENT@demo.test', name: 'H', role: 'agent'}], status: 409, pointer: '/email', says: /.+/},
  {what: 'an unknown schema', call: () => ['GET', '/api/v1/records/contct'], status: 404, says: /contact/},
  {what: 'an unknown record', call: () => ['GET', `${contacts}/01890a5d-ac96-774b-bcce-b302099a8057`], status: 404, code: 'not-found', says: /no such record/},
  {what: 'an unknown address', call: () => ['GET', '/api/v1/recods/contact'], status: 404, says: /\/docs/},
  {what: 'an unknown method', call: () => ['DELETE', contacts], status: 405, says: /GET, POST/},
  {what: 'malformed JSON', call: () => ['POST', contacts, '{"last_name": "X",}'], status: 400, code: 'malformed-json', says: /line 1, column 19/},
  {what: 'no body', call: () => ['POST', contacts], status: 400, says: /object/},
  {what: 'a list as a body', call: () => ['POST', contacts, []], status: 400, says: /object/},
  {what: 'text as a body', call: () => ['POST', contacts, '"x"'], status: 400, says: /object/},
  {what: 'a wrong content type', call: () => ['POST', contacts, 'last_name=X', {'content-type': 'application/x-www-form-urlencoded'}], status: 415, says: /application\/json/},
  {what: 'a patch type on a create', call: () => ['POST', contacts, {last_name: 'X'}, merge], status: 415, says: /application\/json/},
  {what: 'an oversized body', call: () => ['POST', contacts, {last_name: 'X', title: 'x'.repeat(1 << 20)}], status: 413, code: 'too-large', says: /1048576 bytes/},
  {what: 'a hostile key', call: () => ['PATCH', at(), '{"__proto__":{"role":"admin"}}', merge], status: 400, code: 'hostile-key', says: /__proto__/},
  {what: 'a hostile JSON Patch path', call: () => ['PATCH', at(), [{op: 'add', path: '/__proto__/polluted', value: 1}], jsonPatch], status: 400, says: /.+/},
  {what: 'a JSON Patch test that fails', call: () => ['PATCH', at(), [{op: 'test', path: '/phone', value: 'other'}, {op: 'remove', path: '/phone'}], jsonPatch], status: 409, says: /test/},
  {what: 'a JSON Patch that is no list', call: () => ['PATCH', at(), {op: 'remove', path: '/phone'}, jsonPatch], status: 400, says: /list/},
  {what: 'an unknown screen', call: () => ['GET', '/api/v1/screens/01890a5d-ac96-774b-bcce-b302099a8057'], status: 404, says: /screen/i},
  {what: 'an unknown page', call: () => ['GET', '/app/nowhere', undefined, {accept: 'application/json'}], status: 404, code: 'unknown-screen', says: /\/nowhere/},
  {what: 'steps on an unknown screen', call: () => ['POST', '/api/v1/screens/01890a5d-ac96-774b-bcce-b302099a8057/steps', {steps: [{type: 'remove', id: card}]}], status: 404, says: /screen/i},
  {what: 'a cyclic move', call: () => ['POST', steps(), {steps: [{type: 'move', id: card, to: {parent_id: '0190aaaa-0000-7000-8000-000000000002', slot: 'default', order: 'a0'}}]}], status: 422, says: /itself|own|cycle|inside/i},
  {what: 'a malformed step', call: () => ['POST', steps(), {steps: [{type: 'set', id: card, path: ['__proto__', 'x'], value: 1}]}], status: 400, says: /.+/},
  {what: 'a broken expression, hot patched', call: () => ['POST', `/api/v1/nodes/${card}/patch`, {steps: [{type: 'set', id: card, path: ['props', 'title'], value: {$: 'user.nam +'}}], note: 'x'}], status: 422, says: /title/},
  {what: 'a hot patch by a manager', as: 'manager', call: () => ['POST', `/api/v1/nodes/${card}/patch`, {steps: [{type: 'set', id: card, path: ['props', 'title'], value: 'X'}], note: 'x'}], status: 403, says: /admin|manager/},
  {what: 'a publish by an agent', as: 'agent', call: () => ['POST', '/api/v1/releases', {}], status: 403, says: /agent|admin/},
  {what: 'a node written as a record', call: () => ['POST', '/api/v1/records/ui_node', node('0190aaaa-0000-7000-8000-000000000003', card, 'a5')], status: 403, says: /.+/},
  {what: 'a session written as a record', call: () => ['POST', '/api/v1/records/session', {token_hash: 'x'}], status: 403, says: /session/},
  {what: 'a system schema', call: () => ['PUT', '/api/v1/schemas/user', {title: 'User', type: 'object', properties: {email: {type: 'string'}}}], status: 403, says: /Espalier/},
  {what: 'a schema by a manager', as: 'manager', call: () => ['PUT', '/api/v1/schemas/thing', {title: 'Thing', type: 'object', properties: {a: {type: 'string'}}}], status: 403, says: /admin/},
  {what: 'a schema that breaks records', call: () => ['PUT', '/api/v1/schemas/contact', {title: 'Contact', type: 'object', properties: {first_name: {type: 'string'}}}], status: 409, code: 'schema-breaks', says: /last_name/},
  {what: 'a schema with a hostile pattern', call: () => ['PUT', '/api/v1/schemas/thing', {title: 'Thing', type: 'object', properties: {a: {type: 'string', pattern: '(?=a)b'}}}], status: 400, pointer: '/properties/a/pattern', says: /.+/},
  {what: 'a schema that fetches', call: () => ['PUT', '/api/v1/schemas/thing', {title: 'Thing', type: 'object', properties: {a: {$ref: 'http://169.254.169.254/x'}}}], status: 400, says: /\$ref/},
]

describe('refused, clearly, and nothing changes', () => {
  test.each(cases.map(one => [one.what, one] as const))('%s', async (_what, {as = 'admin', call, status, code, pointer, says}) => {
    const caller = app.as(as)
    if (as) await app.tokenOf(as)
    const before = app.store.seq()
    const answer = await caller(...call())
    expect(answer).toMatchObject({status, body: {status, ...(code && {code})}})
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({type: expect.any(String), title: expect.any(String), detail: expect.any(String), code: expect.stringMatching(/^[a-z][a-z-]+$/), request_id: answer.headers.get('x-request-id')})
    if (pointer) expect((answer.body['errors'] as unknown as {pointer: string}[]).map(error => error.pointer)).toContain(pointer)
    expect(answer.text).toMatch(says)
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at Object\.|SQLITE|argon2id/)
    expect((await app.store.events(before, 10)).map(event => `${event.op} ${event.schema}`)).toEqual([])
  })
})

test('a broken expression in a draft stops the publish, node by node, and the live screen stays', async () => {
  const admin = app.as('admin')
  const page = () => admin('GET', '/app/test', undefined, {accept: 'text/html'})
  expect((await page()).text).toContain('Outer')
  expect((await admin('POST', steps(), {steps: [{type: 'set', id: card, path: ['props', 'title'], value: {$: 'user.nam'}}]})).status).toBe(200)
  const check = await admin('POST', `/api/v1/screens/${screen.id}/check`)
  expect(check.body['problems']).toMatchObject([{severity: 'error', node: card}])
  const before = app.store.seq()
  const refused = await admin('POST', '/api/v1/releases', {note: 'broken'})
  expect(refused).toMatchObject({status: 422})
  expect(refused.text).toContain(card)
  expect(refused.text).toContain('name')
  expect(app.store.seq()).toBe(before)
  expect((await page()).text).toContain('Outer')
})
