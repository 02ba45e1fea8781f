/** What a schema says of a secret's values is as secret as they are, and whoever may write but not read learns nothing of what stood there. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call
let agent: Call

/** `hidden-…` stands wherever a schema can say something of a secret. */
const safe = {
  title: 'Safe', type: 'object', examples: [{name: 'a', pin: 'hidden-root-example'}], default: {pin: 'hidden-root-default'}, $comment: 'the pin is hidden-root-comment',
  $defs: {code: {type: 'string', default: 'hidden-def-choice', description: 'hidden-def-description', enum: ['hidden-def-choice', 'x']}, word: {type: 'string', maxLength: 40}},
  properties: {
    name: {$ref: '#/$defs/word'},
    pin: {type: 'string', title: 'Pin', maxLength: 99, default: 'hidden-default', examples: ['hidden-example'], description: 'hidden-description', $comment: 'hidden-comment', 'x-note': 'hidden-note', 'x-secret': true},
    level: {enum: ['hidden-low', 'hidden-high'], 'x-secret': true},
    fixed: {const: 'hidden-fixed', 'x-secret': true},
    shape: {type: 'string', pattern: '^(hidden-pattern)?$', 'x-secret': true},
    codes: {type: 'array', items: {$ref: '#/$defs/code'}, 'x-secret': true},
    code: {$ref: '#/$defs/code', 'x-secret': true},
  },
  if: {properties: {pin: {const: 'hidden-if'}}, required: ['pin']}, else: {properties: {name: {maxLength: 39}}},
  allOf: [{properties: {name: {maxLength: 38}}}, {not: {properties: {pin: {const: 'hidden-rule'}}, required: ['pin']}}, {$ref: '#/$defs/rule'}],
  dependentSchemas: {level: {$comment: 'hidden-dependent', properties: {name: {maxLength: 37}}}},
}
const put = (name: string, doc: object): Promise<Answer> => admin('PUT', `/api/v1/schemas/${name}`, doc)

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
  agent = app.as('agent')
  expect((await put('safe', {...safe, $defs: {...safe.$defs, rule: {required: ['name'], properties: {fixed: {const: 'hidden-fixed'}}}}})).text).not.toContain('"status":4')
})
afterAll(() => app.close())

describe('what a schema says of a secret', () => {
  test.each(['readonly', 'agent', 'manager'] as const)('is nowhere for %s', async role => {
    const call = app.as(role)
    const {id} = app.catalog.get('safe').source
    const answers = await Promise.all(['/openapi.json', '/docs', '/docs/safe', '/api/v1/schemas/safe', '/api/v1/schemas', '/api/v1/records/schema', `/api/v1/records/schema/${id}`, `/api/v1/records/schema/${id}/history`, '/api/v1/search?q=hidden', '/api/v1/search?q=hidden&schemas=schema'].map(path => call('GET', path)))
    for (const {text} of answers) expect(text).not.toContain('hidden-')
    expect(answers[3]!.body).toMatchObject({properties: {name: {type: 'string', maxLength: 40}}, allOf: [{properties: {name: {maxLength: 38}}}]})
    expect(answers[3]!.body).not.toHaveProperty('$defs')
  })
  test('is no part of the reference for admins either, who read it in the schema itself', async () => {
    expect((await admin('GET', '/openapi.json')).text).not.toContain('hidden-')
    expect((await admin('GET', '/docs/safe')).text).not.toContain('hidden-')
    expect((await admin('GET', '/api/v1/schemas/safe')).text).toContain('hidden-default')
  })
  test('that is needed to write it stays: its name, type and form', async () => {
    const {components} = (await agent('GET', '/openapi.json')).body as unknown as {readonly components: {readonly schemas: {readonly [name: string]: {readonly properties: object}}}}
    expect(components.schemas['safe.body']!.properties).toMatchObject({name: {type: 'string', maxLength: 40}, pin: {type: 'string', title: 'Pin', maxLength: 99, writeOnly: true}, level: {writeOnly: true}})
    expect(components.schemas['safe']!.properties).not.toHaveProperty('pin')
  })
  test('is not told by a refusal', async () => {
    for (const body of [{name: 'a', level: 'wrong'}, {name: 'a', fixed: 'wrong'}, {name: 'a', code: 'wrong'}, {name: 'a', codes: ['wrong']}]) {
      const answer = await agent('POST', '/api/v1/records/safe', body)
      expect(answer.status).toBe(400)
      expect(answer.text).not.toMatch(/hidden-|wrong/)
    }
  })
})

describe('a secret that is unique', () => {
  test('is refused, since a refused write would tell that somebody has the value', async () => {
    expect(await put('oracle', {title: 'Oracle', type: 'object', properties: {pin: {type: 'string', 'x-secret': true, 'x-unique': true}}})).toMatchObject({status: 400, body: {errors: [{pointer: '/properties/pin/x-unique'}]}})
  })
  test('in a schema from before is unique no more', async () => {
    const doc = {title: 'Old oracle', type: 'object', properties: {pin: {type: 'string', 'x-secret': true, 'x-unique': true}}}
    await app.putSchema(systemActor, 'old_oracle', {...doc, properties: {pin: {type: 'string', 'x-secret': true}}})
    const {source, spec} = app.catalog.get('old_oracle')
    await app.store.commit({at: new Date().toISOString(), by: 'test', writes: [{op: 'update', schema: 'schema', id: source.id, fromRev: source.rev, doc: JSON.stringify({name: 'old_oracle', version: 2, doc})}], tables: [spec]})
    expect(app.catalog.get('old_oracle').doc.properties['pin']).toHaveProperty('x-unique', true)
    expect(app.catalog.get('old_oracle').spec.columns).toMatchObject([{name: 'pin', unique: false}])
    for (let n = 0; n < 2; n++) expect((await agent('POST', '/api/v1/records/old_oracle', {pin: '1234'})).status).toBe(201)
  })
})

