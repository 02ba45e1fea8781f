/** The designer in a real browser, as a signed-in person uses it: mouse, keyboard, and looks at what is there. */
import type {Browser, BrowserContext, Locator, Page} from 'playwright-core'

export interface Point {readonly x: number; readonly y: number}

export interface Designer {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors and warnings of the console, and what was thrown. */
  readonly trouble: readonly string[]
  /** Opens a screen by its title, from the menu. */
  openScreen(title: string): Promise<void>
  newScreen(title: string): Promise<void>
  /** Presses, moves in steps and lets go, as a hand does. */
  drag(from: Locator | Point, to: Point, before?: () => Promise<void>): Promise<void>
  tile(snippet: string): Locator
  /** `['stack', 'stack > heading', …]` of what stands on the canvas below the frame, in document order. */
  parts(): Promise<readonly string[]>
  /** Waits until everything is saved and the page shows it. */
  saved(): Promise<void>
  call<T = unknown>(method: string, path: string, data?: unknown): Promise<T>
}

export interface DesignerAsk {readonly theme?: 'light' | 'dark'; readonly width?: number; readonly height?: number; readonly email?: string; readonly touch?: boolean}

export async function openDesigner(browser: Browser, url: string, {theme = 'light', width = 1440, height = 900, email = 'admin@demo.test', touch = false}: DesignerAsk = {}): Promise<Designer> {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: theme, hasTouch: touch, isMobile: touch})
  const login = await context.request.post(`${url}/api/v1/auth/login`, {data: {email, password: 'espalier'}})
  if (!login.ok()) throw new Error(`sign-in of ${email} failed: ${await login.text()}`)
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(message.text())
  })
  page.on('pageerror', error => trouble.push(String(error.stack)))
  await page.goto(`${url}/designer`)
  await page.locator('.page [data-node]').first().waitFor()

  const designer: Designer = {
    page, context, trouble,
    async openScreen(title) {
      await page.locator('.switch-button').click()
      await page.locator('#screen-menu a', {hasText: title}).first().click()
      await page.locator('.switch-button strong', {hasText: title}).waitFor()
      await page.locator('.page [data-node]').first().waitFor()
    },
    async newScreen(title) {
      await page.locator('.switch-button').click()
      await page.locator('#screen-menu').getByRole('button', {name: 'New screen'}).click()
      await page.getByLabel('Title', {exact: true}).fill(title)
      const before = page.url()
      await page.getByRole('button', {name: 'Create screen'}).click()
      // The screen that was there may have a heading too.
      await page.waitForURL(({href}) => href !== before)
      await page.locator('.switch-button strong', {hasText: title}).waitFor()
      await page.locator('.page ui-heading', {hasText: title}).waitFor()
      await designer.saved()
    },
    async drag(from, to, before) {
      const start = 'x' in from ? from : await centre(from)
      await page.mouse.move(start.x, start.y)
      await page.mouse.down()
      await page.mouse.move(start.x + 6, start.y + 6, {steps: 3})
      await page.mouse.move(to.x, to.y, {steps: 10})
      await before?.()
      await page.mouse.up()
    },
    tile: snippet => page.locator(`.tile[data-snippet="${snippet}"]`),
    parts: () => page.locator('.page').evaluate(root => [...root.querySelectorAll('[data-node]')].slice(1).map(node => {
      const parent = node.parentElement?.closest('[data-node]')
      const slot = node.parentElement?.localName === 'ui-slot' ? `/${node.parentElement.getAttribute('name')}` : ''
      return `${parent?.localName.slice(3)}${slot} > ${node.localName.slice(3)}`
    })),
    async saved() {
      // Typing is gathered for a moment before it is sent.
      await page.waitForTimeout(200)
      await page.locator('.save-state', {hasText: /^\s*Saved/}).waitFor()
    },
    async call<T>(method: string, path: string, data?: unknown): Promise<T> {
      const answer = await context.request.fetch(url + path, {method, ...(data === undefined ? {} : {data})})
      if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
      return await answer.json() as T
    },
  }
  return designer
}

/** Of the element, once it is there: what is drawn anew has no place for a moment. */
export async function centre(element: Locator): Promise<Point> {
  for (;;) {
    await element.waitFor()
    const box = await element.boundingBox()
    if (box) return {x: box.x + box.width / 2, y: box.y + box.height / 2}
  }
}
