import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import type {JsonObject} from '../../schemas/index.ts'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {bundleSnippets} from './snippet-site/bundle-snippets.ts'

const address = 'http://form.test/'
let browser: Browser
let files: ReadonlyMap<string, string>
let page: Page

beforeAll(async () => {
  [browser, files] = await Promise.all([openBrowser(), bundleSnippets(['json-form'])])
})
afterAll(async () => {
  await browser?.close()
})
beforeEach(async () => {
  page = await browser.newPage({viewport: {width: 360, height: 900}})
  await page.route(`${address}**`, route => {
    const file = new URL(route.request().url()).pathname.slice(1)
    return route.fulfill(file === ''
      ? {contentType: 'text/html', headers: {'content-security-policy': 'script-src \'self\''}, body: '<!doctype html><html lang="en"><title>Form</title><link rel="stylesheet" href="/app.css"><main><h1>Form</h1></main><script type="module" src="/json-form.js"></script></html>'}
      : {contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript', body: files.get(file) ?? ''})
  })
  await page.goto(address)
  await page.waitForFunction(() => customElements.get('espalier-json-form') !== undefined)
})

const show = (schema: object, data: JsonObject, editors: Readonly<Record<string, string>> = {}): Promise<void> => page.evaluate(text => {
  const [of, start, own] = JSON.parse(text) as readonly [object, object, object]
  const form = document.createElement('espalier-json-form')
  Object.assign(form, {schema: of, data: start, editors: own})
  Object.assign(window, {form, heard: []})
  form.addEventListener('json-form-change', event => (window as unknown as {heard: unknown[]}).heard.push((event as CustomEvent<{data: unknown}>).detail.data))
  document.querySelector('main')?.append(form)
}, JSON.stringify([schema, data, editors]))
const heard = (): Promise<readonly JsonObject[]> => page.evaluate(() => (window as unknown as {heard: JsonObject[]}).heard)

test('every change is said at once, with the data as JSON', async () => {
  await show({type: 'object', properties: {title: {type: 'string'}, level: {enum: [1, 2]}, open: {type: 'boolean'}, tags: {type: 'array', items: {type: 'string'}}}}, {title: 'A'})
  await page.locator('#field-title').press('End')
  await page.keyboard.type('bc')
  await page.locator('#field-level').selectOption('2')
  await page.locator('#field-open').check()
  await page.locator('#field-tags').fill('x\ny')
  expect((await heard()).slice(0, 2)).toEqual([{title: 'Ab'}, {title: 'Abc'}])
  expect((await heard()).at(-1)).toEqual({title: 'Abc', level: 2, open: true, tags: ['x', 'y']})
  expect(await runAxe(page)).toEqual([])
})

test('data from outside changes only what differs, without an echo, and leaves what is being typed', async () => {
  await show({type: 'object', properties: {title: {type: 'string'}, note: {type: 'string'}, share: {type: 'number'}}}, {title: 'A', note: 'n'})
  await page.locator('#field-share').pressSequentially('1.')
  await page.evaluate(() => {
    const {form} = window as unknown as {form: {data: object}}
    form.data = {...form.data, note: 'from outside'}
  })
  await page.keyboard.type('5')
  expect(await page.locator('#field-note').inputValue()).toBe('from outside')
  expect(await page.locator('#field-share').inputValue()).toBe('1.5')
  expect((await heard()).at(-1)).toEqual({title: 'A', note: 'from outside', share: 1.5})
  expect(await heard()).toHaveLength(3)
})

test('objects and lists of objects can be edited too', async () => {
  await show({type: 'object', properties: {
    nav: {type: 'object', title: 'Navigation', properties: {label: {type: 'string'}, order: {type: 'number'}}},
    actions: {type: 'array', title: 'Actions', items: {type: 'object', properties: {text: {type: 'string'}}}},
    roles: {type: 'array', items: {enum: ['admin', 'manager', 'agent']}},
  }}, {nav: {label: 'Home'}, actions: [{text: 'Go'}]})
  await page.getByLabel('Label').fill('Start')
  await page.locator('[id="field-actions.0.text"]').fill('Stop')
  await page.getByRole('button', {name: 'Add to Actions'}).click()
  await page.locator('[id="field-actions.1.text"]').fill('More')
  await page.getByLabel('Manager').check()
  await page.getByLabel('Admin').check()
  expect((await heard()).at(-1)).toEqual({nav: {label: 'Start'}, actions: [{text: 'Stop'}, {text: 'More'}], roles: ['admin', 'manager']})
  await page.getByRole('button', {name: 'Move Actions 2 up'}).click()
  await page.getByRole('button', {name: 'Remove Actions 2'}).click()
  expect(await page.locator('[id="field-actions.0.text"]').inputValue()).toBe('More')
  expect((await heard()).at(-1)?.['actions']).toEqual([{text: 'More'}])
  expect(await runAxe(page)).toEqual([])
})

test('a field can bring its own editor, a custom element that knows nothing of the form', async () => {
  await page.evaluate(() => customElements.define('color-editor', class extends HTMLElement {
    value: unknown
    connectedCallback(): void {
      this.innerHTML = '<button>Red</button>'
      this.querySelector('button')?.addEventListener('click', () => this.dispatchEvent(new CustomEvent('field-change', {detail: {value: `${String(this.value)} red`}})))
    }
  }))
  await show({type: 'object', properties: {color: {type: 'string', 'x-editor': 'color'}}}, {color: 'dark'}, {color: 'color-editor'})
  await page.getByRole('button', {name: 'Red'}).click()
  await page.getByRole('button', {name: 'Red'}).click()
  expect(await heard()).toEqual([{color: 'dark red'}, {color: 'dark red red'}])
})

test('another schema takes the form’s place, with what was typed', async () => {
  await show({type: 'object', properties: {title: {type: 'string'}}}, {title: 'A'})
  await page.locator('#field-title').fill('Typed')
  await page.evaluate(() => Object.assign((window as unknown as {form: object}).form, {schema: {type: 'object', properties: {title: {type: 'string', title: 'Name'}, more: {type: 'string'}}}}))
  await page.getByLabel('More').waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Typed')
})

test('moved in the document, it keeps what was typed', async () => {
  await show({type: 'object', properties: {title: {type: 'string'}}}, {title: 'A'})
  await page.locator('#field-title').fill('Typed')
  await page.evaluate(() => {
    const {form} = window as unknown as {form: HTMLElement}
    document.body.append(form)
    setTimeout(() => document.querySelector('main')!.append(form))
  })
  await page.locator('main espalier-json-form').waitFor()
  expect(await page.locator('#field-title').inputValue()).toBe('Typed')
  await page.locator('#field-title').fill('Again')
  expect((await heard()).at(-1)).toEqual({title: 'Again'})
})
