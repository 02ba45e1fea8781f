/** A property that stands behind a reference is like any other: in the table, filters, sort, pages, forms and grids. */
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startApp, type Call, type TestApp} from '../start-app.ts'

let app: TestApp
let admin: Call
const items = '/api/v1/records/ware'

beforeAll(async () => {
  app = await startApp()
  admin = app.as('admin')
  const put = await admin('PUT', '/api/v1/schemas/ware', {
    title: 'Ware', type: 'object', required: ['price'],
    $defs: {money: {type: 'number', minimum: 0, multipleOf: 0.01}, word: {type: 'string'}, kind: {enum: ['tool', 'toy']}, day: {type: 'string', format: 'date'}, id: {type: 'string'}},
    properties: {
      label: {$ref: '#/$defs/word'}, price: {$ref: '#/$defs/money', 'x-index': true}, kind: {allOf: [{$ref: '#/$defs/kind'}]}, from: {anyOf: [{$ref: '#/$defs/day'}, {type: 'null'}]}, words: {type: 'array', items: {$ref: '#/$defs/word'}},
      company_id: {$ref: '#/$defs/id'}, code: {$ref: '#/$defs/word', 'x-unique': true},
    },
  })
  expect(put.status, put.text).toBe(201)
  for (const ware of [{label: 'hammer', price: 9, kind: 'tool', from: '2026-01-31', words: ['heavy'], code: 'a'}, {label: 'ball', price: 19.99, kind: 'toy', from: null, code: 'b'}, {label: 'saw', price: 100, kind: 'tool'}]) {
    expect((await admin('POST', items, ware)).status).toBe(201)
  }
})
afterAll(() => app.close())

const labels = async (query: object): Promise<readonly unknown[]> => {
  const {body, status, text} = await admin('GET', `${items}?${new URLSearchParams({sort: 'price', ...query})}`)
  expect(status, text).toBe(200)
  return (body['items'] as readonly {data: {label: string}}[]).map(({data}) => data.label)
}

test('it has a column of its type, and is indexed, unique, searched and linked by what is said of it', async () => {
  expect(app.catalog.get('ware').spec.columns).toMatchObject([
    {name: 'label', type: 'text', search: true}, {name: 'price', type: 'real', index: true}, {name: 'kind', type: 'text', few: true}, {name: 'from', type: 'text'}, {name: 'words', type: 'json', search: true}, {name: 'company_id', link: 'company', index: true}, {name: 'code', unique: true},
  ])
  expect(await admin('POST', items, {price: 1, code: 'a'})).toMatchObject({status: 409, body: {code: 'not-unique'}})
  expect(await admin('POST', items, {price: 1, company_id: 'nowhere'})).toMatchObject({status: 409, body: {code: 'relational-link-broken'}})
})

test('it is filtered, sorted and searched by', async () => {
  expect(await labels({sort: '-price'})).toEqual(['saw', 'ball', 'hammer'])
  expect(await labels({filter: 'record.price >= 19.99 && record.kind == "toy"'})).toEqual(['ball'])
  expect(await labels({filter: 'record.from == null'})).toEqual(['ball', 'saw'])
  expect(await labels({filter: '"heavy" in record.words'})).toEqual(['hammer'])
  expect(await labels({q: 'hea'})).toEqual(['hammer'])
  expect(await admin('GET', `${items}?filter=${encodeURIComponent('record.price == "x"')}`)).toMatchObject({status: 400, body: {code: 'invalid-filter'}})
})

test('who reads the schema finds it said in full, also in the reference', async () => {
  expect((await app.as('agent')('GET', '/api/v1/schemas/ware')).body).toMatchObject({properties: {price: {type: 'number', minimum: 0}, kind: {enum: ['tool', 'toy']}, from: {type: ['string', 'null'], format: 'date'}}})
  expect((await app.as('agent')('GET', '/openapi.json')).text).not.toContain('#/$defs/')
})