test('who links to a record by a secret is not told when it cannot be purged', async () => {
  await put('target', {title: 'Target', type: 'object', properties: {name: {type: 'string'}}})
  await put('pointer', {title: 'Pointer', type: 'object', properties: {name: {type: 'string'}, target_id: {type: 'string', 'x-secret': true}}})
  const {body} = await admin('POST', '/api/v1/records/target', {name: 't'})
  await admin('POST', '/api/v1/records/pointer', {name: 'p', target_id: body['id']})
  const answer = await admin('POST', `/api/v1/records/target/${String(body['id'])}/purge`, {confirm: body['id']})
  expect(answer).toMatchObject({status: 409, body: {code: 'still-linked'}})
  expect(answer.text).not.toMatch(/pointer|target_id/)
})

describe('who may change a record but not read it', () => {
  const box = {
    title: 'Box', type: 'object', 'x-rights': {read: 'manager', update: 'agent'},
    properties: {name: {type: 'string'}, amount: {type: 'number'}, kind: {enum: ['a', 'b']}, stamp: {type: 'string', 'x-server': true}, key: {type: 'string', 'x-unique': true}},
  }
  const narrow = {...box, properties: {...box.properties, amount: {type: 'number', maximum: 5}}, if: {properties: {kind: {const: 'b'}}, required: ['kind']}, else: true}
  const made = async (data: object = {name: 'Ada', amount: 7, kind: 'a', stamp: 's'}): Promise<string> => {
    const {records} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'box', data: data as never}]})
    return records[0]!.id
  }
  const path = (id: string): string => `/api/v1/records/box/${id}`
  /** All that the sender sees, and all that others might see of it. */
  const seen = async (id: string, method: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<object> => {
    const before = app.store.seq()
    const {status, headers: sent, text} = await agent(method, path(id), body, headers)
    return {status, etag: sent.get('etag'), text: text.replaceAll(id, 'ID').replaceAll(/"request_id":"[^"]*"/g, ''), events: app.store.seq() - before}
  }
  beforeAll(async () => {
    await put('box', box)
  })

  test.each([['merge', 'PATCH', {name: 'Ada'}, {name: 'Eve'}], ['replace', 'PUT', {name: 'Ada', amount: 7, kind: 'a'}, {name: 'Eve', amount: 7, kind: 'a'}], ['replace by less', 'PUT', {}, {name: 'Eve'}], ['of what the server made', 'PUT', {stamp: 's'}, {stamp: 't'}]])('sees no difference between a right guess and a wrong one: %s', async (_what, method, right, wrong) => {
    expect(await seen(await made(), method, right)).toEqual(await seen(await made(), method, wrong))
    expect(await seen(await made({}), method, right)).toEqual(await seen(await made(), method, wrong))
  })
  test('nor with an idempotency key, nor with the revision that it was told', async () => {
    for (const headers of [{'if-match': '"1"'}, {'idempotency-key': 'guess'}] as const) {
      const keyed = (n: number): Record<string, string> => ('idempotency-key' in headers ? {'idempotency-key': `guess-${n}`} : headers)
      expect(await seen(await made(), 'PATCH', {name: 'Ada'}, keyed(1))).toEqual(await seen(await made(), 'PATCH', {name: 'Eve'}, keyed(2)))
    }
  })
  test('is told by no operation what stands there', async () => {
    const id = await made()
    for (const value of ['Ada', 'Eve']) expect((await agent('PATCH', path(id), [{op: 'test', path: '/name', value}], {'content-type': 'application/json-patch+json'})).status).toBe(403)
    for (const ask of ['', '/history', '?fields=name']) expect((await agent('GET', path(id) + ask)).status).toBe(403)
    for (const ask of ['filter=record.name=="Ada"', 'sort=name', 'q=Ada', 'count=exact']) expect((await agent('GET', `/api/v1/records/box?${ask}`)).status).toBe(403)
  })
  test('guesses no value that fits no more, and is held up by none', async () => {
    const ids = [await made(), await made(), await made()] as const
    expect((await admin('PUT', '/api/v1/schemas/box?accept=breaks', narrow)).status).toBe(200)
    expect(await seen(ids[0], 'PATCH', {amount: 7})).toEqual({...await seen(ids[1], 'PATCH', {amount: 8}), text: expect.stringContaining('expected 5 or less, got 7') as string})
    expect(await seen(ids[2], 'PATCH', {name: 'Eve'})).toMatchObject({status: 200})
  })
  test('is not told a hidden value by a rule that speaks of it', async () => {
    await admin('PUT', '/api/v1/schemas/box?accept=breaks', {...box, if: {not: {properties: {kind: {const: 'b'}}, required: ['kind']}}, else: {properties: {amount: {maximum: 5}}}})
    const answer = await agent('PATCH', path(await made()), {kind: 'b'})
    expect(answer).toMatchObject({status: 400, body: {errors: [{pointer: '/amount'}]}})
    expect(String(answer.body['detail'])).not.toContain('7')
  })
})
