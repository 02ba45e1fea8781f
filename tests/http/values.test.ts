/** A value is kept as it was sent, or refused; what no longer fits its schema stays until somebody changes it. */
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call

const measure = {
  title: 'Measure', type: 'object', required: ['name'],
  properties: {name: {type: 'string'}, amount: {type: 'number'}, count: {type: 'integer'}, anything: {}, more: {type: 'object', additionalProperties: true}},
}
const measures = '/api/v1/records/measure'

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
  await admin('PUT', '/api/v1/schemas/measure', measure)
})
afterAll(() => app.close())

const mergePatch = {'content-type': 'application/merge-patch+json'}
const jsonPatch = {'content-type': 'application/json-patch+json'}
const add = async (schema: string, data: object | string): Promise<string> => {
  const answer = await admin('POST', `/api/v1/records/${schema}`, data)
  expect(answer.status, answer.text).toBe(201)
  return String(answer.body['id'])
}
/** As the stored text, in which each digit counts. */
const stored = async (schema: string, id: string): Promise<string> => (await app.store.get(schema, id))!.doc

describe('a number that would become another one is refused with its place, on every door', () => {
  const numbers = ['1e400', '-1e400', '1e-400', '9007199254740993', '0.30000000000000001']
  const doors: readonly (readonly [door: string, pointer: string, send: (number: string, id: string) => Promise<Answer>])[] = [
    ['POST', '/amount', number => admin('POST', measures, `{"name":"a","amount":${number}}`)],
    ['POST at depth', '/more/list/1/x', number => admin('POST', measures, `{"name":"a","more":{"list":[1,{"x":${number}}]}}`)],
    ['POST of any value', '/anything', number => admin('POST', measures, `{"name":"a","anything":${number}}`)],
    ['PUT', '/amount', (number, id) => admin('PUT', `${measures}/${id}`, `{"name":"a","amount":${number}}`)],
    ['PATCH by merge', '/amount', (number, id) => admin('PATCH', `${measures}/${id}`, `{"amount":${number}}`, mergePatch)],
    ['PATCH by operations', '/0/value/0', (number, id) => admin('PATCH', `${measures}/${id}`, `[{"op":"add","path":"/anything","value":[${number}]}]`, jsonPatch)],
    ['a default', '/properties/amount/default', number => admin('PUT', '/api/v1/schemas/refused', `{"title":"R","type":"object","properties":{"amount":{"type":"number","default":${number}}}}`)],
    ['a bound', '/properties/amount/minimum', number => admin('PUT', '/api/v1/schemas/refused', `{"title":"R","type":"object","properties":{"amount":{"type":"number","minimum":${number}}}}`)],
    ['a choice', '/properties/amount/enum/1', number => admin('PUT', '/api/v1/schemas/refused', `{"title":"R","type":"object","properties":{"amount":{"enum":[1,${number}]}}}`)],
    ['a step', '/steps/0/value', number => admin('POST', '/api/v1/screens/nowhere/steps', `{"base":"x","steps":[{"type":"set","id":"n","path":["props","size"],"value":${number}}]}`)],
    ['an event', '/payload/amount', number => admin('POST', '/app/act', `{"screen":"","hash":"","node":"n","event":"press","path":"/app/x","query":{},"payload":{"amount":${number}}}`)],
  ]
  test.each(doors)('%s', async (_door, pointer, send) => {
    const id = await add('measure', {name: 'kept', amount: 5})
    for (const number of numbers) {
      const answer = await send(number, id)
      expect(answer, answer.text).toMatchObject({status: 400, body: {code: 'inexact-number', errors: [{pointer}]}})
      expect(answer.text).toContain(`got ${number}, which`)
    }
    expect(await stored('measure', id)).toBe('{"name":"kept","amount":5}')
    expect(app.catalog.find('refused')).toBeUndefined()
  })

  test('the payload of a form without script', async () => {
    const body = new URLSearchParams({screen: '', hash: '', node: 'n', event: 'press', path: '/app/x', query: '', payload: '{"amount":9007199254740993}'}).toString()
    expect(await admin('POST', '/app/act', body, {'content-type': 'application/x-www-form-urlencoded', accept: 'application/json'})).toMatchObject({status: 400, body: {code: 'inexact-number'}})
  })

  test.each(['record.amount > 1e400', 'record.amount > -1e400', 'record.amount == 9007199254740993', 'record.amount == 9007199254740993.0', 'record.amount < 1e-400', 'record.amount == 0.30000000000000001', 'record.amount == double("9007199254740993")'])('a filter: %s', async filter => {
    expect(await admin('GET', `${measures}?filter=${encodeURIComponent(filter)}`)).toMatchObject({status: 400, body: {code: 'invalid-filter'}})
  })
})

