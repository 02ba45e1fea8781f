/** A browser builds no script from what was kept, and its policy runs none that would be there all the same. */
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {cookieOf, tokenOf} from './person.ts'

const file = join(import.meta.dirname, '../../../shared/data/strings/dompurify-expect.json')
const payloads = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly {readonly payload: string}[]).map(({payload}) => payload) : []
const texts = ['<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>', '<svg onload=alert(1)>', '"><iframe src=javascript:alert(1)>', '</template><script>alert(1)</script>', ...payloads].filter(text => text.length < 200).slice(0, 190)

let server: BuiltServer
let browser: Browser
beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test('names that are scripts are shown as text, in grids, forms and titles', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const dialogs: string[] = []
  const errors: string[] = []
  page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', error => void errors.push(error.message))
  const token = await tokenOf(server, 'admin')
  await context.addCookies([await cookieOf(server, 'admin')])
  const ids: string[] = []
  for (const name of texts) {
    const made = await fetch(`${server.url}/api/v1/records/company`, {method: 'POST', headers: {'content-type': 'application/json', authorization: `Bearer ${token}`}, body: JSON.stringify({name: `0 ${name}`, city: name.slice(0, 60)})})
    if (made.status === 201) ids.push((await made.json() as {readonly id: string}).id)
  }
  expect(ids.length).toBeGreaterThan(4)
  for (const path of ['/app/companies?limit=200&sort=name', ...ids.slice(0, 6).map(id => `/app/companies/${id}`), '/app/companies?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E']) {
    await page.goto(server.url + path)
    await page.waitForLoadState('networkidle')
    const found = await page.evaluate(() => {
      const all: Element[] = []
      const look = (root: Document | ShadowRoot): void => {
        for (const element of root.querySelectorAll('*')) {
          all.push(element)
          if (element.shadowRoot) look(element.shadowRoot)
        }
      }
      look(document)
      return {
        handlers: all.filter(element => element.getAttributeNames().some(name => name.startsWith('on'))).length,
        strangers: all.filter(element => ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME', 'MATH'].includes(element.tagName)).length,
        scripts: all.filter(element => element.tagName === 'SCRIPT' && !element.hasAttribute('src') && element.getAttribute('type') !== 'application/json').length,
        addresses: all.filter(element => /^\s*(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? element.getAttribute('action') ?? '')).length,
      }
    })
    expect([path, found]).toEqual([path, {handlers: 0, strangers: 0, scripts: 0, addresses: 0}])
  }
  expect([dialogs, errors]).toEqual([[], []])

  const ran = await page.evaluate(() => {
    const marks = window as unknown as {inline?: boolean; handled?: boolean}
    const script = document.createElement('script')
    script.textContent = 'window.inline = true'
    document.body.append(script)
    const image = document.createElement('div')
    image.setAttribute('onclick', 'window.handled = true')
    document.body.append(image)
    image.click()
    return {inline: marks.inline ?? false, handled: marks.handled ?? false}
  })
  expect(ran).toEqual({inline: false, handled: false})
}, 90_000)
