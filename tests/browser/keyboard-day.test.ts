/**
 * A day by keyboard alone, over all screens and the designer, at 100%, 200% and 400%, with texts that a translator wrapped too, and by touch.
 * After each step the focus is somewhere that is seen, and each change is announced once.
 */
import type {Browser, BrowserContextOptions, Locator} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type BuiltServer, startBuilt} from '../built-server.ts'
import {callApi, liveNodes, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {type Keyboard, openKeyboard} from './open-keyboard.ts'
import {field, type Person} from './person.ts'
import {openScreenReader} from './screen-reader.ts'
import {seats} from './seats.ts'
import {translate} from './translate.ts'

let server: BuiltServer
let browser: Browser
const sit = seats(() => ({browser, server}))

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
  // The demo's forms archive nothing; here they do.
  for (const path of ['/companies/:id', '/products/:id']) {
    const {id} = (await liveNodes(server, path)).find(({snippet}) => snippet === 'dynamic-form')!
    const steps = [{type: 'set', id, path: ['props', 'archive'], value: true}]
    await callApi(server, 'admin', 'POST', `/api/v1/nodes/${id}/patch`, {steps, note: 'Archive by hand'})
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** As a window of 1280 x 800 is at that zoom. */
const zooms: readonly (readonly [string, BrowserContextOptions])[] = [
  ['100%', {viewport: {width: 1280, height: 800}}],
  ['200%', {viewport: {width: 640, height: 400}, deviceScaleFactor: 2}],
  ['400%', {viewport: {width: 320, height: 200}, deviceScaleFactor: 4}],
]
/** Its texts are put into a translator's elements before each key that is looked after. */
const ways = [...zooms, ['translated', {viewport: {width: 1280, height: 800}}]] as const

async function work(where: string, options: BrowserContextOptions): Promise<readonly [Person, Keyboard]> {
  const person = await sit('admin', options)
  const {page} = person
  return [person, openKeyboard(page, await openScreenReader(page), where, async () => void (where === 'translated' && await translate(page)))]
}
async function newProduct(name: string): Promise<string> {
  const data = {name, sku: name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '-'), price: 1}
  return (await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/product', data)).id
}
const patchProduct = (id: string, data: object): Promise<unknown> =>
  callApi(server, 'admin', 'PATCH', `/api/v1/records/product/${id}`, data)

test.each(zooms)('each stop of the Tab key on every screen is seen at %s', async (zoom, options) => {
  const [{page, open}, keyboard] = await work(zoom, options)
  const {items: [order]} = await callApi<{readonly items: readonly WireRow[]}>(server, 'admin', 'GET', '/api/v1/records/order?limit=1')
  for (const address of ['/app', '/app/orders?limit=10', `/app/orders/${order!.id}`, '/app/contacts/new']) {
    await open(address)
    const all = await page.evaluate(() => document.querySelectorAll('[data-node]').length)
    expect(all).toBeGreaterThan(0)
    await keyboard.to('Skip to content')
    for (let stop = 0; stop < 45; stop++) await page.keyboard.press('Tab').then(() => keyboard.glance(`stop ${stop} of ${address}`))
  }
  expect(keyboard.wrongs).toEqual([])
})

test.each(ways)('a list is sorted, searched, filtered and turned at %s', async (zoom, options) => {
  const own = `Aa ${zoom.replace('%', '')}`
  const names = ['a', 'b', 'c'].map(last => `${own} ${last}`)
  const ids: string[] = []
  for (const name of names) ids.push(await newProduct(name))
  const [{open}, keyboard] = await work(zoom, options)
  await open('/app/products?limit=100')
  await keyboard.to('Skip to content')
  await keyboard.press('Enter')
  await keyboard.to('Name')
  await keyboard.press('Enter', {focus: 'Name', heard: ['Sorted by Name, descending.']})
  await keyboard.press('Enter', {focus: 'Name', heard: ['Sorted by Name, ascending.']})
  await keyboard.to(names[0]!)
  await callApi(server, 'admin', 'DELETE', `/api/v1/records/product/${ids[0]!}`)
  await keyboard.look('after a colleague archived the row', {focus: names[1]!})
  await keyboard.to('Search Products', 'back')
  await keyboard.type(own, {focus: 'Search Products', heard: ['1–2 of 2']})
  await keyboard.press('Control+a')
  await keyboard.press('Delete', {heard: [/^1–100 of \d+$/]})
  await keyboard.to('Filter')
  await keyboard.press('Enter')
  await keyboard.to('Active')
  await keyboard.type('Y', {focus: 'Active', heard: ['Active: Yes. Sorted by Name, ascending.']})
  await keyboard.to(/^Active: Yes/)
  await keyboard.press('Enter', {focus: 'Products', heard: ['Sorted by Name, ascending.']})
  await keyboard.to('Next')
  // Where the first rows of the next page and the ways to turn it are not seen together, the rows have the focus.
  await keyboard.press('Enter', {focus: zoom === '100%' || zoom === 'translated' ? 'Previous' : 'Products', heard: [/^101–/]})
  expect(keyboard.wrongs).toEqual([])
})

test.each(ways)('a record is refused, discarded, contested, saved and archived at %s', async (zoom, options) => {
  const id = await newProduct(`Keyed ${zoom}`)
  const [{page, open}, keyboard] = await work(zoom, options)
  await open(`/app/products/${id}`)
  await keyboard.to(/^Name/)
  await keyboard.press('Control+a')
  await keyboard.press('Delete', {heard: ['Not saved yet.']})
  for (const _ of [1, 2]) await keyboard.press('Enter', {focus: /^Name/, heard: [/One field needs attention/]})
  await keyboard.to('Discard changes')
  await keyboard.press('Enter', {focus: 'Save'})
  await keyboard.press('Enter', {focus: 'Save', heard: ['Nothing has changed.']})
  await keyboard.press('Enter', {focus: 'Save', heard: ['Nothing has changed.']})

  await keyboard.to(/^Price/, 'back')
  await keyboard.press('Control+a')
  await keyboard.type('7')
  await patchProduct(id, {price: 5})
  await keyboard.look('after a colleague changed the same field', {heard: [/^Someone else changed a field that you changed too/]})
  await keyboard.to('Take theirs for Price', 'back')
  await keyboard.press('Enter', {focus: 'Save'})
  expect(await field(page, 'price').inputValue()).toBe('5')
  await keyboard.to(/^Price/, 'back')
  await keyboard.press('Control+a')
  await keyboard.type('8')
  await keyboard.press('Enter', {heard: ['Saved.']})

  await keyboard.to('Archive')
  await keyboard.press('Enter', {focus: 'Keep it'})
  await keyboard.press('Enter', {focus: 'Archive'})
  await keyboard.press('Enter', {focus: 'Keep it'})
  await keyboard.to('Archive')
  await keyboard.press('Enter', {heard: ['This record is archived; it can be read, but not changed.']})
  expect(keyboard.wrongs).toEqual([])
})

test.each(ways)('a screen is made, changed, published and archived at %s', async (zoom, options) => {
  const [{page}, keyboard] = await work(zoom, options)
  await page.goto(`${server.url}/designer`)
  await page.locator('.page [data-node]').first().waitFor()
  const title = `Keys ${zoom.replace('%', '')}`
  const own = new RegExp(`^${title}`)
  await keyboard.to(/^Home/)
  await keyboard.press('Enter')
  await keyboard.to('New screen')
  await keyboard.press('Enter', {focus: 'Title'})
  for (const _ of [1, 2]) await keyboard.press('Enter', {focus: 'Title', heard: ['Give the screen a title.']})
  await keyboard.type(title)
  await keyboard.press('Enter', {focus: own})
  await keyboard.to('Text')
  await keyboard.press('Enter', {focus: 'Text', heard: ['Text is added.']})
  await keyboard.to('Add', 'back')
  await keyboard.press('ArrowRight', {focus: 'Outline'})
  await keyboard.to(/^Text/)
  await keyboard.press('Alt+ArrowUp', {focus: /^Text/, heard: ['Text is now 1 of 2 in Stack.']})
  await keyboard.press('Delete', {focus: /^Heading/, heard: ['Text is removed.']})
  await keyboard.press('Control+z', {focus: /^Text/, heard: ['Undone: Remove Text.']})
  await keyboard.to('Page')
  await keyboard.press('ArrowDown', {focus: 'Page', heard: ['Selected: Heading']})
  await keyboard.press('Delete', {focus: 'Page', heard: [/^Heading is removed\./]})

  await keyboard.to('Outline', 'back')
  await keyboard.press('ArrowLeft', {focus: 'Add'})
  await keyboard.to('Data grid')
  await keyboard.press('Enter', {focus: 'Data grid', heard: ['Data grid is added.']})
  await keyboard.to(/^Records of/)
  await keyboard.type('Comp', {focus: /^Records of/})
  await page.getByLabel('Add to Columns').waitFor()
  await keyboard.to('Add to Columns')
  for (const _ of [1, 2, 3]) await keyboard.press('ArrowDown', {focus: 'Add to Columns', heard: [/ is added\.$/]})
  await keyboard.to(/^Move .* up$/, 'back')
  await keyboard.press('Enter', {focus: /^Move .* up$/, heard: [/ is now 2 of 3\.$/]})
  await keyboard.press('Enter', {focus: /^Move .* down$/, heard: [/ is now 1 of 3\.$/]})
  await keyboard.to(/^Take .* out$/)
  for (const focus of [/^Take .* out$/, /^Take .* out$/, 'Add to Columns']) {
    await keyboard.press('Enter', {focus, heard: [/ is taken out\.$/]})
  }
  await keyboard.to('Add what happens')
  await keyboard.press('Enter', {focus: 'What happens', heard: ['Go to a page is added.']})
  await keyboard.to('Remove: Go to a page')
  await keyboard.press('Enter', {focus: 'Add what happens', heard: ['Go to a page is removed.']})

  await keyboard.to(/problem/, 'back')
  await keyboard.press('Enter')
  await keyboard.to('Close the problems')
  await keyboard.press('Enter', {focus: /problem/})
  await keyboard.to('Publish')
  await keyboard.press('Enter', {focus: 'Note'})
  await keyboard.press('Escape', {focus: 'Publish'})
  await keyboard.press('Enter', {focus: 'Note'})
  await keyboard.press('Enter', {focus: 'Publish', heard: [/^Published: release \d+ is live\./]})
  await keyboard.to('Releases', 'back')
  await keyboard.press('Enter')
  await keyboard.to('Roll back to this')
  await keyboard.press('Enter', {focus: 'Note'})
  await keyboard.to('Cancel')
  await keyboard.press('Enter', {focus: 'Roll back to this'})
  await keyboard.press('Enter', {focus: 'Note'})
  await keyboard.press('Enter', {heard: [/^Rolled back: release \d+ is live\./]})
  await keyboard.press('Escape', {focus: 'Releases'})
  await keyboard.to('Screen settings', 'back')
  await keyboard.press('Enter', {focus: 'Title'})
  await keyboard.to('Archive screen…')
  await keyboard.press('Enter', {focus: 'Keep it'})
  await keyboard.press('Enter', {focus: 'Archive screen…'})
  await keyboard.press('Enter', {focus: 'Keep it'})
  await keyboard.to('Archive it')
  await keyboard.press('Enter', {heard: [/^“.*” is archived/]})
  expect(keyboard.wrongs).toEqual([])
})

test('by touch what takes itself away leaves the focus in the form', async () => {
  const id = await newProduct('Touched')
  const [{page, open}, keyboard] = await work('touch', {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true})
  await open(`/app/products/${id}`)
  const tap = async (name: string, focus: string | RegExp): Promise<void> => {
    await page.getByRole('button', {name, exact: true}).tap()
    await keyboard.look(`after a tap on ${name}`, {focus})
  }
  await field(page, 'name').fill('Touched twice')
  await tap('Discard changes', 'Save')
  await tap('Archive', 'Keep it')
  await tap('Keep it', 'Archive')
  await tap('Archive', 'Keep it')
  await tap('Archive', /^Name/)
  expect(keyboard.wrongs).toEqual([])
})

test('by touch a list is sorted, filtered and turned', async () => {
  const [{page, open}, keyboard] = await work('touch', {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true})
  await open('/app/products?limit=25')
  const tap = async (what: Locator, heard: string | RegExp): Promise<void> => {
    await what.tap()
    await keyboard.look(`after a tap for ${String(heard)}`, {heard: [heard]})
  }
  const sort = page.locator('a.sort', {hasText: 'Name'})
  await tap(sort, 'Sorted by Name, descending.')
  await tap(sort, 'Sorted by Name, ascending.')
  await tap(page.getByRole('link', {name: 'Next'}), /^26–50 of/)
  await tap(page.getByRole('link', {name: 'Previous'}), /^1–25 of/)
  await page.locator('.filters summary').tap()
  await page.getByLabel('Active').selectOption({label: 'Yes'})
  await keyboard.look('after a choice', {heard: ['Active: Yes. Sorted by Name, ascending.']})
  await tap(page.getByRole('link', {name: /^Active: Yes/}), 'Sorted by Name, ascending.')
  expect(keyboard.wrongs).toEqual([])
})
