import {build} from 'esbuild'
import {join} from 'node:path'
import type {Browser, BrowserContext, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {startApp, type TestApp} from '../start-app.ts'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'

let app: TestApp
let browser: Browser
let css = ''

beforeAll(async () => {
  const built = await build({entryPoints: [join(import.meta.dirname, '../../server/http/pages.css')], bundle: true, write: false})
  css = built.outputFiles[0]!.text
  app = await startApp()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** Pages of a fresh visitor; `errors` collects what the console says. */
async function visitor(options: Parameters<Browser['newContext']>[0] = {}): Promise<{context: BrowserContext; page: Page; errors: string[]}> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', message => void (message.type() === 'error' && errors.push(message.text())))
  await page.route('**/assets/pages.css', route => route.fulfill({body: css, contentType: 'text/css'}))
  return {context, page, errors}
}

describe('without JavaScript', () => {
  test('a person signs in by typing, after a mistake, and is led on', async () => {
    const {context, page} = await visitor({javaScriptEnabled: false})
    await page.goto(`${app.url}/login?next=${encodeURIComponent('/docs/contact')}`)
    // The browser moves the focus (autofocus) a moment after the page has loaded.
    await page.locator('input[name=email]:focus').waitFor()
    await page.keyboard.type('manager@demo.test')
    await page.keyboard.press('Tab')
    await page.keyboard.type('not the password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe('manager@demo.test')
    await page.getByLabel('Password').fill('espalier')
    await page.getByRole('button', {name: 'Sign in', exact: true}).click()
    await page.getByRole('heading', {name: 'contact', level: 1}).waitFor()
    const [cookie] = await context.cookies()
    expect(cookie).toMatchObject({name: expect.stringMatching(/^espalier_session_[0-9a-f]{8}$/), httpOnly: true, sameSite: 'Lax'})
    await context.close()
  })

  test('one press on a demo account is enough', async () => {
    const {context, page} = await visitor({javaScriptEnabled: false})
    await page.goto(`${app.url}/login?next=/docs`)
    await page.getByRole('button', {name: /agent/}).click()
    await page.getByRole('heading', {name: 'Reference', level: 1}).waitFor()
    await context.close()
  })
})

describe('nothing is in anybody\'s way (axe), and the policy allows all that the pages need', () => {
  const views = [['light', 1280], ['dark', 1280], ['light', 360]] as const

  test.each(views)('%s, %d wide', async (colorScheme, width) => {
    const {context, page, errors} = await visitor({colorScheme, viewport: {width, height: 800}, bypassCSP: false})
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    await page.goto(`${app.url}/login?next=/docs`)
    expect(await runAxe(page)).toEqual([])
    expect(await wide()).toBe(false)
    await page.getByRole('button', {name: /admin/}).click()
    for (const path of ['/docs', '/docs/contact', '/docs/Releases', '/docs/nowhere']) {
      await page.goto(app.url + path)
      expect([path, await runAxe(page)]).toEqual([path, []])
      expect([path, await wide()]).toEqual([path, false])
    }
    // The page that is not there is meant.
    expect(errors.filter(text => !text.includes('404'))).toEqual([])
    await context.close()
  })
})
