/** The designer when its session ends elsewhere: said once, nothing is tried in vain, nothing is lost, and it goes on afterwards. */
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {openDesigner, type Designer} from './open-designer.ts'
import {runAxe} from './run-axe.ts'

let browser: Browser
let server: BuiltServer

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startBuilt()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function signOut({context}: Designer): Promise<void> {
  const answer = await context.request.post(`${server.url}/api/v1/auth/logout`, {headers: {origin: server.url}})
  expect(answer.status()).toBe(204)
}

async function signIn({context}: Designer, email: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${server.url}/login?next=/designer`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('espalier')
  await page.keyboard.press('Enter')
  await page.locator('.page [data-node]').first().waitFor()
}

test('is said in one notice, tries no line until somebody signs in again, and keeps what was done', async () => {
  const designer = await openDesigner(browser, server.url)
  const {page, context} = designer
  let lines = 0
  page.on('websocket', () => void lines++)
  await designer.newScreen('Signed out')
  await signOut(designer)
  const notice = page.locator('.ui-offline', {hasText: 'Your session has ended'})
  await notice.waitFor()
  lines = 0
  await page.waitForTimeout(6_000)
  expect(lines).toBe(0)
  expect(await page.locator('.ui-offline').count()).toBe(1)
  expect(await page.locator('.notice').allInnerTexts()).toEqual([])
  expect(await runAxe(page)).toEqual([])

  await page.locator('.page ui-heading', {hasText: 'Signed out'}).click()
  await page.getByLabel('Text', {exact: true}).fill('Done while signed out')
  await page.keyboard.press('Tab')
  await page.locator('.save-state', {hasText: 'Not saved'}).waitFor()
  expect([lines, await page.locator('.ui-offline').count()]).toEqual([0, 1])

  const [door] = await Promise.all([context.waitForEvent('page'), notice.getByRole('link', {name: 'Sign in again'}).click()])
  await door.getByLabel('Email').fill('admin@demo.test')
  await door.getByLabel('Password').fill('espalier')
  await door.keyboard.press('Enter')
  await notice.waitFor({state: 'detached'})
  await designer.saved()
  await page.locator('.page ui-heading', {hasText: 'Done while signed out'}).waitFor()
  expect(lines).toBeGreaterThan(0)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  expect(JSON.stringify(await designer.call('GET', `/api/v1/screens/${id}?at=draft`))).toContain('Done while signed out')
  await context.close()
})

test('another person who signs in beside it is said, and nothing is saved in their name or lost', async () => {
  const designer = await openDesigner(browser, server.url)
  const {page, context} = designer
  await designer.newScreen('Beside another')
  await signOut(designer)
  await page.locator('.ui-offline', {hasText: 'Your session has ended'}).waitFor()
  await signIn(designer, 'manager@demo.test')
  const notice = page.locator('.ui-offline', {hasText: 'Someone else has signed in'})
  await notice.waitFor()
  await page.locator('.page ui-heading', {hasText: 'Beside another'}).click()
  await page.getByLabel('Text', {exact: true}).fill('Still mine')
  await page.keyboard.press('Tab')
  await page.locator('.save-state', {hasText: 'Not saved'}).waitFor()
  expect([await page.locator('.ui-offline').count(), await page.locator('.notice').allInnerTexts()]).toEqual([1, []])

  await signOut(designer)
  await signIn(designer, 'admin@demo.test')
  await notice.waitFor({state: 'detached'})
  await designer.saved()
  await page.locator('.page ui-heading', {hasText: 'Still mine'}).waitFor()
  await context.close()
})

test('where sockets do not get through, an ended session is said as soon as one comes back to it', async () => {
  const designer = await openDesigner(browser, server.url)
  const {page, context} = designer
  await page.routeWebSocket('**/live', socket => socket.close({code: 1011}))
  await page.reload()
  const blocked = page.locator('.ui-offline', {hasText: 'Live updates do not get through here'})
  await blocked.waitFor()
  await signOut(designer)
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.locator('.ui-offline', {hasText: 'Your session has ended'}).waitFor()
  expect(await page.locator('.ui-offline').count()).toBe(1)
  await context.close()
})

test.each([1280, 390])('over a dialog (%i wide) the notice can be pressed, and what was typed in the dialog stays; a toast lies over none of it', async width => {
  const designer = await openDesigner(browser, server.url)
  const {page, context} = designer
  await page.setViewportSize({width, height: 800})
  await page.getByRole('button', {name: 'Screen settings', exact: true}).click()
  const title = page.locator('dialog').getByLabel('Title')
  await title.fill('Typed in a dialog')
  await signOut(designer)
  const notice = page.locator('.ui-offline', {hasText: 'Your session has ended'})
  await notice.waitFor()
  const [door] = await Promise.all([context.waitForEvent('page'), notice.getByRole('link', {name: 'Sign in again'}).click()])
  await door.close()
  await page.locator('dialog').getByRole('button', {name: 'Save'}).click()
  await page.locator('dialog', {hasText: 'Your session has ended, and nothing was done.'}).waitFor()
  expect(await title.inputValue()).toBe('Typed in a dialog')
  await page.locator('dialog').getByRole('button', {name: 'Cancel'}).click()
  await page.locator('dialog').waitFor({state: 'detached'})
  expect(await notice.count()).toBe(1)
  expect(await notice.evaluate(at => at.closest('dialog'))).toBeNull()

  await page.getByRole('button', {name: 'Releases', exact: true}).click()
  await page.locator('.notice').first().waitFor()
  await page.keyboard.press('Escape')
  const [said, toast] = [await notice.boundingBox(), await page.locator('.notice').first().boundingBox()]
  expect(toast!.y + toast!.height).toBeLessThanOrEqual(said!.y)
  expect(await runAxe(page)).toEqual([])
  await context.close()
})
