/** What happens on open pages of the built server while others work: patches, changed records, a server that dies, a session that ends. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {ordersBetween} from '../../ast/index.ts'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, liveNodes, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, formSays, rowNames, saveButton} from './person.ts'
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

const company = (data: object): Promise<WireRow> => callApi(server, 'admin', 'POST', '/api/v1/records/company', data)
const change = (id: string, data: object): Promise<WireRow> => callApi(server, 'admin', 'PATCH', `/api/v1/records/company/${id}`, data)
const patch = (node: string, title: string): Promise<unknown> => callApi(server, 'admin', 'POST', `/api/v1/nodes/${node}/patch`, {steps: [{type: 'set', id: node, path: ['props', 'title'], value: title}], note: 'while someone types'})
const cardSays = (page: Page, title: string): Promise<unknown> => page.locator('ui-card').first().getByText(title, {exact: true}).waitFor()

/** The innermost focused element's id, its caret, and how far the page is scrolled. */
const stand = (page: Page): Promise<readonly unknown[]> => page.evaluate(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return [element?.id, (element as HTMLInputElement | null)?.selectionStart, scrollY]
})

describe('a hot patch', () => {
  test('arrives in every open page while someone types: no character is lost, caret, focus and scroll stay', async () => {
    const {id} = await company({name: 'Typed upon', notes: ''})
    const card = (await liveNodes(server, '/companies/:id')).find(node => node.snippet === 'card')!
    const [typist, reader] = await Promise.all([sit('agent', {viewport: {width: 900, height: 360}}), sit('readonly')])
    await Promise.all([typist.open(`/app/companies/${id}`), reader.open(`/app/companies/${id}`)])
    const {page} = typist
    const text = 'The quick brown fox jumps over the lazy dog, again and again. '.repeat(2)
    const name = field(page, 'city')
    await name.click()
    await page.evaluate(() => {
      scrollBy(0, 120)
      Object.assign(window, {element: document.querySelector('ui-dynamic-form')})
    })
    const [, , scroll] = await stand(page)
    const typing = name.pressSequentially(text, {delay: 12})
    for (let n = 1; n <= 20; n++) {
      await patch(card.id, `Patch ${n}`)
      await Promise.all([cardSays(page, `Patch ${n}`), cardSays(reader.page, `Patch ${n}`)])
    }
    await typing
    expect(await name.inputValue()).toBe(text)
    expect(await stand(page)).toEqual(['field-city', text.length, scroll])
    expect(scroll).toBeGreaterThan(0)
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await patch(card.id, 'Company')
    await cardSays(page, 'Company')
    expect(await stand(page)).toEqual(['field-city', 1, scroll])
    expect(await page.evaluate(() => (window as unknown as {element: Element}).element === document.querySelector('ui-dynamic-form'))).toBe(true)
    await page.keyboard.type('!')
    expect(await name.inputValue()).toBe(`T!${text.slice(1)}`)
    expect([typist.wrongs(), reader.wrongs()]).toEqual([[], []])
  })

  test('that puts a node onto the page, moves it and takes it away leaves the rest of the page as it stands', async () => {
    const {id} = await company({name: 'Built upon'})
    const nodes = await liveNodes(server, '/companies/:id')
    const stack = nodes.find(node => node.snippet === 'stack')!
    const {page, open, wrongs} = await sit('agent')
    await open(`/app/companies/${id}`)
    await field(page, 'phone').pressSequentially('+358 ')
    const children = nodes.filter(one => one.parent_id === stack.id)
    const [before] = ordersBetween(null, children[0]!.order, 1)
    const [after] = ordersBetween(children.at(-1)!.order, null, 1)
    const node = {id: '0190aaaa-0000-7000-8000-00000000abcd', screen_id: stack.screen_id, parent_id: stack.id, slot: 'default', order: before, snippet: 'text', props: {text: 'Mind the step.'}}
    const run = (steps: readonly object[]): Promise<unknown> => callApi(server, 'admin', 'POST', `/api/v1/nodes/${stack.id}/patch`, {steps, note: ''})
    await run([{type: 'insert', nodes: [node]}])
    await page.getByText('Mind the step.').waitFor()
    expect(await page.evaluate(() => document.querySelector('ui-text')?.matches('ui-stack > :first-child'))).toBe(true)
    await run([{type: 'move', id: node.id, to: {parent_id: stack.id, slot: 'default', order: after}}])
    await page.waitForFunction(() => document.querySelector('ui-text')?.matches('ui-stack > :last-child'))
    await run([{type: 'remove', id: node.id}])
    await page.waitForFunction(() => !document.querySelector('ui-text'))
    await page.keyboard.type('40')
    expect([await field(page, 'phone').inputValue(), wrongs()]).toEqual(['+358 40', []])
  })
})

