/** The pages of the built server with JavaScript switched off, or with scripts that do not arrive. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {field, formSays, lives, rowNames, saveButton, seat, type Person} from './person.ts'
import {runAxe} from './run-axe.ts'

let server: BuiltServer
let browser: Browser
let person: Person
let page: Page

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
beforeEach(async () => {
  person = await seat(browser, server, 'agent', {javaScriptEnabled: false})
  page = person.page
})
afterEach(async () => {
  expect(person.wrongs()).toEqual([])
  await person.context.close()
})

const count = async (): Promise<string> => (await page.locator('.count').first().textContent())!.trim()

test('one signs in, goes where the navigation leads, and signs out', async () => {
  const stranger = await seat(browser, server, null, {javaScriptEnabled: false})
  await stranger.page.goto(`${server.url}/app/contacts`)
  await stranger.page.getByLabel('Email').fill('readonly@demo.test')
  await stranger.page.getByLabel('Password').fill('espalier')
  await stranger.page.keyboard.press('Enter')
  await stranger.page.waitForURL('**/app/contacts')
  await stranger.page.getByRole('navigation', {name: 'Main', exact: true}).getByRole('link', {name: 'Products'}).click()
  await stranger.page.waitForURL('**/app/products')
  expect(await stranger.page.getByRole('heading', {level: 1}).textContent()).toBe('Products')
  await stranger.page.locator('.viewer summary').click()
  await stranger.page.getByRole('button', {name: 'Sign out'}).click()
  await stranger.page.waitForURL('**/login?out=')
  await stranger.page.goto(`${server.url}/app/contacts`)
  expect(new URL(stranger.page.url()).pathname).toBe('/login')
  expect(stranger.wrongs()).toEqual([])
  await stranger.context.close()
})

test('a grid sorts, turns its pages forth and back, and opens its rows', async () => {
  await page.goto(`${server.url}/app/orders`)
  await page.getByRole('link', {name: 'Number', exact: true}).click()
  await page.waitForURL('**/app/orders?sort=number')
  const first = await rowNames(page)
  expect(first).toHaveLength(50)
  expect(first).toEqual(first.toSorted())
  await page.getByRole('link', {name: 'Next', exact: true}).click()
  expect(await count()).toBe('51–100 of 1,500')
  const second = await rowNames(page)
  expect(second[0]! > first[49]!).toBe(true)
  await page.getByRole('link', {name: 'Previous'}).click()
  expect([await count(), await rowNames(page)]).toEqual(['1–50 of 1,500', first])
  await page.getByRole('link', {name: first[3]!}).click()
  await page.waitForURL(/\/app\/orders\/[0-9a-f-]{36}$/)
  expect(await page.title()).toBe(`${first[3]!} · Order · Espalier`)
  expect(await page.getByLabel('Number').first().inputValue()).toBe(first[3])
  expect(await page.getByText('Saving needs JavaScript').isVisible()).toBe(true)
})

test('search and filters are one form, and what is in force can be taken away', async () => {
  await page.goto(`${server.url}/app/companies`)
  const all = await count()
  await page.getByRole('searchbox').fill('foods')
  await page.keyboard.press('Enter')
  await page.waitForURL('**q=foods**')
  const found = await rowNames(page)
  expect(found.length).toBeGreaterThan(1)
  expect(found.every(name => /foods/i.test(name))).toBe(true)
  await page.locator('.filters summary').click()
  await page.getByLabel('Status').selectOption('customer')
  await page.getByRole('button', {name: 'Show'}).click()
  await page.waitForURL('**f.status=customer**')
  const narrowed = await rowNames(page)
  expect(narrowed.length).toBeLessThan(found.length)
  expect(found).toEqual(expect.arrayContaining([...narrowed]))
  expect(new Set(await page.locator('ui-data-grid tbody .badge').allTextContents())).toEqual(new Set(['Customer']))
  await page.getByRole('link', {name: 'Status: Customer'}).click()
  expect(await rowNames(page)).toEqual(found)
  await page.getByRole('searchbox').fill('')
  await page.keyboard.press('Enter')
  await expect.poll(count).toBe(all)
})

test('a number is filtered by as one types it, with a comma too', async () => {
  await page.goto(`${server.url}/app/products`)
  await page.locator('.filters summary').click()
  await page.getByLabel('Price, from').fill('0,5')
  await page.getByLabel('Price, to').fill('1 234,5')
  await page.getByRole('button', {name: 'Show'}).click()
  await page.waitForURL('**f.price.min=0%2C5**')
  expect(await page.locator('ui-data-grid .notice').count()).toBe(0)
  expect(await page.locator('.chips').innerText()).toContain('€0.50 – €1,234.50')
  expect(await page.getByLabel('Price, to').inputValue()).toBe('1234.5')
})

