/** What an end user does all day, on the built server: from signing in to a saved record. */
import type {Browser} from 'playwright-core'
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, formSays, lives, rowNames, saveButton, seat, tokenOf, type Person} from './person.ts'

interface Page<T> {readonly items: readonly T[]; readonly next: string | null}

let server: BuiltServer
let browser: Browser
const seated: Person[] = []

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})
afterEach(async () => {
  for (const {context} of seated.splice(0)) await context.close()
})

async function sit(...[role, options]: [role: Parameters<typeof seat>[2], options?: Parameters<typeof seat>[3]]): Promise<Person> {
  const person = await seat(browser, server, role, options)
  seated.push(person)
  return person
}

const companies = (query: string): Promise<Page<WireRow>> => callApi(server, 'admin', 'GET', `/api/v1/records/company?${query}`)
const company = (data: object): Promise<WireRow> => callApi(server, 'admin', 'POST', '/api/v1/records/company', data)

test('the first page of companies is text in what the server sends', async () => {
  const response = await fetch(`${server.url}/app/companies`, {headers: {cookie: `espalier_session=${await tokenOf(server, 'agent')}`}})
  const html = await response.text()
  const {items} = await companies('sort=name&limit=50')
  expect(response.status).toBe(200)
  expect(items).toHaveLength(50)
  const drawn = html.slice(html.indexOf('<div id="page">'), html.indexOf('id="page-state"')).replace(/<!--[^]*?-->/g, '')
  for (const {data} of items) expect(drawn).toContain(String(data['name']).replaceAll('&', '&amp;'))
  expect(response.headers.get('cache-control')).toContain('no-store')
})

test('someone signs in, finds a company, changes it, and sees that it is saved', async () => {
  const made = await company({name: 'Quill & Sons Oy', status: 'prospect', city: 'Turku'})
  const {page, wrongs} = await sit(null)
  await page.goto(`${server.url}/app/companies`)
  await page.waitForURL('**/login?next=%2Fapp%2Fcompanies')
  await page.getByLabel('Email').fill('agent@demo.test')
  await page.getByLabel('Password').fill('espalier')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/companies')
  await lives(page)
  expect(await rowNames(page)).toEqual((await companies('sort=name&limit=50')).items.map(({data}) => data['name']))

  await page.getByRole('searchbox').pressSequentially('quill', {delay: 15})
  await page.waitForURL('**/app/companies?q=quill')
  await page.waitForFunction(() => document.querySelector('ui-data-grid')?.shadowRoot?.querySelectorAll('tbody tr').length === 1)
  await page.getByRole('link', {name: 'Quill & Sons Oy'}).click()
  await page.waitForURL(`**/app/companies/${made.id}`)
  await lives(page)
  expect(await page.title()).toBe('Quill & Sons Oy · Company · Espalier')
  await field(page, 'city').fill('Naantali')
  await field(page, 'status').selectOption('customer')
  await formSays(page, 'Not saved yet.')
  await saveButton(page).click()
  await formSays(page, 'Saved.')
  const {items} = await companies(`filter=${encodeURIComponent(`record.id == "${made.id}"`)}`)
  expect(items[0]).toMatchObject({rev: 2, data: {city: 'Naantali', status: 'customer'}})
  await page.reload()
  await lives(page)
  expect(await field(page, 'city').inputValue()).toBe('Naantali')
  expect(wrongs()).toEqual([])
})

test('filters, sorting and paging change the rows in place, and the way back leads through them', async () => {
  const {page, open, wrongs} = await sit('agent')
  await open('/app/orders')
  const started = await rowNames(page)
  await page.evaluate(() => Object.assign(window, {here: true}))
  await page.getByRole('link', {name: 'Number', exact: true}).click()
  await page.waitForURL('**?sort=number')
  await page.waitForFunction(before => document.querySelector('ui-data-grid')?.shadowRoot?.querySelector('tbody th')?.textContent !== before, started[0])
  const sorted = await rowNames(page)
  expect(sorted).toEqual(sorted.toSorted())
  await page.getByRole('link', {name: 'Next'}).click()
  await page.locator('.count', {hasText: '51–100 of 1,500'}).waitFor()
  const second = await rowNames(page)
  expect(second[0]! > sorted[49]!).toBe(true)
  await page.locator('.filters summary').click()
  await page.locator('#f-status').selectOption('cancelled')
  await page.locator('.chip', {hasText: 'Status: Cancelled'}).waitFor()
  expect(new Set(await page.locator('ui-data-grid tbody .badge').allTextContents())).toEqual(new Set(['Cancelled']))

  await page.goBack()
  await page.locator('.count', {hasText: '51–100 of 1,500'}).waitFor()
  expect(await rowNames(page)).toEqual(second)
  await page.goBack()
  await page.waitForURL('**?sort=number')
  await expect.poll(() => rowNames(page)).toEqual(sorted)
  await page.goBack()
  await expect.poll(() => rowNames(page)).toEqual(started)
  await page.goForward()
  await expect.poll(() => rowNames(page)).toEqual(sorted)
  expect([await page.evaluate(() => 'here' in window), wrongs()]).toEqual([true, []])
})