describe('records that someone else changes', () => {
  test('change in an open grid, come to it and leave it', async () => {
    const {id} = await company({name: '!First of all', city: 'Espoo'})
    const {page, open, wrongs} = await sit('agent')
    await open('/app/companies')
    const before = await rowNames(page)
    expect(before[0]).toBe('!First of all')
    await change(id, {city: 'Vantaa'})
    await expect.poll(() => page.locator('ui-data-grid tbody tr').first().locator('td[data-label=City]').textContent()).toBe('Vantaa')
    await company({name: '!Before the first'})
    await expect.poll(async () => (await rowNames(page)).slice(0, 2)).toEqual(['!Before the first', '!First of all'])
    await callApi(server, 'admin', 'DELETE', `/api/v1/records/company/${id}`)
    await expect.poll(async () => (await rowNames(page)).slice(0, 2)).toEqual(['!Before the first', before[1]])
    expect(wrongs()).toEqual([])
  })

  test('change in the untouched fields of an open form; what was typed into stays, and its owner is told', async () => {
    const {id} = await company({name: 'Shared Oy', city: 'Oulu', phone: '1', industry: 'Retail'})
    const {page, open, wrongs} = await sit('agent')
    await open(`/app/companies/${id}`)
    await field(page, 'city').fill('Kemi')
    await change(id, {phone: '2', name: 'Shared & Renamed Oy'})
    await expect.poll(() => field(page, 'phone').inputValue()).toBe('2')
    expect(await page.title()).toBe('Shared & Renamed Oy · Company · Espalier')
    expect(await field(page, 'city').inputValue()).toBe('Kemi')
    await change(id, {city: 'Tornio'})
    await formSays(page, 'City is now “Tornio” (yours: “Kemi”)')
    expect(await field(page, 'city').inputValue()).toBe('Kemi')
    await page.getByRole('button', {name: 'Take theirs for City'}).click()
    expect(await field(page, 'city').inputValue()).toBe('Tornio')
    expect(wrongs()).toEqual([])
  })
})

test('a page whose screen gets another path goes along with its address, and what was typed; links to the old path still lead there', async () => {
  const {id} = await company({name: 'Wandering SE', city: 'Bonn'})
  const {items} = await callApi<{readonly items: readonly {readonly id: string; readonly path: string}[]}>(server, 'admin', 'GET', '/api/v1/screens')
  const screen = items.find(({path}) => path === '/companies/:id')!.id
  const move = async (path: string): Promise<void> => {
    await callApi(server, 'admin', 'PATCH', `/api/v1/records/ui_screen/${screen}`, {path})
    await callApi(server, 'admin', 'POST', '/api/v1/releases', {screens: [screen]})
  }
  const {page, open, wrongs} = await sit('agent')
  await open('/app/companies?q=Wandering')
  await page.locator('tbody th a').first().click()
  await page.waitForURL(`**/app/companies/${id}`)
  await field(page, 'city').fill('Köln')
  const before = await page.evaluate(() => Object.assign(window, {same: true}).history.length)
  await move('/firms/:id')
  await page.waitForURL(`**/app/firms/${id}`)
  expect([await field(page, 'city').inputValue(), await page.evaluate(() => [Reflect.get(window, 'same'), history.length])]).toEqual(['Köln', [true, before]])
  await saveButton(page).click()
  await formSays(page, 'Saved.')

  await page.goBack()
  await page.locator('tbody th a').first().click()
  await page.waitForURL(`**/app/firms/${id}`)
  await move('/companies/:id')
  await page.waitForURL(`**/app/companies/${id}`)
  expect(wrongs()).toEqual([])
})

