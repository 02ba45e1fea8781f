/** A property that stands behind a reference is typed into, saved, listed and filtered like any other. */
import {v7} from 'uuid'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {cookieOf} from './person.ts'

let server: BuiltServer
let browser: Browser
let page: Page

const ware = {
  title: 'Ware', type: 'object', required: ['price'],
  $defs: {money: {type: 'number', title: 'Price', minimum: 0, multipleOf: 0.01}, word: {type: 'string'}, kind: {enum: ['tool', 'toy']}, day: {type: 'string', format: 'date'}},
  properties: {label: {$ref: '#/$defs/word'}, price: {$ref: '#/$defs/money'}, kind: {allOf: [{$ref: '#/$defs/kind'}]}, made: {anyOf: [{$ref: '#/$defs/day'}, {type: 'null'}]}, words: {type: 'array', items: {$ref: '#/$defs/word'}}},
}
const admin = <T>(method: string, path: string, body?: unknown): Promise<T> => callApi<T>(server, 'admin', method, path, body)

async function addScreen(path: string, snippet: string, data: object): Promise<void> {
  const {id} = await admin<WireRow>('POST', '/api/v1/records/ui_screen', {path, title: path})
  const {nodes: [, frame]} = await admin<{readonly nodes: readonly {readonly id: string}[]}>('GET', `/api/v1/screens/${id}`)
  await admin('POST', `/api/v1/screens/${id}/steps`, {steps: [{type: 'insert', nodes: [{id: v7(), screen_id: id, parent_id: frame!.id, slot: 'default', order: 'a0', props: {}, snippet, data}]}]})
  await admin('POST', '/api/v1/releases', {screens: [id]})
}

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
  await admin('PUT', '/api/v1/schemas/ware', ware)
  await addScreen('/wares', 'data-grid', {rows: {from: 'ware'}})
  await addScreen('/wares/:id', 'dynamic-form', {record: {from: 'ware', id: {$: 'params.id'}}})
  const context = await browser.newContext({locale: 'en-GB'})
  await context.addCookies([await cookieOf(server, 'admin')])
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('in a form, before its script and with it', async () => {
  const {id} = await admin<WireRow>('POST', '/api/v1/records/ware', {label: 'hammer', price: 9})
  let late: () => void = () => undefined
  const released = new Promise<void>(done => {
    late = done
  })
  await page.route(/json-form/, async route => {
    await released
    await route.continue()
  })
  await page.goto(`${server.url}/app/wares/${id}`)
  for (const [name, value] of [['label', 'hammer'], ['price', '9'], ['kind', ''], ['made', '']] as const) expect(await page.locator(`#field-${name}`).inputValue(), name).toBe(value)
  await page.locator('#field-price').fill('19.99')
  await page.locator('#field-kind').selectOption('toy')
  late()
  await page.locator('espalier-json-form').waitFor()
  const field = (name: string) => page.locator(`espalier-json-form #field-${name}`)
  expect([await field('price').inputValue(), await field('kind').inputValue(), await field('label').inputValue()]).toEqual(['19.99', 'toy', 'hammer'])
  await field('label').fill('ball')
  await page.locator('ui-dynamic-form button[type=submit]').click()
  await expect.poll(async () => (await admin<WireRow>('GET', `/api/v1/records/ware/${id}`)).data).toEqual({label: 'ball', price: 19.99, kind: 'toy'})
  await page.unroute(/json-form/)
})

test('a required one can be filled in a new record', async () => {
  await page.goto(`${server.url}/app/wares/new`)
  const field = page.locator('espalier-json-form #field-price')
  await field.waitFor()
  await field.fill('143.48')
  await page.locator('ui-dynamic-form button[type=submit]').click()
  await expect.poll(async () => (await admin<{readonly items: readonly WireRow[]}>('GET', '/api/v1/records/ware?filter=record.price==143.48')).items.map(({data}) => data)).toEqual([{price: 143.48}])
})

test('in a grid, with its filter', async () => {
  await page.goto(`${server.url}/app/wares?f.price=100..200`)
  await page.locator('ui-data-grid', {hasText: '143.48'}).waitFor()
  expect(await page.locator('ui-data-grid').textContent()).not.toContain('19.99')
  expect(await page.locator('ui-data-grid').getByText('Price').count()).toBeGreaterThan(0)
  await page.goto(`${server.url}/app/wares?f.kind=toy`)
  await page.locator('ui-data-grid', {hasText: '19.99'}).waitFor()
})
