/** An own company from nothing: the one-time link, the first admin, the first screen. By mouse and keyboard alone, at every kind of address. */
import {createServer} from 'node:net'
import type {Browser, Page} from 'playwright-core'
import {afterEach, expect, test, vi} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {openTlsProxy} from './tls-proxy.ts'

const left: (() => unknown)[] = []
afterEach(async () => {
  for (const close of left.splice(0).toReversed()) await close()
})

const company = async (port = 0, env: Readonly<Record<string, string>> = {}): Promise<BuiltServer> => {
  const server = await startBuilt({port, env: {ESPALIER_DEMO: '0', ...env}})
  left.push(() => server.close())
  return server
}
const setupLink = (server: BuiltServer): Promise<string> => vi.waitFor(() => /set up\s+(\S+)/.exec(server.output())![1]!, {timeout: 15_000})

async function visitor(...args: readonly string[]): Promise<Page> {
  const browser: Browser = await openBrowser(args)
  left.push(() => browser.close())
  const context = await browser.newContext({viewport: {width: 1280, height: 800}})
  context.setDefaultTimeout(30_000)
  return context.newPage()
}

/** A port that is free: the server's own choice cannot be told to a proxy's address beforehand. */
const freePort = (): Promise<number> => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address() as {port: number}
    server.close(() => done(port))
  })
})

/** From the link to a screen that everybody sees; nothing is asked of the server but by what a person does. */
async function makesFirstScreen(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.locator('input[name=name]:focus').waitFor()
  for (const text of ['Ada Lovelace', 'ada@example.com', 'a short sentence']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', {name: 'Good day, Ada'}).waitFor()
  await follows(page)

  await page.locator('.viewer summary').click()
  await page.getByRole('link', {name: 'Designer'}).click()
  await page.locator('.switch-button').click()
  await page.getByRole('button', {name: 'New screen'}).click()
  await page.keyboard.type('Suppliers')
  await page.keyboard.press('Enter')
  // The screen that was there has a heading too.
  await page.locator('.switch-button strong', {hasText: 'Suppliers'}).waitFor()
  await page.locator('.page ui-heading', {hasText: 'Suppliers'}).waitFor()
  await page.locator('.tile[data-snippet=text]').click()
  await page.locator('.page ui-text').waitFor()
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.getByText('appears for the first time').waitFor()
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await page.getByText(/release \d+ is live/).waitFor()

  await page.getByRole('link', {name: 'Espalier: to the application'}).click()
  await page.getByRole('link', {name: 'Suppliers'}).click()
  await page.getByRole('heading', {name: 'Suppliers', level: 1}).waitFor()
  await follows(page)
  await page.locator('.viewer summary').click()
  await page.getByRole('button', {name: 'Sign out'}).click()
  await page.getByText('You are signed out.').waitFor()
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByLabel('Password').fill('a short sentence')
  await page.keyboard.press('Enter')
  await page.getByRole('link', {name: 'Suppliers'}).waitFor()
}

const follows = (page: Page): Promise<unknown> => page.waitForFunction(() => document.documentElement.dataset['live'] === 'on')

test.each([
  ['localhost', {}, 'localhost'],
  ['127.0.0.1', {}, '127.0.0.1'],
  ['an address that HOST names', {HOST: '127.0.0.2'}, '127.0.0.2'],
])('on %s, the printed link leads to a published screen', async (_what, env: Readonly<Record<string, string>>, name) => {
  const link = new URL(await setupLink(await company(0, env)))
  if (!('HOST' in env)) link.hostname = name
  expect(link.hostname).toBe(name)
  await makesFirstScreen(await visitor(), link.href)
})

test('on a name of the network, over plain HTTP, the link leads to a published screen', async () => {
  const server = await company()
  const link = new URL(await setupLink(server))
  await makesFirstScreen(await visitor(`--host-resolver-rules=MAP crm.test 127.0.0.1:${link.port}`), `http://crm.test${link.pathname}${link.search}`)
})

test.each([
  ['hands on the name with its port', 'crm.test:443'],
  ['puts the server\'s own address in its place', '127.0.0.1'],
])('behind a proxy with TLS that %s, the link leads to a published screen', async (_what, host) => {
  const port = await freePort()
  const proxy = await openTlsProxy('crm.test', port, host)
  left.push(proxy.close)
  const link = await setupLink(await company(port, {ESPALIER_PUBLIC_URL: 'https://crm.test', ESPALIER_TRUST_PROXY: 'loopback'}))
  expect(link).toMatch(/^https:\/\/crm\.test\/setup\?token=/)
  const page = await visitor(`--host-resolver-rules=MAP crm.test 127.0.0.1:${proxy.port}`, '--ignore-certificate-errors')
  await makesFirstScreen(page, link)
  expect((await page.context().cookies()).map(({name, secure}) => [name, secure])).toContainEqual([expect.stringMatching(/^__Host-espalier_session_[0-9a-f]{8}$/), true])
})