test('a server that is killed and comes back finds its pages waiting: they catch up by themselves, go where one wanted to go, half-typed text is there, and it can be saved', async () => {
  const {id} = await company({name: 'Patient GmbH', city: 'Bonn'})
  const card = (await liveNodes(server, '/companies/:id')).find(node => node.snippet === 'card')!
  const [form, grid] = await Promise.all([sit('agent'), sit('agent')])
  await Promise.all([form.open(`/app/companies/${id}`), grid.open('/app/companies?q=Patient')])
  await field(form.page, 'phone').pressSequentially('+49 22')
  expect([form.wrongs(), grid.wrongs()]).toEqual([[], []])

  await server.kill()
  await form.page.waitForSelector('html[data-live=off]')
  await field(form.page, 'phone').pressSequentially('8 12')
  await saveButton(form.page).click()
  await formSays(form.page, 'could not be reached')
  await grid.page.getByRole('searchbox').fill('Patient GmbH')
  await grid.page.locator('.ui-offline', {hasText: 'The server cannot be reached'}).waitFor()
  server = await startBuilt({dataFolder: server.dataFolder, port: server.port})
  // Before the pages are back, so that they have something to catch up on.
  await Promise.all([change(id, {city: 'Köln'}), patch(card.id, 'Company, patched')])
  await Promise.all([form, grid].map(({page}) => page.waitForSelector('html[data-live=on]', {timeout: 60_000})))
  await Promise.all([
    cardSays(form.page, 'Company, patched'),
    expect.poll(() => field(form.page, 'city').inputValue()).toBe('Köln'),
    expect.poll(() => grid.page.locator('td[data-label=City]').textContent()).toBe('Köln'),
  ])
  await grid.page.waitForURL('**/app/companies?q=Patient+GmbH')
  expect([await grid.page.getByRole('searchbox').inputValue(), await grid.page.locator('.ui-offline').count()]).toEqual(['Patient GmbH', 0])
  await field(form.page, 'phone').press('End')
  await form.page.keyboard.type('3')
  await saveButton(form.page).click()
  await formSays(form.page, 'Saved.')
  expect(await callApi(server, 'agent', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({data: {phone: '+49 228 123', city: 'Köln'}})
})

test('someone whose session ends is told so, keeps what they typed, and goes on after signing in again', async () => {
  const {id} = await company({name: 'Interrupted SA'})
  const {page, context, open} = await sit('manager')
  await open(`/app/companies/${id}`)
  await field(page, 'notes').fill('Half a sentence')
  await callApi(server, 'manager', 'POST', '/api/v1/auth/logout')
  const notice = page.locator('.ui-offline', {hasText: 'Your session has ended'})
  await notice.waitFor()
  expect(await field(page, 'notes').inputValue()).toBe('Half a sentence')
  const [door] = await Promise.all([context.waitForEvent('page'), notice.getByRole('link', {name: 'Sign in again'}).click()])
  await door.getByLabel('Email').fill('manager@demo.test')
  await door.getByLabel('Password').fill('espalier')
  await door.keyboard.press('Enter')
  await door.waitForURL(`**/app/companies/${id}`)
  await saveButton(page).click()
  await formSays(page, 'Saved.')
  expect(await callApi(server, 'admin', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({data: {notes: 'Half a sentence'}})
})
