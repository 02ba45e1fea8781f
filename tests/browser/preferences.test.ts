/** A person chooses how dates and numbers are written for them. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {lives} from './person.ts'
import {runAxe} from './run-axe.ts'
import {seats} from './seats.ts'

let server: BuiltServer
let browser: Browser
const sit = seats(() => ({browser, server}))
const order = {number: 'SO-2031-1', status: 'draft', ordered_on: '2031-03-05', total: 1234.5}

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt({env: {TZ: 'Europe/Helsinki'}}), openBrowser()])
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/company?limit=1')
  await callApi(server, 'admin', 'POST', '/api/v1/records/order', {...order, company_id: items[0]!.id})
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', `/api/v1/records/user?filter=${encodeURIComponent('record.language != null || record.time_zone != null')}`)
  for (const {id} of items) await callApi(server, 'admin', 'PATCH', `/api/v1/records/user/${id}`, {language: null, time_zone: null})
})

const shown = (page: Page): Promise<readonly string[]> => page.locator('ui-data-grid tbody tr').first().locator('td[data-label=Ordered], td[data-label=Total]').allInnerTexts()

test('from the menu, by keyboard alone, and back; open pages follow when they are loaded', async () => {
  const {page, context, open, wrongs} = await sit('agent', {timezoneId: 'America/New_York'})
  await open(`/app/orders?q=${order.number}`)
  const other = await context.newPage()
  await other.goto(page.url())
  await lives(other)
  expect(await shown(page)).toEqual(['5 Mar 2031', '€1,234.50'])
  await page.locator('.viewer summary').focus()
  await page.keyboard.press('Enter')
  const way = page.getByRole('link', {name: 'Language and time zone'})
  for (let presses = 0; presses < 3 && !await way.evaluate(link => link.matches(':focus')); presses++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', {name: 'Language and time zone', level: 1}).waitFor()
  expect(await page.getByLabel('Time zone').locator('option:checked').textContent()).toBe('Same as my browser (America/New_York)')
  await page.getByLabel('Language of dates and numbers').focus()
  await page.keyboard.type('Deutsch (Ö')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Tokyo')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('status').waitFor()
  await page.locator('[role="status"]:focus').waitFor()
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Asia/Tokyo')
  expect((await page.locator('.sample').innerText()).replaceAll('\u00a0', ' ')).toMatch(/12.345,67[^]*€ 1.234,50/)
  await page.getByRole('link', {name: 'Back to where you were'}).click()
  await page.waitForURL(`**/app/orders?q=${order.number}`)
  await lives(page)
  const written = await shown(page)
  expect(written.map(text => text.replaceAll('\u00a0', ' '))).toEqual(['05.03.2031', '€ 1.234,50'])
  await other.reload()
  await lives(other)
  expect(await shown(other)).toEqual(written)
  expect(wrongs()).toEqual([])
})

test('without script too, and back to what the browser says', async () => {
  const {page} = await sit('readonly', {javaScriptEnabled: false, locale: 'en-US'})
  await page.goto(`${server.url}/app/orders?q=${order.number}`)
  await page.locator('.viewer summary').click()
  await page.getByRole('link', {name: 'Language and time zone'}).click()
  await page.getByLabel('Language of dates and numbers').selectOption('fi')
  await page.getByRole('button', {name: 'Save'}).click()
  await page.getByRole('status').waitFor()
  await page.getByRole('link', {name: 'Back to where you were'}).click()
  expect((await shown(page)).map(text => text.replaceAll('\u00a0', ' '))).toEqual(['5.3.2031', '1 234,50 €'])
  await page.goto(`${server.url}/preferences`)
  await page.getByLabel('Language of dates and numbers').selectOption('')
  await page.getByRole('button', {name: 'Save'}).click()
  await page.getByRole('status').waitFor()
  await page.goto(`${server.url}/app/orders?q=${order.number}`)
  expect(await shown(page)).toEqual(['Mar 5, 2031', '€1,234.50'])
})

test('nothing on it keeps anybody out (axe), and it fits, in light and dark, wide and narrow', async () => {
  const {page, wrongs} = await sit('agent')
  const found: string[] = []
  for (const path of ['/preferences', '/preferences?saved=']) {
    await page.goto(server.url + path)
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 390]) {
        await page.setViewportSize({width, height: 844})
        await page.emulateMedia({colorScheme, reducedMotion: 'reduce'})
        found.push(...(await runAxe(page)).map(line => `${path}, ${colorScheme}, ${width} wide: ${line}`))
        if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) found.push(`${path}, ${width} wide: scrolls sideways`)
        if (process.env['SHOTS']) await page.screenshot({path: `${process.env['SHOTS']}/p${path.includes('saved') ? 's' : ''}-${colorScheme}-${width}.png`})
      }
    }
  }
  expect(found).toEqual([])
  expect(wrongs()).toEqual([])
})
