/** One browser, two people: a page is its owner's, whoever signs in beside it. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, formSays, lives, saveButton} from './person.ts'

let server: BuiltServer
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto(`${server.url}/login`)
  await page.getByLabel('Email').fill(`${who}@demo.test`)
  await page.getByLabel('Password').fill('espalier')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/app(\/|$)/)
}

async function signOut(page: Page): Promise<void> {
  await page.locator('ui-app-frame .viewer summary').click()
  await page.getByRole('button', {name: 'Sign out'}).click()
  await page.waitForURL('**/login**')
}

test('what one typed is not saved in the name of who signed in beside it, and is when the same one is back', async () => {
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Two at one desk'})
  const context = await browser.newContext({locale: 'en-GB'})
  const [mine, beside] = [await context.newPage(), await context.newPage()]
  await signIn(mine, 'agent')
  await mine.goto(`${server.url}/app/companies/${id}`)
  await lives(mine)
  await field(mine, 'city').fill('Typed by the agent')

  await beside.goto(`${server.url}/app/companies`)
  await signOut(beside)
  await signIn(beside, 'manager')
  await saveButton(mine).click()
  await formSays(mine, 'This page was opened by someone else')
  await mine.locator('.ui-offline', {hasText: 'Someone else has signed in'}).waitFor()
  expect(await field(mine, 'city').inputValue()).toBe('Typed by the agent')
  expect(await callApi(server, 'admin', 'GET', `/api/v1/records/company/${id}`)).toMatchObject({rev: 1})

  await signOut(beside)
  await signIn(beside, 'agent')
  await callApi(server, 'admin', 'PATCH', `/api/v1/records/company/${id}`, {phone: '+358 1'})
  await mine.locator('.ui-offline').waitFor({state: 'detached', timeout: 30_000})
  await expect.poll(() => field(mine, 'phone').inputValue()).toBe('+358 1')
  expect(await field(mine, 'city').inputValue()).toBe('Typed by the agent')
  await saveButton(mine).click()
  await formSays(mine, 'Saved.')
  const saved = await callApi<WireRow & {readonly updated_by: string}>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)
  expect(saved).toMatchObject({rev: 3, data: {city: 'Typed by the agent', phone: '+358 1'}, updated_by: (await callApi<{readonly id: string}>(server, 'agent', 'GET', '/api/v1/auth/me')).id})
  await context.close()
}, 90_000)

test('sorting a list beside another takes the page over in nobody\'s name', async () => {
  const context = await browser.newContext({locale: 'en-GB'})
  const [mine, beside] = [await context.newPage(), await context.newPage()]
  await signIn(mine, 'agent')
  await mine.goto(`${server.url}/app/companies`)
  await lives(mine)
  await mine.evaluate(() => void Object.assign(globalThis, {sameDocument: true}))
  await beside.goto(`${server.url}/app/companies`)
  await signOut(beside)
  await signIn(beside, 'manager')
  const notice = mine.locator('.ui-offline', {hasText: 'Someone else has signed in'})
  await mine.getByRole('columnheader', {name: 'Name'}).getByRole('link').first().click()
  await notice.waitFor()
  await mine.waitForTimeout(500)
  expect(await mine.evaluate(() => [(globalThis as {sameDocument?: boolean}).sameDocument, location.pathname + location.search])).toEqual([true, '/app/companies'])
  await notice.getByRole('link', {name: 'Go on as who is signed in now'}).click()
  await expect.poll(() => mine.evaluate(() => (globalThis as {sameDocument?: boolean}).sameDocument)).toBeUndefined()
  await context.close()
}, 90_000)
