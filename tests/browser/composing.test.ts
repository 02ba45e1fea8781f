/** Typing with an input method: what is being composed is nobody's business yet. */
import type {Browser, CDPSession, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from 'vitest'
import {openBrowser} from './open-browser.ts'
import {openSnippetSite, type SnippetSite} from './snippet-site/open-snippet-site.ts'

let browser: Browser
let site: SnippetSite
let page: Page
let input: CDPSession

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSnippetSite()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(() => {
  site.written.length = 0
  site.searched.length = 0
})
afterEach(() => page.close({runBeforeUnload: false}))

async function open(path: string): Promise<void> {
  page = await browser.newPage()
  await page.goto(site.url + path)
  input = await page.context().newCDPSession(page)
}

/** As an input method does: the words so far, then keys that it keeps for itself. */
async function compose(text: string): Promise<void> {
  await input.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length})
}
/** A key while composing comes as 229, and what it does is the input method's. */
async function pressWhileComposing(key: string): Promise<void> {
  await input.send('Input.dispatchKeyEvent', {type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229})
  await input.send('Input.dispatchKeyEvent', {type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229})
}
const commit = (text: string): Promise<unknown> => input.send('Input.insertText', {text})

test('a grid searches whole words, and its arrows stay in the field', async () => {
  await open('/app/companies')
  const search = page.locator('input[type=search]')
  await page.waitForFunction(() => (document.querySelector('ui-data-grid') as unknown as {hasUpdated?: boolean}).hasUpdated)
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await search.focus()
  await compose('oa')
  await pressWhileComposing('ArrowDown')
  await compose('oak')
  await new Promise(done => setTimeout(done, 600))
  expect(asked.filter(url => url.includes('q='))).toEqual([])
  expect(await search.evaluate(field => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true)
  await commit('oak')
  await page.waitForURL(/q=oak$/)
})

test('a form is not saved by the Enter that ends a word', async () => {
  await open('/app/companies/c1')
  await page.locator('espalier-json-form').waitFor()
  await page.locator('espalier-json-form #field-city').fill('')
  await compose('とうきょう')
  await pressWhileComposing('Enter')
  await commit('東京')
  await page.locator('ui-dynamic-form', {hasText: 'Not saved yet.'}).waitFor()
  expect(site.written).toEqual([])
  await page.keyboard.press('Enter')
  await page.locator('ui-dynamic-form', {hasText: 'Saved.'}).waitFor()
  expect(site.written.map(({body}) => body)).toEqual([{city: '東京'}])
})

test('a link searches whole words, and takes and drops nothing while they are composed', async () => {
  await open('/app/companies/c2')
  await page.locator('espalier-json-form').waitFor()
  const owner = page.locator('espalier-json-form #field-owner_id')
  await owner.fill('li')
  await page.getByRole('option', {name: 'Liisa Koski'}).waitFor()
  const before = site.searched.length
  await compose('isa')
  await pressWhileComposing('Enter')
  await pressWhileComposing('Escape')
  await new Promise(done => setTimeout(done, 500))
  expect(await owner.inputValue()).toBe('liisa')
  expect(site.searched.slice(before)).toEqual([])
  await commit('isa')
  await page.getByRole('option', {name: 'Liisa Koski', selected: true}).waitFor()
  await page.keyboard.press('Enter')
  expect(await owner.inputValue()).toBe('Liisa Koski')
})
