import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {openSnippetSite, type SnippetSite} from './snippet-site/open-snippet-site.ts'

let browser: Browser
let site: SnippetSite

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSnippetSite()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

async function open(path: string, more: {readonly script?: boolean; readonly width?: number; readonly theme?: 'light' | 'dark'} = {}): Promise<Page> {
  const page = await browser.newPage({viewport: {width: more.width ?? 1280, height: 900}, javaScriptEnabled: more.script ?? true, colorScheme: more.theme ?? 'light'})
  await page.goto(site.url + path)
  if (more.script ?? true) await page.waitForFunction(() => [...document.querySelectorAll('[data-node]')].every(node => (node as unknown as {hasUpdated?: boolean}).hasUpdated))
  return page
}

const first = (page: Page): Promise<string | null> => page.locator('ui-data-grid tbody th').first().textContent()
const count = (page: Page, text: string): Promise<void> => page.locator('.count', {hasText: text}).waitFor()

describe('with script', () => {
  test('half a date filters nothing until it is whole, also when another field is filled in meanwhile', async () => {
    const page = await open('/app/companies?f.founded=1999-01-01..')
    await page.locator('.filters summary').click()
    const from = page.getByLabel('Founded, from')
    await from.focus()
    await page.keyboard.press('Backspace')
    await page.locator('#f-status').selectOption('customer')
    await page.waitForTimeout(300)
    expect(new URL(page.url()).search).toBe('?f.founded=1999-01-01..')
    expect(await from.evaluate((field: HTMLInputElement) => [field.validity.badInput, (field.getRootNode() as ShadowRoot).activeElement === field])).toEqual([true, true])
    await from.fill('1998-02-03')
    await page.waitForURL(url => url.searchParams.get('f.founded.min') === '1998-02-03' || url.searchParams.get('f.founded') === '1998-02-03..')
    expect(new URL(page.url()).searchParams.get('f.status')).toBe('customer')
    await page.close()
  })

  test('a number is filtered by as the viewer types it', async () => {
    const page = await open('/app/companies')
    await page.locator('.filters summary').click()
    await page.getByLabel('Revenue, from').fill('0,125')
    await page.getByLabel('Revenue, from').press('Enter')
    await page.waitForURL(url => url.searchParams.get('f.revenue') === '0.125..')
    await page.getByLabel('Revenue, to').fill('12,345')
    await page.getByLabel('Revenue, to').press('Enter')
    await page.waitForURL(url => url.searchParams.get('f.revenue') === '0.125..12345')
    await page.close()
  })

  test('sorting, searching, filtering and paging happen in place, and the address tells of them', async () => {
    const page = await open('/app/companies')
    await page.evaluate(() => Object.assign(window, {mark: true}))
    await page.locator('a.sort', {hasText: 'Name'}).click()
    await page.waitForURL(/\?sort=name$/)
    await page.locator('a.sort', {hasText: 'Name'}).click()
    await page.waitForURL(/\?sort=-name$/)
    expect(await first(page)).toBe('Willow Works')

    await page.locator('input[type=search]').pressSequentially('mills', {delay: 20})
    await page.waitForURL(/q=mills/)
    await count(page, '1–10 of 10')
    expect(await page.locator('input[type=search]').inputValue()).toBe('mills')

    await page.locator('.filters summary').click()
    await page.locator('#f-status').selectOption('customer')
    await page.waitForURL(/f\.status=customer/)
    await page.locator('a.chip').click()
    await count(page, '1–10 of 10')
    expect(await page.locator('#f-status').inputValue()).toBe('')

    await page.locator('input[type=search]').fill('')
    await count(page, '1–25 of 60')
    await page.getByRole('link', {name: 'Next'}).click()
    await count(page, '26–50 of 60')
    await page.goBack()
    await count(page, '1–25 of 60')
    expect(await page.evaluate(() => 'mark' in window)).toBe(true)
    await page.close()
  })

  test('arrow keys lead from the search into the rows, and a row opens wherever it is clicked', async () => {
    const page = await open('/app/companies')
    await page.locator('input[type=search]').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key)
    expect(await page.evaluate(() => document.querySelector('ui-data-grid')?.shadowRoot?.activeElement?.textContent)).toBe('Alder Mills')
    await page.locator('ui-data-grid tbody td').nth(2).click()
    await page.waitForURL(/\/app\/companies\/c0$/)
    await page.close()
  })

  test('what is being typed into a filter stays while the rows are refreshed', async () => {
    const page = await open('/app/companies')
    await page.locator('.filters summary').click()
    await page.locator('#f-name').pressSequentially('Bir')
    site.change('c0', {name: 'Aaa Foods'})
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: location.href}})))
    await page.locator('ui-data-grid', {hasText: 'Aaa Foods'}).waitFor()
    expect(await page.locator('#f-name').inputValue()).toBe('Bir')
    site.change('c0', {name: 'Alder Foods'})
    await page.close()
  })
})

test('without script search, filters, sorting and paging are links and one form', async () => {
  const page = await open('/app/companies', {script: false})
  await page.locator('input[type=search]').fill('foods')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=foods/)
  await page.locator('.filters summary').click()
  await page.locator('#f-status').selectOption('customer')
  await page.getByRole('button', {name: 'Show'}).click()
  await page.waitForURL(/f\.status=customer/)
  expect(page.url()).toMatch(/q=foods/)
  expect(await page.locator('.count').textContent()).toBe('1–3 of 3')
  await page.locator('a.chip').click()
  await page.locator('a.sort', {hasText: 'Revenue'}).click()
  await page.waitForURL(/sort=revenue/)
  await page.goto(`${site.url}/app/companies`)
  await page.getByRole('link', {name: 'Next'}).click()
  await page.waitForURL(/cursor=25/)
  expect(await page.locator('.count').textContent()).toBe('26–50 of 60')
  await page.close()
})

test.each([['light', 1280], ['dark', 1280], ['light', 390], ['dark', 390]] as const)('nothing stands in anyone’s way (%s, %i wide)', async (theme, width) => {
  const page = await open('/app/companies?q=o&f.status=customer', {theme, width})
  expect(await runAxe(page)).toEqual([])
  await page.locator('.filters summary').click()
  expect(await runAxe(page)).toEqual([])
  await page.locator('.filters summary').click()
  await page.locator(width > 800 ? '.viewer summary' : '.narrow-nav summary').click()
  expect(await runAxe(page)).toEqual([])
  await page.close()
})
