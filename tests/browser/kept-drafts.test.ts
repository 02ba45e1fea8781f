/** A form that another record is shown in before it was saved. */
import type {Browser, Locator, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {openSnippetSite, type SnippetSite} from './snippet-site/open-snippet-site.ts'

let browser: Browser
let site: SnippetSite
let page: Page

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSnippetSite()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  site.written.length = 0
  page = await browser.newPage({viewport: {width: 1280, height: 1400}})
  await page.goto(`${site.url}/app/desk?limit=5&chosen=c0`)
  await page.locator('espalier-json-form').waitFor()
})
afterEach(() => page.close({runBeforeUnload: false}))

const field = (name: string): Locator => page.locator(`espalier-json-form #field-${name}`)
const row = (name: string): Locator => page.locator('ui-data-grid a.open', {hasText: name})
const shows = (name: string): Promise<void> => expect.poll(() => field('name').inputValue()).toBe(name)
const save = (): Promise<void> => page.locator('ui-dynamic-form button[type=submit]').click()
const says = (text: string): Promise<void> => page.locator('ui-dynamic-form', {hasText: text}).waitFor()

test('keeps what was typed with its record, says so, and leads back to it', async () => {
  await field('city').fill('Half-typed')
  await row('Alder Mills').click()
  await shows('Alder Mills')
  expect(await field('city').inputValue()).toBe('Turku')
  await says('Not saved yet, and kept as long as this page is open')
  expect(await runAxe(page)).toEqual([])
  await field('staff').fill('5')
  await save()
  await says('Saved.')
  await page.getByRole('button', {name: 'Go back to Alder Foods'}).click()
  await shows('Alder Foods')
  expect(await field('city').inputValue()).toBe('Half-typed')
  expect(await page.getByText('Not saved yet, and kept').count()).toBe(0)
  await save()
  await says('Saved.')
  expect(site.written.map(({body}) => body)).toEqual([{staff: 5}, {city: 'Half-typed'}])
})

test('half a date cannot be kept, and is not dropped without a word', async () => {
  await field('founded').focus()
  await page.keyboard.press('Backspace')
  await row('Alder Mills').click()
  await shows('Alder Mills')
  await says('Founded of the record before: what was typed was not complete, and is gone.')
  await row('Alder Foods').click()
  await shows('Alder Foods')
  expect(await page.getByText('of the record before').count()).toBe(0)
})

test('keeps it also over the way back, paging, and the form’s own going away', async () => {
  await row('Alder Mills').click()
  await shows('Alder Mills')
  await field('city').fill('Half-typed')
  await page.goBack()
  await shows('Alder Foods')
  await page.goForward()
  await shows('Alder Mills')
  expect(await field('city').inputValue()).toBe('Half-typed')
  await page.getByRole('link', {name: 'Next', exact: true}).click()
  await page.waitForURL(/cursor=/)
  expect(await field('city').inputValue()).toBe('Half-typed')
  await page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: '/app/desk?limit=5'}})))
  await page.locator('ui-dynamic-form').waitFor({state: 'detached'})
  const asked: string[] = []
  page.on('dialog', dialog => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await page.evaluate(() => location.assign('/app/companies'))
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await row('Alder Mills').click()
  await shows('Alder Mills')
  expect(await field('city').inputValue()).toBe('Half-typed')
})

test('brings it together with what others saved meanwhile', async () => {
  await field('city').fill('Mine')
  await row('Alder Mills').click()
  await shows('Alder Mills')
  site.change('c0', {city: 'Theirs', staff: 99})
  await page.goBack()
  await shows('Alder Foods')
  expect([await field('city').inputValue(), await field('staff').inputValue()]).toEqual(['Mine', '99'])
  await says('Someone else changed a field that you changed too')
})

test('an answer that comes after another record was chosen changes that one in nothing', async () => {
  const answer = gate()
  await page.route('**/api/v1/records/company/c0', async route => {
    await answer.passed
    await route.continue()
  })
  await field('city').fill('Saved late')
  await page.keyboard.press('Control+s')
  await row('Alder Mills').click()
  await shows('Alder Mills')
  answer.open()
  await expect.poll(() => site.written.length).toBe(1)
  await expect.poll(() => page.getByText('Not saved yet, and kept').count()).toBe(0)
  await field('phone').count()
  await field('staff').fill('8')
  await save()
  await says('Saved.')
  expect(site.written.map(({body}) => body)).toEqual([{city: 'Saved late'}, {staff: 8}])
  expect(site.companies.find(({id}) => id === 'c10')?.data).toMatchObject({name: 'Alder Mills', city: 'Turku', staff: 8})
})

test('discarded, it is gone and asks nothing', async () => {
  await field('city').fill('Half-typed')
  await row('Alder Mills').click()
  await shows('Alder Mills')
  await page.getByRole('button', {name: 'Discard what was typed for Alder Foods'}).click()
  expect(await page.getByText('Not saved yet, and kept').count()).toBe(0)
  await page.evaluate(() => location.assign('/app/companies'))
  await page.waitForURL(/companies$/)
})