describe('a number that comes back as it was sent is kept', () => {
  test.each([
    ['9007199254740992', '9007199254740992'], ['-9007199254740991', '-9007199254740991'], ['0.1', '0.1'], ['0.10000000000000001', '0.1'], ['1.50', '1.5'], ['1e21', '1e+21'], ['1e-7', '1e-7'], ['-0', '0'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'], ['5e-324', '5e-324'], ['12345678901234567168', '12345678901234567000'],
  ])('%s', async (sent, kept) => {
    expect(await stored('measure', await add('measure', `{"name":"a","amount":${sent},"anything":[${sent}]}`))).toBe(`{"name":"a","amount":${kept},"anything":[${kept}]}`)
  })
  test('as text any number of digits', async () => {
    expect(await stored('measure', await add('measure', '{"name":"9007199254740993","anything":"1e400"}'))).toBe('{"name":"9007199254740993","anything":"1e400"}')
  })
})

test('what code calculates is no way around it', async () => {
  for (const amount of [Infinity, -Infinity, NaN]) {
    for (const data of [{name: 'a', amount}, {name: 'a', anything: amount}, {name: 'a', more: {deep: [amount]}}]) {
      await expect(app.commit(systemActor, {changes: [{op: 'create', schema: 'measure', data}]})).rejects.toMatchObject({status: 400})
    }
    await expect(app.putSchema(systemActor, 'refused', {...measure, properties: {...measure.properties, amount: {type: 'number', maximum: amount}}})).rejects.toMatchObject({status: 400})
  }
})

describe('cents', () => {
  const bill = {title: 'Bill', type: 'object', properties: {total: {type: 'number', multipleOf: 0.01, default: 19.99}, items: {type: 'array', items: {type: 'number', multipleOf: 0.05}}}}
  const bills = '/api/v1/records/bill'
  beforeAll(async () => {
    expect((await admin('PUT', '/api/v1/schemas/bill', bill)).status).toBe(201)
  })
  test('are taken by the hundredth, as people count', async () => {
    for (const total of [0.07, 1.11, 19.99, 143.48, 0.01, 3, -2.05]) expect(await admin('POST', bills, {total, items: [4.35, 0.15]}), String(total)).toMatchObject({status: 201, body: {data: {total}}})
    expect(await admin('POST', bills, {})).toMatchObject({status: 201, body: {data: {total: 19.99}}})
  })
  test('and no finer', async () => {
    for (const total of [0.071, 19.995, 1e-7]) expect(await admin('POST', bills, {total})).toMatchObject({status: 400, body: {errors: [{pointer: '/total', message: `expected a multiple of 0.01, got ${total}`}]}})
    expect(await admin('POST', bills, {items: [4.36]})).toMatchObject({status: 400, body: {errors: [{pointer: '/items/0'}]}})
  })
  test('that fit a new step are no break of it', async () => {
    const {body} = await admin('PUT', '/api/v1/schemas/bill', {...bill, properties: {...bill.properties, total: {type: 'number', multipleOf: 0.02}}})
    expect(body).toMatchObject({code: 'schema-breaks', breaks: [{kind: 'rules', records: 6}]})
    expect((await admin('PUT', '/api/v1/schemas/bill?accept=breaks', {...bill, properties: {...bill.properties, total: {type: 'number', multipleOf: 0.001}}})).body['breaks']).toMatchObject([{kind: 'rules', records: 0}])
  })
})

describe('what no longer fits its schema', () => {
  const versions = {
    wide: {title: 'Lead', type: 'object', properties: {
      name: {type: 'string'}, status: {enum: ['new', 'lost']}, tags: {type: 'array', items: {enum: ['a', 'b', 'c']}}, amount: {type: ['number', 'null']}, reason: {type: 'string'}, phone: {type: 'string'},
      place: {type: 'object', properties: {zip: {type: 'string'}, city: {type: 'string'}}, additionalProperties: true},
    }},
    narrow: {title: 'Lead', type: 'object', required: ['phone'], properties: {
      name: {type: 'string'}, status: {enum: ['new', 'won']}, tags: {type: 'array', items: {enum: ['a', 'b']}}, amount: {type: 'number'}, reason: {type: 'string'}, phone: {type: 'string'},
      place: {type: 'object', properties: {zip: {type: 'string', pattern: '^[0-9]+$'}, city: {type: 'string'}}, additionalProperties: false},
    },
    if: {not: {properties: {status: {const: 'won'}}, required: ['status']}}, else: {required: ['reason']}},
  }
  const old = {name: 'Ada', status: 'lost', tags: ['c', 'a'], amount: null, place: {zip: 'x', city: 'Turku', street: 'old'}}
  let id: string
  const path = (): string => `/api/v1/records/lead/${id}`
  const patch = (body: object): Promise<Answer> => admin('PATCH', path(), body)
  const kept = async (): Promise<object> => JSON.parse(await stored('lead', id)) as object

  beforeAll(async () => {
    await admin('PUT', '/api/v1/schemas/lead', versions.wide)
  })
  test('stays when something else is changed, by every kind of write', async () => {
    await admin('PUT', '/api/v1/schemas/lead?accept=breaks', versions.wide)
    id = await add('lead', old)
    expect((await admin('PUT', '/api/v1/schemas/lead?accept=breaks', versions.narrow)).status).toBe(200)
    expect(await patch({name: 'Ada L'})).toMatchObject({status: 200, body: {data: {...old, name: 'Ada L'}}})
    expect(await admin('PATCH', path(), [{op: 'replace', path: '/name', value: 'Ada B'}], jsonPatch)).toMatchObject({status: 200})
    expect(await admin('PUT', path(), {...old, name: 'Ada K'})).toMatchObject({status: 200})
    expect(await kept()).toEqual({...old, name: 'Ada K'})
  })
  test('sent back as it is, it changes nothing', async () => {
    const {body} = await admin('GET', path())
    expect(await admin('PUT', path(), body['data'])).toMatchObject({status: 200, body: {rev: body['rev']}})
    expect(await patch({status: 'lost', tags: ['c', 'a']})).toMatchObject({status: 200, body: {rev: body['rev']}})
  })
  test('is refused once it is changed to something else that does not fit', async () => {
    for (const [body, pointer] of [[{status: 'gone'}, '/status'], [{tags: ['c', 'd']}, '/tags/1'], [{amount: 'x'}, '/amount'], [{place: {zip: 'y'}}, '/place/zip'], [{place: {street: 'new'}}, '/place/street'], [{place: {lane: 'x'}}, '/place/lane']] as const) {
      expect(await patch(body), JSON.stringify(body)).toMatchObject({status: 400, body: {errors: [{pointer}]}})
    }
  })
  test('within a list and an object lets its neighbours be changed', async () => {
    expect(await patch({tags: ['b', 'c']})).toMatchObject({status: 200, body: {data: {tags: ['b', 'c']}}})
    expect(await patch({tags: ['c']})).toMatchObject({status: 200, body: {data: {tags: ['c']}}})
    expect(await patch({place: {city: 'Oulu'}})).toMatchObject({status: 200, body: {data: {place: {zip: 'x', city: 'Oulu', street: 'old'}}}})
  })
  test('is never put into a new record, nor back once it is gone', async () => {
    expect(await admin('POST', '/api/v1/records/lead', old)).toMatchObject({status: 400})
    expect(await patch({tags: ['b']})).toMatchObject({status: 200})
    expect(await patch({tags: ['b', 'c']})).toMatchObject({status: 400, body: {errors: [{pointer: '/tags/1'}]}})
    expect(await patch({status: 'new'})).toMatchObject({status: 200})
    expect(await patch({status: 'lost'})).toMatchObject({status: 400, body: {errors: [{pointer: '/status'}]}})
  })
  test('a rule over several properties holds for a change of one of them', async () => {
    expect(await patch({status: 'won'})).toMatchObject({status: 400, body: {errors: [{pointer: '/reason'}]}})
    expect(await patch({status: 'won', reason: 'price'})).toMatchObject({status: 200})
    expect(await patch({reason: null})).toMatchObject({status: 400, body: {errors: [{pointer: '/reason'}]}})
  })
  test('what is required now may stay away, but not be taken out', async () => {
    expect(await patch({phone: '1'})).toMatchObject({status: 200})
    expect(await patch({phone: null})).toMatchObject({status: 400, body: {errors: [{pointer: '/phone'}]}})
    expect(await admin('PUT', path(), {name: 'Ada', status: 'new'})).toMatchObject({status: 400, body: {errors: [{pointer: '/phone'}]}})
  })
})