test('an address with sort and filter opens the same view for someone else', async () => {
  const {page, open} = await sit('agent')
  await open('/app/companies')
  await page.locator('.filters summary').click()
  await page.locator('#f-country').fill('Fin')
  await page.keyboard.press('Enter')
  await page.locator('.chip').waitFor()
  await page.getByRole('link', {name: 'Annual revenue'}).click()
  await page.waitForURL(/sort=annual_revenue/)
  await expect.poll(async () => new Set(await page.locator('ui-data-grid tbody td[data-label=Country]').allTextContents())).toEqual(new Set(['Finland']))
  const rows = await rowNames(page)
  const other = await sit('manager')
  await other.open(new URL(page.url()).pathname + new URL(page.url()).search)
  expect(await rowNames(other.page)).toEqual(rows)
  expect(await other.page.locator('[aria-sort]').getAttribute('aria-sort')).toBe('ascending')
  expect(await other.page.locator('.chip').allTextContents()).toEqual([expect.stringContaining('Country: “Fin”')])
})

describe('a form', () => {
  test('says at the field what is missing or wrong, and nothing is written', async () => {
    const {page, open, wrongs} = await sit('agent')
    await open('/app/companies/new')
    await field(page, 'website').fill('not an address')
    await saveButton(page).click()
    await formSays(page, '2 fields need attention')
    const name = field(page, 'name')
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator(`[id="${await name.getAttribute('aria-describedby')}"]`).textContent()).toBe('Fill this in.')
    expect(await page.evaluate(() => document.querySelector('ui-dynamic-form')?.shadowRoot?.querySelector('espalier-json-form')?.shadowRoot?.activeElement?.id)).toBe('field-name')
    expect([await field(page, 'website').getAttribute('aria-invalid'), wrongs()]).toEqual(['true', []])
  })

  test('makes a new record with a link found by typing, and goes on at its own address', async () => {
    const {page, open, wrongs} = await sit('agent')
    await open('/app/contacts')
    await page.getByRole('link', {name: 'New contact'}).or(page.getByRole('button', {name: 'New contact'})).click()
    await page.waitForURL('**/app/contacts/new')
    await lives(page)
    const employer = await company({name: 'Sedge & Heron Ltd'})
    await field(page, 'last_name').fill('Øvergård')
    await field(page, 'email').fill('o@sedge.example')
    await field(page, 'company_id').pressSequentially('Sedge', {delay: 15})
    await page.getByRole('option', {name: 'Sedge & Heron Ltd'}).click()
    await saveButton(page).click()
    await page.waitForURL(/\/app\/contacts\/[0-9a-f-]{36}$/)
    await lives(page)
    expect([await field(page, 'last_name').inputValue(), await field(page, 'company_id').inputValue()]).toEqual(['Øvergård', 'Sedge & Heron Ltd'])
    const made = await callApi<WireRow>(server, 'agent', 'GET', `/api/v1/records/contact/${page.url().split('/').at(-1)!}`)
    expect(made).toMatchObject({rev: 1, data: {last_name: 'Øvergård', company_id: employer.id, status: 'lead'}})
    expect(wrongs()).toEqual([])
  })

  test('a value that another record has already is refused at its field, with everything typed kept', async () => {
    const {items: [taken]} = await callApi<Page<WireRow>>(server, 'agent', 'GET', '/api/v1/records/order?limit=1')
    const {items: [free]} = await callApi<Page<WireRow>>(server, 'agent', 'GET', '/api/v1/records/order?limit=1&sort=-number')
    const {page, open, wrongs} = await sit('agent')
    await open(`/app/orders/${free!.id}`)
    await field(page, 'number').fill(String(taken!.data['number']))
    await field(page, 'notes').fill('Typed before the refusal.')
    await saveButton(page).click()
    await formSays(page, 'One field needs attention')
    const number = field(page, 'number')
    expect(await number.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('espalier-json-form p.error').allTextContents()).toEqual([expect.stringMatching(/already|another/i)])
    expect(await field(page, 'notes').inputValue()).toBe('Typed before the refusal.')
    // The browser itself writes a refused request to its console.
    expect(wrongs().map(wrong => wrong.replace(/ \/.*/, ''))).toEqual(['409 PATCH', expect.stringContaining('409 (Conflict)')])
    await number.fill(String(free!.data['number']))
    await saveButton(page).click()
    await formSays(page, 'Saved.')
  })

  test('two people who change different fields both win; of the same field the second one is asked', async () => {
    const {id} = await company({name: 'Twofold AB', city: 'Lund', phone: '1'})
    const [ann, ben] = await Promise.all([sit('agent'), sit('manager')])
    await Promise.all([ann.open(`/app/companies/${id}`), ben.open(`/app/companies/${id}`)])
    // Ben's page is cut off, so that he saves what Ann has changed meanwhile without having seen it.
    await ben.page.route('**/app/companies/**', route => route.abort())
    await field(ann.page, 'city').fill('Malmö')
    await saveButton(ann.page).click()
    await formSays(ann.page, 'Saved.')
    await field(ben.page, 'phone').fill('2')
    await saveButton(ben.page).click()
    await formSays(ben.page, 'Saved.')
    expect(await callApi(server, 'agent', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({rev: 3, data: {city: 'Malmö', phone: '2'}})
    expect(await field(ben.page, 'city').inputValue()).toBe('Malmö')

    await expect.poll(() => field(ann.page, 'phone').inputValue()).toBe('2')
    await field(ann.page, 'phone').fill('3')
    await saveButton(ann.page).click()
    await formSays(ann.page, 'Saved.')
    await field(ben.page, 'phone').fill('4')
    await saveButton(ben.page).click()
    await formSays(ben.page, 'Phone is now “3” (yours: “4”)')
    expect(await callApi(server, 'agent', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({data: {phone: '3'}})
    await ben.page.getByRole('button', {name: 'Keep mine for Phone'}).click()
    await saveButton(ben.page).click()
    await formSays(ben.page, 'Saved.')
    expect(await callApi(server, 'agent', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({data: {phone: '4', city: 'Malmö'}})
    expect(ann.wrongs()).toEqual([])
  })
})

test('an open menu closes when one goes elsewhere, or presses Escape and is back where one was', async () => {
  const {page, open} = await sit('agent', {viewport: {width: 600, height: 700}})
  await open('/app/companies')
  const [ways, viewer] = [page.locator('.narrow-nav'), page.locator('.viewer')]
  const isOpen = async (): Promise<readonly boolean[]> => Promise.all([ways, viewer].map(async menu => await menu.getAttribute('open') !== null))
  await ways.locator('summary').click()
  expect(await isOpen()).toEqual([true, false])
  await viewer.locator('summary').click()
  expect(await isOpen()).toEqual([false, true])
  await page.getByRole('heading', {level: 1}).click()
  expect(await isOpen()).toEqual([false, false])
  await viewer.locator('summary').press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  expect(await isOpen()).toEqual([false, false])
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent)).toContain('Inès Laurent')
  await ways.locator('summary').click()
  await ways.getByRole('link', {name: 'Orders'}).click()
  await page.waitForURL('**/app/orders')
})

test('who may only read is offered nothing else, and is refused when they ask for it all the same', async () => {
  const {page, open, wrongs} = await sit('readonly')
  await open('/app/companies')
  expect(await page.getByText('New company').count()).toBe(0)
  await page.locator('ui-data-grid tbody th a').first().click()
  await page.waitForURL(/\/app\/companies\/[0-9a-f-]{36}$/)
  await lives(page)
  expect(await page.locator('ui-dynamic-form button').count()).toBe(0)
  expect(await field(page, 'name').getAttribute('readonly')).not.toBeNull()
  const id = page.url().split('/').at(-1)!
  const before = await callApi<WireRow>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)
  expect(wrongs()).toEqual([])
  await callApi(server, 'readonly', 'PATCH', `/api/v1/records/company/${id}`, {city: 'Nowhere'}, 403)
  await callApi(server, 'readonly', 'POST', '/api/v1/records/company', {name: 'Not made'}, 403)
  await callApi(server, 'readonly', 'DELETE', `/api/v1/records/company/${id}`, undefined, 403)
  expect(await callApi(server, 'admin', 'GET', `/api/v1/records/company/${id}`)).toEqual(before)
  expect((await fetch(`${server.url}/designer`, {headers: {cookie: `espalier_session=${await tokenOf(server, 'readonly')}`}})).status).toBe(403)
})

test.each([['/app', 1280], ['/app/companies', 1280], ['/app/orders', 390], ['/app/companies/:id', 1280], ['/app/companies/:id', 390], ['/app/orders/new', 1280]])('%s at %i wide is still once it stands, and nothing goes wrong on it', async (path, width) => {
  const {page, open, wrongs, shift} = await sit('agent', {viewport: {width, height: 800}})
  await open(path.replace(':id', (await companies('limit=1&sort=name')).items[0]!.id))
  await page.waitForTimeout(300)
  expect(await shift()).toBeLessThan(0.01)
  expect(wrongs()).toEqual([])
})
