/** Text edited where it stands on the canvas, with an input method. */
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {openDesigner} from './open-designer.ts'

let server: BuiltServer
let browser: Browser

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('Enter and Escape of an input method neither keep half a word nor drop what was typed', async () => {
  const {page, newScreen, saved} = await openDesigner(browser, server.url)
  await newScreen('Composed')
  const input = await page.context().newCDPSession(page)
  const press = async (key: string): Promise<void> => {
    await input.send('Input.dispatchKeyEvent', {type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229})
    await input.send('Input.dispatchKeyEvent', {type: 'keyUp', key, code: key, windowsVirtualKeyCode: 229})
  }
  await page.locator('.page ui-heading').dblclick()
  const field = page.locator('textarea.inline-edit')
  await field.fill('')
  await input.send('Input.imeSetComposition', {text: 'とう', selectionStart: 2, selectionEnd: 2})
  await press('Enter')
  await press('Escape')
  expect(await field.inputValue()).toBe('とう')
  await input.send('Input.insertText', {text: '東京'})
  await page.keyboard.press('Enter')
  await saved()
  await expect.poll(() => page.locator('.page ui-heading').textContent({timeout: 2000}).then(() => page.evaluate(() => document.querySelector('.page ui-heading')!.shadowRoot!.textContent!.trim()))).toBe('東京')
  await page.context().close()
})
