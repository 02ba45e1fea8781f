import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {openScreenReader, type ScreenReader} from './screen-reader.ts'
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

async function listenTo(path: string): Promise<readonly [Page, ScreenReader]> {
  const page = await browser.newPage({viewport: {width: 1280, height: 900}})
  const reader = await openScreenReader(page)
  await page.goto(site.url + path)
  await page.waitForFunction(() => [...document.querySelectorAll('[data-node]')].every(node => (node as unknown as {hasUpdated?: boolean}).hasUpdated))
  return [page, reader]
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

describe('by keyboard', () => {
  test('what takes itself away leaves the focus at what comes next', async () => {
    const [page, reader] = await listenTo('/app/companies?f.status=customer&f.city=Turku&q=foods')
    const focusIs = async (name: string, within: string): Promise<void> => {
      await expect.poll(async () => (await reader.focus()).name).toBe(name)
      expect((await reader.focus()).within).toContain(within)
    }
    await page.locator('a.chip').first().focus()
    await page.keyboard.press('Enter')
    await focusIs('City: “Turku” , remove this filter', 'Filters in force')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.search === '?q=foods')
    await focusIs('Companies', 'Companies')
    await page.locator('input[type=search]').fill('nothing is called so')
    const clear = page.getByRole('link', {name: 'Clear search and filters'})
    await clear.waitFor()
    await clear.focus()
    await page.keyboard.press('Enter')
    await focusIs('Companies', 'Companies')
    await page.getByRole('link', {name: 'Next'}).focus()
    await page.keyboard.press('Enter')
    await count(page, '26–50 of 60')
    await focusIs('Next', 'Pages of Companies')
    await page.keyboard.press('Enter')
    await focusIs('Previous', 'Pages of Companies')
    await page.locator('a.open').first().focus()
    const [gone, next] = await page.locator('a.open').evaluateAll(links => links.slice(0, 2).map(link => link.textContent!.trim()))
    const [taken] = site.companies.splice(site.companies.findIndex(({data}) => data['name'] === gone), 1)
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: location.href}})))
    await expect.poll(async () => (await reader.focus()).name).toBe(next)
    site.companies.push(taken!)
    await page.close()
  })

  test('another order, another filter and another page are announced, once each', async () => {
    const [page, reader] = await listenTo('/app/companies')
    const after = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
      const before = page.url()
      await act()
      await page.waitForURL(url => url.href !== before)
      return reader.heard()
    }
    const name = page.locator('a.sort', {hasText: 'Name'})
    // There is no live line here, which is said first.
    await page.getByText('Live updates do not get through').waitFor()
    await reader.heard()
    expect(await after(() => name.press('Enter'))).toEqual(['Sorted by Name, ascending.'])
    expect(await after(() => name.press('Enter'))).toEqual(['Sorted by Name, descending.'])
    expect(await after(() => page.locator('a.sort', {hasText: 'Revenue'}).press('Enter'))).toEqual(['Sorted by Revenue, ascending.'])
    expect(await after(() => page.getByRole('link', {name: 'Next'}).press('Enter'))).toEqual(['26–50 of 60'])
    // As many rows as before, but others.
    await after(() => page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: '/app/companies?f.status=customer'}}))))
    const other = await after(() => page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: '/app/companies?f.status=lost'}}))))
    expect(other).toEqual(['Status: Lost.'])
    await page.close()
  })
})

test('on paper each cell is whole', async () => {
  site.change('c0', {name: 'A company whose name is so long that no column of any width could hold all of it on one line of a page'})
  for (const width of [1280, 718]) {
    const page = await open('/app/companies?q=long&limit=5', {width})
    await page.emulateMedia({media: 'print'})
    const cut = await page.evaluate(() => [...document.querySelector('ui-data-grid')!.shadowRoot!.querySelectorAll('.region, tbody th, tbody td, tbody .badge')]
      .filter(cell => cell.checkVisibility() && (cell.scrollWidth > cell.clientWidth + 1 || cell.scrollHeight > cell.clientHeight + 1) && getComputedStyle(cell).overflowX !== 'visible').map(cell => cell.textContent))
    expect([width, cut]).toEqual([width, []])
    await page.close()
  }
  site.change('c0', {name: 'Alder Foods'})
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
