/** Long lists as people walk them: by pages, by search, by keyboard. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
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
