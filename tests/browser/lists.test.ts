/** Long lists as people walk them: by pages, by search, by keyboard. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {focusedPlace} from './focused-place.ts'
import {openBrowser} from './open-browser.ts'
import {lives, rowNames} from './person.ts'
import {seats} from './seats.ts'

let server: BuiltServer
let browser: Browser
const sit = seats(() => ({browser, server}))

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const countOf = (page: Page): Promise<string | null> => page.locator('.count').first().textContent()

describe('when the last row of the last page goes away', () => {
  test.each([['all there is', ''], ['what was searched for', 'f.sku=LAST-']])('of %s, the rows before it are shown, live and after a reload, with script and without', async (_what, narrowed) => {
    for (const n of [1, 2, 3]) await callApi(server, 'admin', 'POST', '/api/v1/records/product', {name: `Zz ${n}`, sku: `LAST-${narrowed.length}${n}`, price: 1})
    const filter = narrowed && `&filter=${encodeURIComponent('record.sku.startsWith("LAST-")')}`
    const {items, total} = await callApi<{readonly items: readonly WireRow[]; readonly total: number}>(server, 'admin', 'GET', `/api/v1/records/product?sort=name&limit=200&count=exact${filter}`)
    const {page, open, wrongs} = await sit('agent')
    await open(`/app/products?sort=name&limit=${total - 1}&${narrowed}`)
    await page.getByRole('link', {name: 'Next', exact: true}).click()
    await expect.poll(() => countOf(page)).toBe(`${total}–${total} of ${total}`)
    await callApi(server, 'admin', 'DELETE', `/api/v1/records/product/${items.at(-1)!.id}`)
    const seen = async (): Promise<readonly unknown[]> => [await countOf(page), (await rowNames(page)).at(-1)]
    const expected = [`1–${total - 1} of ${total - 1}`, items.at(-2)!.data['name']]
    await expect.poll(seen).toEqual(expected)
    expect(await page.getByText('That page has no rows any more; this is the last one.').isVisible()).toBe(true)
    await page.reload()
    await lives(page)
    expect(await seen()).toEqual(expected)
    const {page: plain} = await sit('agent', {javaScriptEnabled: false})
    await plain.goto(page.url())
    expect(await plain.locator('ui-data-grid tbody tr').count()).toBe(total - 1)
    expect(wrongs()).toEqual([])
  })
})

describe('the history', () => {
  test('typing slowly into the search is one entry, and the way back empties the box', async () => {
    const {page, open, wrongs} = await sit('agent')
    await open('/app/contacts')
    const [all, entries] = [await countOf(page), await page.evaluate(() => history.length)]
    await page.getByRole('searchbox').focus()
    for (const [index, letter] of [...'anna'].entries()) {
      await page.keyboard.type(letter)
      await page.waitForURL(`**/app/contacts?q=${'anna'.slice(0, index + 1)}`)
    }
    expect(await page.evaluate(() => history.length)).toBe(entries + 1)
    const found = await countOf(page)
    await page.goBack()
    await expect.poll(() => countOf(page)).toBe(all)
    expect([await page.getByRole('searchbox').inputValue(), new URL(page.url()).search]).toEqual(['', ''])
    await page.goForward()
    await expect.poll(() => countOf(page)).toBe(found)
    expect(await page.getByRole('searchbox').inputValue()).toBe('anna')
    await page.getByRole('heading', {level: 1}).click()
    await page.getByRole('searchbox').fill('bob')
    await page.waitForURL('**/app/contacts?q=bob')
    await page.goBack()
    await page.waitForURL('**/app/contacts?q=anna')
    expect(wrongs()).toEqual([])
  })

  test('a date that is typed is asked for once it is whole', async () => {
    const {page, open} = await sit('agent')
    await open('/app/activities')
    const asked: (string | null)[] = []
    page.on('request', request => request.headers()['accept']?.includes('page+json') && asked.push(new URL(request.url()).searchParams.get('f.due_at')))
    await page.locator('.filters summary').click()
    const [entries, field] = [await page.evaluate(() => history.length), page.getByLabel('Due, from')]
    await field.focus()
    for (const digit of '01012026') {
      await page.keyboard.type(digit)
      await page.waitForTimeout(250)
    }
    await page.waitForURL(/f\.due_at=2026-01-01\.\.(&|$)/)
    await page.keyboard.press('Tab')
    expect([await field.inputValue(), [...new Set(asked)], await page.evaluate(() => history.length)]).toEqual(['2026-01-01', ['2026-01-01..'], entries + 1])
  })
})

describe('other rows begin with their first', () => {
  const atTop = (page: Page): Promise<boolean> => page.locator('ui-data-grid tbody tr').first().evaluate(row => {
    const {top, bottom, left} = row.getBoundingClientRect()
    const root = row.getRootNode() as ShadowRoot
    return top >= 0 && bottom <= innerHeight && (root.elementFromPoint(left + 30, (top + bottom) / 2)?.closest('tr') ?? null) === row
  })
  const scrollDown = (page: Page): Promise<void> => page.evaluate(() => {
    const region = document.querySelector('ui-data-grid')!.shadowRoot!.querySelector('.region')!
    region.scrollTo(0, 900)
    scrollTo(0, region.scrollTop > 0 ? 0 : 3_000)
  })

  test.each([[1280, 800], [390, 844]])('at %d x %d, after turning a page, another order and a filter', async (width, height) => {
    const {page, open} = await sit('agent', {viewport: {width, height}})
    await open('/app/companies?limit=50')
    const steps: readonly [string, () => Promise<unknown>][] = [
      ['the next page', () => page.getByRole('link', {name: 'Next', exact: true}).click()],
      ['the page before', () => page.getByRole('link', {name: 'Previous'}).click()],
      ['another order', () => page.locator('a.sort', {hasText: 'City'}).evaluate(link => (link as HTMLElement).click())],
      ['a filter', () => page.locator('#f-status').evaluate(select => {
        (select as HTMLSelectElement).value = 'customer'
        select.dispatchEvent(new Event('change', {bubbles: true}))
      })],
    ]
    for (const [what, step] of steps) {
      await scrollDown(page)
      expect([what, await atTop(page)]).toEqual([what, false])
      const before = page.url()
      await step()
      await page.waitForURL(url => url.href !== before)
      await expect.poll(async () => [what, await atTop(page)]).toEqual([what, true])
    }
  })

  test('but rows that are only refreshed stay where they are', async () => {
    const {page, open} = await sit('agent')
    await open('/app/companies?limit=50&sort=name')
    const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/company?sort=name&limit=1')
    await scrollDown(page)
    await callApi(server, 'admin', 'PATCH', `/api/v1/records/company/${items[0]!.id}`, {city: 'Elsewhere'})
    await page.locator('ui-data-grid tbody tr', {hasText: 'Elsewhere'}).waitFor({state: 'attached'})
    expect(await page.locator('ui-data-grid .region').evaluate(region => region.scrollTop)).toBe(900)
  })
})

describe('what has the focus is seen', () => {
  test.each([[1280, 800], [390, 844]])('at %d x %d, a row under the arrow keys, on the way up and down', async (width, height) => {
    const {page, open} = await sit('agent', {viewport: {width, height}})
    await open('/app/companies?limit=50')
    const links = page.locator('ui-data-grid a.open')
    await links.nth(40).focus()
    const hidden: string[] = []
    for (const key of [...Array<string>(40).fill('ArrowUp'), ...Array<string>(40).fill('ArrowDown')]) {
      await page.keyboard.press(key)
      const {top, stuck} = await page.evaluate(() => {
        const grid = document.querySelector('ui-data-grid')!.shadowRoot!
        const head = grid.querySelector('thead th')!
        const bar = document.querySelector('ui-app-frame')!.shadowRoot!.querySelector('header')!.getBoundingClientRect().bottom
        const sticky = getComputedStyle(head).position === 'sticky' ? head.getBoundingClientRect().bottom : 0
        return {top: grid.activeElement!.getBoundingClientRect().top, stuck: Math.max(bar, sticky)}
      })
      if (top < stuck) hidden.push(`${key}: ${top} is above ${stuck}`)
    }
    expect(hidden).toEqual([])
  })

  test.each([390, 320])('at %d px, every stop of the Tab key before the first row', async width => {
    const {page, open} = await sit('agent', {viewport: {width, height: 844}})
    await open('/app/companies')
    const unseen: string[] = []
    for (let stop = 0; stop < 30; stop++) {
      await page.keyboard.press('Tab')
      const {name, seen} = await focusedPlace(page)
      if (!seen) unseen.push(name)
      if (await page.locator('ui-data-grid a.open').first().evaluate(link => (link.getRootNode() as ShadowRoot).activeElement === link)) break
    }
    expect(unseen).toEqual([])
    expect(await page.locator('ui-data-grid a.open').first().evaluate(link => (link.getRootNode() as ShadowRoot).activeElement === link)).toBe(true)
  })
})
