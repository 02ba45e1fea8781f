/** Accessibility of everything that the built server shows, as axe-core judges it: wide and narrow, light and dark. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {lives, seat, type Person} from './person.ts'
import {runAxe} from './run-axe.ts'

const looks = [['light', 1280], ['dark', 1280], ['dark', 390], ['light', 390]] as const
const lists = {'/companies': 'company', '/contacts': 'contact', '/orders': 'order', '/products': 'product', '/activities': 'activity'}

let server: BuiltServer
let browser: Browser
let admin: Person

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
  admin = await seat(browser, server, 'admin')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** What is wrong with the page that is open, in every look. */
async function inAllLooks(page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const [colorScheme, width] of looks) {
    await page.setViewportSize({width, height: 844})
    // A colour on its way is no colour: nothing moves, and the new look has been drawn.
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'})
    await page.evaluate(() => new Promise(drawn => void requestAnimationFrame(() => requestAnimationFrame(drawn))))
    found.push(...(await runAxe(page)).map(line => `${what}, ${colorScheme}, ${width} wide: ${line}`))
  }
  return found
}

test('the start page keeps nobody out, with its menus open', async () => {
  const {page, open} = admin
  await open('/app')
  const found = [...await inAllLooks(page, '/app')]
  await page.locator('.narrow-nav summary').click()
  await page.locator('.viewer summary').click()
  expect([...found, ...await inAllLooks(page, 'its menus')]).toEqual([])
})

test.each(Object.entries(lists))('nor do %s: the list, a record, a new one', async (path, schema) => {
  const {page, open} = admin
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', `/api/v1/records/${schema}?limit=1`)
  const found: string[] = []
  for (const address of [`/app${path}`, `/app${path}/${items[0]!.id}`, `/app${path}/new`]) {
    await open(address)
    found.push(...await inAllLooks(page, address))
  }
  expect(found).toEqual([])
})

test('nor does a form that was refused', async () => {
  const {page, open} = admin
  await open('/app/orders/new')
  await page.locator('ui-dynamic-form button[type=submit]').click()
  await page.locator('ui-dynamic-form .notice.bad').waitFor()
  expect(await inAllLooks(page, 'a refused form')).toEqual([])
})

test('nor does the door', async () => {
  const {page, context} = await seat(browser, server, null)
  const found: string[] = []
  for (const [path, status] of [['/login?out=', 200], ['/setup?token=none', 410], ['/login', 200]] as const) {
    expect((await page.goto(server.url + path))?.status(), path).toBe(status)
    found.push(...await inAllLooks(page, path))
  }
  await page.getByLabel('Email').fill('nobody@demo.test')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  expect([...found, ...await inAllLooks(page, 'a refused sign-in')]).toEqual([])
  await context.close()
})

test('nor does the reference, or a page that says no', async () => {
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/ui_screen', {title: 'Board', path: '/board', roles: ['manager']})
  await callApi(server, 'admin', 'POST', '/api/v1/releases', {note: 'A screen that agents may not open', screens: [id]})
  const {page, context} = await seat(browser, server, 'agent')
  const found: string[] = []
  for (const [path, status] of [['/docs', 200], ['/nowhere', 404], ['/app/nowhere', 404], ['/app/board', 404], ['/designer', 403], ['/app/companies/0190aaaa-0000-7000-8000-000000000000', 200]] as const) {
    expect((await page.goto(server.url + path))?.status(), path).toBe(status)
    if (path.startsWith('/app')) await lives(page)
    found.push(...await inAllLooks(page, path))
  }
  expect(found).toEqual([])
  await context.close()
})