test('two grids on one page turn their pages one without the other', async () => {
  await page.goto(`${server.url}/app`)
  const [orders, activities] = [page.locator('ui-data-grid').nth(0), page.locator('ui-data-grid').nth(1)]
  const before = [await orders.locator('tbody th').allTextContents(), await activities.locator('tbody th').allTextContents()]
  await activities.getByRole('link', {name: 'Next', exact: true}).click()
  const turned = await activities.locator('tbody th').allTextContents()
  expect(turned).not.toEqual(before[1])
  expect(await orders.locator('tbody th').allTextContents()).toEqual(before[0])
  await orders.getByRole('link', {name: 'Next', exact: true}).click()
  expect(await activities.locator('tbody th').allTextContents()).toEqual(turned)
  expect(await orders.locator('tbody th').allTextContents()).not.toEqual(before[0])
})

/** What each kind of script is called, and where its file is known by its text. */
const kinds = {
  'the page\'s own script': (url: string) => /\/assets\/client-/.test(url),
  'the form\'s script': (url: string) => /\/assets\/snippets\/dynamic-form-/.test(url),
  'the living form': (url: string) => url.endsWith('.js') && !/client-|snippets\//.test(url) && !preloaded.has(new URL(url).pathname),
}
const preloaded = new Set<string>()

const missing = Object.keys(kinds) as (keyof typeof kinds)[]

test.each(missing)('where %s does not arrive, that is said; what is typed is kept and not left unasked; trying again makes all well', async kind => {
  const {page: late, context} = await seat(browser, server, 'agent')
  const company = {name: `Without ${kind}`, status: 'prospect', notes: 'One line'}
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', company)
  const html = await (await context.request.get(`${server.url}/app/companies/${id}`)).text()
  for (const [, url] of html.matchAll(/modulepreload" href="([^"]+)"/g)) preloaded.add(url!)
  await late.route(url => kinds[kind](url.href), route => route.abort())
  await late.goto(`${server.url}/app/companies/${id}`)
  await late.locator('#field-name').fill('Typed without')
  await late.locator('#field-status').selectOption('partner')
  await late.locator('#field-notes').press('Control+Home')
  await late.keyboard.type('Hi! ')
  const notice = late.getByRole('alert').filter({hasText: 'nothing can be saved yet'})
  await notice.waitFor()
  expect(await saveButton(late).evaluate(button => Number(getComputedStyle(button).opacity))).toBeLessThan(0.8)
  expect(await runAxe(late)).toEqual([])
  const asked = late.waitForEvent('dialog')
  await late.evaluate(() => void setTimeout(() => location.assign('/app/companies')))
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  // Which file the living form is in is not known, so the page is loaded again.
  const answered = kind === 'the living form' ? late.waitForEvent('load') : late.getByText('It still does not arrive').waitFor()
  await late.getByRole('button', {name: 'Try again'}).click()
  await answered
  await late.locator('.ui-incomplete').waitFor()
  expect(await late.locator('#field-name').inputValue()).toBe('Typed without')
  await late.unrouteAll()
  await late.getByRole('button', {name: 'Try again'}).click()
  await lives(late)
  await formSays(late, 'Not saved yet.')
  expect(await field(late, 'notes').inputValue()).toBe('Hi! One line')
  await saveButton(late).click()
  await formSays(late, 'Saved.')
  const {data} = await callApi<WireRow>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)
  expect(data).toMatchObject({name: 'Typed without', status: 'partner', notes: 'Hi! One line'})
  expect(await late.locator('.ui-incomplete').count()).toBe(0)
  await context.close()
})

test('scripts that take very long are said to be missing, until they come', async () => {
  const {page: slow, context, wrongs} = await seat(browser, server, 'agent')
  const scripts = gate()
  await slow.clock.install()
  await slow.route('**/assets/client-*.js', async route => {
    await scripts.passed
    await route.continue()
  })
  await slow.goto(`${server.url}/app/companies/new`, {waitUntil: 'commit'})
  await slow.locator('#field-name').fill('In time')
  await slow.clock.runFor(9_000)
  expect(await slow.locator('.ui-incomplete').count()).toBe(0)
  await slow.clock.runFor(2_000)
  await slow.locator('.ui-incomplete').waitFor()
  await slow.clock.resume()
  scripts.open()
  await slow.locator('.ui-incomplete').waitFor({state: 'detached'})
  await formSays(slow, 'Not saved yet.')
  expect(wrongs()).toEqual([])
  await context.close()
})

test('the designer says too that its script did not arrive', async () => {
  const {page: late, context} = await seat(browser, server, 'admin')
  await late.route('**/assets/designer-*.js', route => route.abort())
  await late.goto(`${server.url}/designer`)
  await late.getByText('Part of this page has not arrived').waitFor()
  await late.unrouteAll()
  await late.getByRole('button', {name: 'Try again'}).click()
  await late.locator('.page [data-node]').first().waitFor()
  await context.close()
})
