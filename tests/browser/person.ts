/** A person at a browser of their own, signed in to the built server; everything that must not happen on their page is noted. */
import type {Browser, BrowserContext, BrowserContextOptions, Locator, Page} from 'playwright-core'
import type {Role} from '../../schemas/index.ts'
import type {BuiltServer} from '../built-server.ts'

export interface Person {
  readonly context: BrowserContext
  readonly page: Page
  /** Opens a page and waits until it lives: hydrated, and followed by the server. Forms have loaded. */
  open(path: string): Promise<void>
  /** Console errors and warnings, script errors, breaches of the content policy, failed requests and answers of 400 and more, since the last time this was asked. */
  wrongs(): readonly string[]
  /** The cumulative layout shift of the document that is open. */
  shift(): Promise<number>
}

/** `options.javaScriptEnabled: false` gives someone whose pages do not live: only `page` is of use then. */
export async function seat(browser: Browser, server: BuiltServer, role: Role | null, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}, locale: 'en-GB', ...options})
  if (role) await context.addCookies([{...await cookieOf(server, role), httpOnly: true, sameSite: 'Lax'}])
  // What does not come about in this time never does; the failure then names it.
  context.setDefaultTimeout(30_000)
  const wrongs: string[] = []
  await context.addInitScript(() => {
    Object.assign(window, {shift: 0})
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as unknown as readonly {readonly value: number; readonly hadRecentInput: boolean}[]) {
        if (!entry.hadRecentInput) (window as unknown as {shift: number}).shift += entry.value
      }
    }).observe({type: 'layout-shift', buffered: true})
    document.addEventListener('securitypolicyviolation', event => console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`))
  })
  const page = await context.newPage()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') wrongs.push(message.text())
  })
  page.on('pageerror', error => wrongs.push(String(error)))
  page.on('response', response => {
    if (response.status() >= 400) wrongs.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`)
  })
  page.on('requestfailed', request => {
    // Leaving a page ends what it had under way; a browser without script refuses scripts by itself.
    const unwanted = request.failure()?.errorText === 'net::ERR_ABORTED' || options.javaScriptEnabled === false && request.url().endsWith('.js')
    if (!unwanted) wrongs.push(`${request.failure()?.errorText ?? 'failed'} ${request.url()}`)
  })
  return {
    context, page,
    async open(path) {
      await page.goto(server.url + path)
      await lives(page)
    },
    wrongs: () => wrongs.splice(0),
    shift: () => page.evaluate(() => (window as unknown as {shift: number}).shift),
  }
}

/** Waits until the page in the browser has taken over what the server wrote, follows the live line, and its forms have loaded. */
export async function lives(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset['live'] === 'on'
    && [...document.querySelectorAll('[data-node]')].every(node => (node as unknown as {readonly hasUpdated?: boolean}).hasUpdated)
    && [...document.querySelectorAll('ui-dynamic-form')].every(form => form.shadowRoot?.querySelector('espalier-json-form, .notice')))
}

/** A field of the living form, by its property. */
export const field = (page: Page, name: string): Locator => page.locator(`espalier-json-form #field-${name}`)
export const saveButton = (page: Page): Locator => page.locator('ui-dynamic-form button[type=submit]')
/** Waits until the form says so. */
export const formSays = (page: Page, words: string): Promise<void> => page.locator('ui-dynamic-form .state, ui-dynamic-form .notice', {hasText: words}).first().waitFor()
/** What stands first in each row of the page's first grid. */
export const rowNames = (page: Page): Promise<readonly string[]> => page.locator('ui-data-grid').first().locator('tbody th').allTextContents()

/** By server, not by its address: a later one may be given the same port. */
const signedIn = new WeakMap<object, Map<Role, Promise<Signed>>>()

interface Signed {
  readonly token: string
  readonly cookie: {readonly name: string; readonly value: string; readonly url: string}
}

/** A bearer token of one of the demo's people; each signs in once per server. */
export const tokenOf = async (server: Pick<BuiltServer, 'url'>, role: Role): Promise<string> => (await signedInAs(server, role)).token

/** The same in the cookie that it came with. */
export const cookieOf = async (server: Pick<BuiltServer, 'url'>, role: Role): Promise<Signed['cookie']> => (await signedInAs(server, role)).cookie

function signedInAs(server: Pick<BuiltServer, 'url'>, role: Role): Promise<Signed> {
  const known = signedIn.get(server) ?? new Map<Role, Promise<Signed>>()
  signedIn.set(server, known)
  const signed = known.get(role) ?? signIn(server.url, role)
  known.set(role, signed)
  return signed
}

async function signIn(url: string, role: Role): Promise<Signed> {
  const response = await fetch(`${url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({email: `${role}@demo.test`, password: 'espalier'})})
  const {token} = await response.json() as {readonly token?: string}
  if (!token) throw new Error(`${role}@demo.test could not sign in: ${response.status}`)
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? []
  return {token, cookie: {name, value, url}}
}
