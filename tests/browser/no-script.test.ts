/** The pages of the built server with JavaScript switched off. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {rowNames, seat, type Person} from './person.ts'

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
