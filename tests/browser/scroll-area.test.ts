/** Nothing that nobody sees makes a page longer or wider: every screen of the demo, the reference, the door and the designer. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {seat, type Person} from './person.ts'

const sizes = [[1280, 800], [390, 844], [320, 640]] as const
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

/** The page is as long as what is in its flow, and as wide as its window; so is all that scrolls in it. */
async function looseEnds(page: Page, what: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const [width, height] of sizes) {
    await page.setViewportSize({width, height})
    await page.evaluate(() => new Promise(drawn => void requestAnimationFrame(() => requestAnimationFrame(drawn))))
    const ends = await page.evaluate(() => {
      const said: string[] = []
      const {scrollHeight, scrollWidth, clientWidth} = document.documentElement
      const bottom = Math.max(innerHeight, Math.ceil(document.body.getBoundingClientRect().bottom + scrollY))
      if (scrollHeight > bottom) said.push(`${scrollHeight} px long, and its content ends at ${bottom}`)
      if (scrollWidth > clientWidth) said.push(`${scrollWidth} px wide in a window of ${clientWidth}`)
      const nameOf = (element: Element): string => `${element.localName}${[...element.classList].map(name => `.${name}`).join('')}`
      const above = (element: Element): Element | null => element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null
      // What is placed by an ancestor outside of a box that clips or scrolls is not clipped by that box: it lengthens whatever is outside.
      const walk = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll('*')) {
          if (element.shadowRoot) walk(element.shadowRoot)
          if (getComputedStyle(element).position !== 'absolute' || !element.checkVisibility()) continue
          for (let box = above(element); box && box !== document.body; box = above(box)) {
            const {position, overflowX, overflowY, transform} = getComputedStyle(box)
            if (position !== 'static' || transform !== 'none') break
            if (overflowX !== 'visible' || overflowY !== 'visible') {
              said.push(`${nameOf(element)} is not held by ${nameOf(box)}, which clips`)
              break
            }
          }
        }
      }
      walk(document)
      return [...new Set(said)]
    })
    found.push(...ends.map(end => `${what} at ${width} x ${height}: ${end}`))
  }
  return found
}

test('the start page', async () => {
  await admin.open('/app')
  expect(await looseEnds(admin.page, '/app')).toEqual([])
})

test.each(Object.entries(lists))('%s: the list, a record, a new one', async (path, schema) => {
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', `/api/v1/records/${schema}?limit=1`)
  const found: string[] = []
  for (const address of [`/app${path}`, `/app${path}/${items[0]!.id}`, `/app${path}/new`]) {
    await admin.open(address)
    found.push(...await looseEnds(admin.page, address))
  }
  expect(found).toEqual([])
})

test('a table that is wider than its place scrolls by itself, the name of each row stays, and what has the focus comes out from under it', async () => {
  const {page, open} = admin
  await page.setViewportSize({width: 1280, height: 800})
  await open('/app/contacts')
  const region = page.locator('ui-data-grid .region')
  await region.evaluate(element => element.scrollTo(9999, 9999))
  expect(await region.evaluate(element => [element.scrollLeft > 0, scrollX])).toEqual([true, 0])
  const box = (await region.boundingBox())!
  const nameAt = (y: number): Promise<string | undefined> => region.evaluate((element, at) => (element.getRootNode() as ShadowRoot).elementFromPoint(at.x, at.y)?.closest('th')?.textContent?.trim(), {x: box.x + 20, y: box.y + y})
  expect(await nameAt(12)).toMatch(/^Last name/)
  expect(await nameAt(box.height - 20)).toBe((await region.locator('tbody tr').last().locator('th').textContent())?.trim())
  // The link left of the place that is scrolled to.
  await region.locator('tbody tr').last().locator('td a').last().focus()
  const [name, link] = [await region.locator('tbody tr').last().locator('th').boundingBox(), await region.locator('tbody tr').last().locator('td a').last().boundingBox()]
  expect(link!.x).toBeGreaterThanOrEqual(name!.x + name!.width)
})

test('the reference, the door and the designer', async () => {
  const found: string[] = []
  for (const path of ['/docs', '/docs/contact', '/designer']) {
    await admin.page.goto(server.url + path)
    if (path === '/designer') await admin.page.locator('.page [data-node]').first().waitFor()
    found.push(...await looseEnds(admin.page, path))
    await admin.page.emulateMedia({media: 'print'})
    const cut = await admin.page.locator('.pages pre, .pages .scroll').evaluateAll(boxes => boxes.filter(box => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== 'visible').length)
    if (cut > 0) found.push(`${path} on paper: ${cut} boxes are cut`)
    await admin.page.emulateMedia({media: null})
    if (path !== '/designer') continue
    for (const [width, height] of sizes) {
      await admin.page.setViewportSize({width, height})
      // A bar that scrolls hides its last buttons.
      expect(await admin.page.locator('designer-top-bar').evaluate(bar => bar.scrollWidth - bar.clientWidth), `the bar at ${width}`).toBe(0)
    }
  }
  const stranger = await seat(browser, server, null)
  await stranger.page.goto(`${server.url}/login`)
  expect([...found, ...await looseEnds(stranger.page, '/login')]).toEqual([])
  await stranger.context.close()
})
