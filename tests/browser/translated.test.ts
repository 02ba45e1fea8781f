/** Pages of the built server whose texts a browser's translator has put elsewhere: they go on saying what is so. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {openDesigner} from './open-designer.ts'
import {field, formSays, lives, rowNames, saveButton} from './person.ts'
import {seats} from './seats.ts'
import {translate} from './translate.ts'

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

const stored = async (id: string): Promise<WireRow['data']> => (await callApi<WireRow>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)).data
const count = (page: Page): Promise<string | null> => page.locator('.count').first().textContent()
const active = (page: Page): Promise<readonly unknown[]> => page.evaluate(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const {id, name, value, selectionStart} = element as HTMLInputElement
  return [id || name, value, selectionStart]
})

/**
 * Gives every node another view, and then its own again, each time after its texts were translated, and compares what it says with what a
 * new element says that is given the same. Answers the snippets that it looked at, and what differed.
 */
async function sayWhatTheyAreGiven(page: Page): Promise<{readonly seen: readonly string[]; readonly wrong: readonly string[]}> {
  const seen = await page.evaluate(() => {
    type Drawn = HTMLElement & {view: object; ready?: boolean; updateComplete: Promise<unknown>}
    const said = new Set(['text', 'label', 'title', 'product', 'save', 'message', 'name', 'email', 'currency'])
    const other = (value: unknown, key = ''): unknown => {
      if (Array.isArray(value)) return (key === 'items' ? value.slice(0, 3) : value).map(item => other(item))
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, other(below, name)]))
      }
      if (typeof value === 'string' && said.has(key)) return key === 'currency' ? 'USD' : `${value} changed`
      return typeof value === 'number' && (key === 'value' || key === 'total') ? value + 1 : key === 'rev' ? Number(value) + 1 : value
    }
    const textOf = (node: Node): string => node instanceof Text ? node.data
      : node instanceof Element && !node.matches('style, [data-node]') ? textIn(node.shadowRoot ?? node) : ''
    const textIn = (root: ParentNode): string => [...root.childNodes].map(textOf).join('').replace(/\s+/g, ' ')
    const nodes = [...document.querySelectorAll<Drawn>('[data-node]')]
    const views = nodes.map(node => node.view)
    Object.assign(window, {async compare(round: number): Promise<string[]> {
      const wrong: string[] = []
      for (const [index, node] of nodes.entries()) {
        const view = round === 0 ? other(views[index]!) as object : views[index]!
        node.view = view
        const fresh = document.createElement(node.localName) as Drawn
        fresh.view = view
        fresh.hidden = true
        document.body.append(fresh)
        await Promise.all([node.updateComplete, fresh.updateComplete])
        while (fresh.ready === false && fresh.shadowRoot!.querySelector('form')) await new Promise(requestAnimationFrame)
        await new Promise(requestAnimationFrame)
        const [is, should] = [textIn(node.shadowRoot!), textIn(fresh.shadowRoot!)]
        if (is !== should) wrong.push(`${node.localName}, round ${round}: ${is} - instead of: ${should}`)
        fresh.remove()
      }
      return wrong
    }})
    return nodes.map(node => node.localName)
  })
  const wrong: string[] = []
  for (const round of [0, 1]) {
    await translate(page)
    wrong.push(...await page.evaluate(which => (window as unknown as {compare(round: number): Promise<string[]>}).compare(which), round))
  }
  return {seen, wrong}
}

test('every snippet on every kind of screen says what it is given', async () => {
  const {page, open, wrongs} = await sit('admin')
  const {items} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/order?limit=1')
  const seen = new Set<string>()
  const records = [`/app/orders/${items[0]!.id}`, '/app/products/new', '/app/nowhere', '/app/companies/0190aaaa-0000-7000-8000-000000000000']
  for (const address of ['/app', '/app/companies', '/app/activities?q=call', ...records]) {
    await open(address)
    const found = await sayWhatTheyAreGiven(page)
    expect(found.wrong, address).toEqual([])
    found.seen.forEach(name => seen.add(name))
  }
  const demo = ['app-frame', 'card', 'columns', 'data-grid', 'dynamic-form', 'heading', 'link', 'stack', 'stat', 'text']
  expect([...seen].toSorted()).toEqual(demo.map(name => `ui-${name}`))
  expect(wrongs().filter(wrong => !wrong.includes('404'))).toEqual([])
})

test('a search lists and counts what it found, focus and typed text stay; a colleague\'s change is seen', async () => {
  const {page, open, wrongs} = await sit('agent')
  const {id, data} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Zebedee and Sons'})
  await open('/app/companies')
  await page.locator('.filters summary').click()
  await translate(page)
  await page.getByRole('searchbox').click()
  await page.keyboard.type('zebedee')
  await expect.poll(() => count(page)).toBe('1–1 of 1')
  expect(await rowNames(page)).toEqual([data['name']])
  expect([await active(page), await page.locator('.filters').getAttribute('open')]).toEqual([['q', 'zebedee', 7], ''])
  await translate(page)
  await callApi(server, 'admin', 'PATCH', `/api/v1/records/company/${id}`, {name: 'Zebedee and Daughters'})
  await expect.poll(() => rowNames(page)).toEqual(['Zebedee and Daughters'])
  await page.keyboard.type(' nobody')
  await page.getByText('No companies match.').waitFor()
  await translate(page)
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await expect.poll(async () => (await rowNames(page)).length).toBe(50)
  expect([await active(page), wrongs()]).toEqual([['q', '', 0], []])
})

