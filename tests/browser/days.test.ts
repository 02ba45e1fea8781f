/** Days as people mean them: a server in Helsinki, browsers elsewhere. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, liveNodes, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, lives, rowNames} from './person.ts'
import {seats} from './seats.ts'

let server: BuiltServer
let browser: Browser
const sit = seats(() => ({browser, server}))
const late = {kind: 'call', subject: 'Half past ten in London', due_at: '2031-03-10T22:30:00Z'}
const order = {number: 'SO-2031-1', status: 'draft', ordered_on: '2031-03-05', due_on: '2031-04-06', total: 1234.5}

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt({env: {TZ: 'Europe/Helsinki'}}), openBrowser()])
  await callApi(server, 'admin', 'POST', '/api/v1/records/activity', late)
  await callApi(server, 'admin', 'POST', '/api/v1/records/activity', {...late, subject: 'The last second', due_at: '2032-01-31T23:59:59Z'})
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/company?limit=1')
  await callApi(server, 'admin', 'POST', '/api/v1/records/order', {...order, company_id: items[0]!.id})
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const due = (page: Page): Promise<string> => page.locator('ui-data-grid tbody td[data-label=Due]').first().innerText()
const onDay = async (page: Page, day: string): Promise<readonly string[]> => {
  await page.goto(`${server.url}/app/activities?f.due_at=${day}`)
  await lives(page)
  return rowNames(page)
}

test.each([
  ['America/New_York', 'Mar 10, 2031, 6:30 PM', '2031-03-10', '2031-03-11'],
  ['Europe/Helsinki', 'Mar 11, 2031, 12:30 AM', '2031-03-11', '2031-03-10'],
  ['Asia/Tehran', 'Mar 11, 2031, 2:00 AM', '2031-03-11', '2031-03-10'],
])('in %s a time is shown and found on the day it falls on there, from the first page after sign-in', async (timezoneId, shown, day, other) => {
  const {page, context, wrongs} = await sit(null, {timezoneId, locale: 'en-US'})
  await page.goto(`${server.url}/login?next=${encodeURIComponent('/app/activities?sort=-due_at&q=London')}`)
  await expect.poll(async () => (await context.cookies()).find(({name}) => name === 'espalier-zone')?.value, {timeout: 30_000}).toBe(timezoneId)
  const fetched: string[] = []
  page.on('request', request => request.headers()['accept']?.includes('page+json') && fetched.push(request.url()))
  const first = page.waitForResponse(response => response.url().includes('/app/activities'))
  await page.getByRole('button', {name: /agent/}).click()
  const written = await (await first).text()
  await lives(page)
  expect(await due(page)).toBe(shown)
  expect(written.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(shown)
  expect(fetched).toEqual([])
  expect(await onDay(page, day)).toEqual([late.subject])
  expect(await onDay(page, `${day}..${day}`)).toEqual([late.subject])
  expect(await onDay(page, other)).toEqual([])
  expect(wrongs()).toEqual([])
})

test('a filter up to a day takes in its last second', async () => {
  const {page} = await sit('agent', {timezoneId: 'UTC'})
  // The very first page was written before the server knew this browser's zone.
  await expect.poll(() => onDay(page, '2032-01-01..2032-01-31')).toEqual(['The last second'])
})

test('a page that was written before the server knew the zone corrects itself, once', async () => {
  const {page, open} = await sit('agent', {timezoneId: 'Pacific/Apia', locale: 'en-US'})
  await open('/app/activities?q=London')
  await expect.poll(() => due(page), {timeout: 30_000}).toBe('Mar 11, 2031, 11:30 AM')
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/activity?q=London')
  await open(`/app/activities/${items[0]!.id}`)
  expect(await field(page, 'due_at').inputValue()).toBe('2031-03-11T11:30')
})

test('who chose a zone and a language gets their days, whatever the browser says', async () => {
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', `/api/v1/records/user?filter=${encodeURIComponent('record.email == "readonly@demo.test"')}`)
  await callApi(server, 'admin', 'PATCH', `/api/v1/records/user/${items[0]!.id}`, {time_zone: 'Asia/Tokyo', language: 'en-GB'})
  const {page, open} = await sit('readonly', {timezoneId: 'America/New_York'})
  await open('/app/activities?q=London')
  expect(await due(page)).toBe('11 Mar 2031, 07:30')
  expect(await onDay(page, '2031-03-11')).toEqual([late.subject])
})

test('dates and numbers are written as in the language of the browser, in rows, forms and swaps; the words stay English', async () => {
  const {page, open, wrongs} = await sit('agent', {locale: 'de-DE'})
  await open('/app/orders?q=' + order.number)
  const cell = (label: string): Promise<string> => page.locator(`ui-data-grid tbody td[data-label="${label}"]`).first().innerText()
  expect([await cell('Ordered'), await cell('Total'), await page.evaluate(() => document.documentElement.lang)]).toEqual(['05.03.2031', '1.234,50\u00a0€', 'en'])
  const grid = (await liveNodes(server, '/orders')).find(({snippet}) => snippet === 'data-grid')!
  await callApi(server, 'admin', 'POST', `/api/v1/nodes/${grid.id}/patch`, {steps: [{type: 'set', id: grid.id, path: ['props', 'columns'], value: ['number', 'total', 'due_on']}], note: 'due'})
  await expect.poll(() => page.locator('ui-data-grid thead th').allInnerTexts()).toContain('Due')
  expect([await cell('Due'), await cell('Total')]).toEqual(['06.04.2031', '1.234,50\u00a0€'])
  await page.locator('ui-data-grid tbody a.open').first().click()
  await lives(page)
  expect(await field(page, 'total').inputValue()).toBe('1234,5')
  expect(wrongs()).toEqual([])
})

test('without script too', async () => {
  const {page} = await sit('agent', {locale: 'fr-FR', javaScriptEnabled: false})
  await page.goto(`${server.url}/app/orders?q=${order.number}`)
  const cells = (await page.locator('ui-data-grid tbody').innerText()).replaceAll(/\s/g, ' ')
  expect(cells).toMatch(/1 234,50 €/)
  await page.goto(`${server.url}/app/orders?q=${order.number}`)
  await page.locator('ui-data-grid tbody a.open').first().click()
  expect(await page.getByLabel('Total').first().inputValue()).toBe('1234,5')
})

test('a browser in the zone that the server guessed loads its first page once', async () => {
  const {page, open} = await sit('agent', {timezoneId: 'Europe/Helsinki'})
  const fetched: string[] = []
  page.on('request', request => request.headers()['accept']?.includes('page+json') && fetched.push(request.url()))
  await open('/app/activities?q=London')
  expect(fetched).toEqual([])
})