test('what others put beside the texts stays, and stays away once they took it', async () => {
  const {page, open} = await sit('agent')
  await open('/app/companies')
  const marks = (): Promise<number> => page.locator('ui-data-grid mark-of-an-extension').count()
  const search = async (words: string, found: number): Promise<void> => {
    await page.getByRole('searchbox').fill(words)
    await expect.poll(async () => (await rowNames(page)).length).toBe(found)
  }
  await page.evaluate(() => {
    const mark = document.createElement('mark-of-an-extension')
    mark.append('Yours')
    document.querySelector('ui-data-grid')!.shadowRoot!.querySelector('.search')!.append(mark)
    mark.replaceChildren('Mine')
  })
  await search('nobody is called so', 0)
  expect(await page.locator('ui-data-grid mark-of-an-extension').textContent()).toBe('Mine')
  await page.locator('ui-data-grid mark-of-an-extension').evaluate(mark => mark.remove())
  await translate(page)
  await search('', 50)
  expect(await marks()).toBe(0)
})

test('a form says what has become of what is typed, and keeps all of it', async () => {
  const {page, open, wrongs} = await sit('agent')
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Said aloud', notes: 'One line'})
  await open(`/app/companies/${id}`)
  await translate(page)
  await field(page, 'city').click()
  await page.keyboard.type('Tur')
  await formSays(page, 'Not saved yet.')
  await translate(page)
  await callApi(server, 'admin', 'PATCH', `/api/v1/records/company/${id}`, {phone: '+358 1', city: 'Oulu'})
  await page.locator('ui-dynamic-form .notice', {hasText: 'City is now “Oulu”'}).waitFor()
  await translate(page)
  await page.keyboard.type('ku')
  await page.locator('ui-dynamic-form .notice', {hasText: 'yours: “Turku”'}).waitFor()
  expect([await active(page), await field(page, 'phone').inputValue()]).toEqual([['field-city', 'Turku', 5], '+358 1'])
  await translate(page)
  await field(page, 'name').fill('')
  await saveButton(page).click()
  await page.locator('ui-dynamic-form .notice.bad', {hasText: 'One field needs attention'}).waitFor()
  await page.locator('espalier-json-form .error').first().waitFor()
  await translate(page)
  await field(page, 'name').fill('Said again')
  await saveButton(page).click()
  await formSays(page, 'Saved.')
  expect(await page.locator('ui-dynamic-form .notice').count()).toBe(0)
  expect(await stored(id)).toMatchObject({name: 'Said again', city: 'Turku', phone: '+358 1', notes: 'One line'})
  expect(wrongs()).toEqual([])
})

test('a page that was translated before its scripts came lives all the same, with what was typed', async () => {
  const {page, wrongs} = await sit('agent')
  let scripts = gate()
  await page.route('**/assets/**/*.js', async route => {
    await scripts.passed
    await route.continue()
  })
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Quickbird', notes: 'One line'})
  await page.goto(`${server.url}/app/companies/${id}`, {waitUntil: 'commit'})
  await page.locator('#field-name').fill('Quickworm')
  await page.locator('#field-city').pressSequentially('Tu')
  await translate(page, {aloud: true})
  scripts.open()
  await lives(page)
  await formSays(page, 'Not saved yet.')
  expect(await active(page)).toEqual(['field-city', 'Tu', 2])
  expect(await field(page, 'notes').inputValue()).toBe('One line')
  await page.keyboard.type('rku')
  await page.keyboard.press('Control+S')
  await formSays(page, 'Saved.')
  expect(await stored(id)).toMatchObject({name: 'Quickworm', city: 'Turku', notes: 'One line'})
  scripts = gate()
  await page.goto(`${server.url}/app/companies?limit=25`, {waitUntil: 'commit'})
  await page.locator('.filters summary').click()
  await page.getByRole('searchbox').pressSequentially('quickw')
  await translate(page, {aloud: true})
  scripts.open()
  await expect.poll(() => count(page)).toBe('1–1 of 1')
  expect([await active(page), await page.locator('.filters').getAttribute('open')]).toEqual([['q', 'quickw', 6], ''])
  expect((await sayWhatTheyAreGiven(page)).wrong).toEqual([])
  expect(wrongs()).toEqual([])
})

test('the designer\'s panels go on saying what is chosen and what is changed', async () => {
  const {page, context, trouble} = await openDesigner(browser, server.url)
  await page.getByRole('tab', {name: 'Outline'}).click()
  const rows = page.getByRole('treeitem')
  const says = (): Promise<string> => page.locator('#designer').evaluate(shell => shell.textContent.replace(/\s+/g, ' '))
  const choose = async (index: number): Promise<string> => {
    await rows.nth(index).click()
    await page.locator('[role=treeitem][aria-selected=true]').and(rows.nth(index)).waitFor()
    return await says()
  }
  await choose(1)
  const [first, second] = [await choose(2), await choose(3)]
  expect(second).not.toBe(first)
  await translate(page)
  expect(await choose(2)).toBe(first)
  await translate(page)
  expect(await choose(3)).toBe(second)
  await choose(5)
  await translate(page)
  await page.locator('#field-props-label').fill('Other words')
  await rows.nth(5).getByText('Other words').waitFor()
  expect(trouble).toEqual([])
  await context.close()
})
