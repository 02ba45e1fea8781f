/** What is typed in the designer is what is stored: at a person's speed, while checks answer and a colleague saves. */
import type {Browser, Locator} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type BuiltServer, startBuilt} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {type Designer, openDesigner} from './open-designer.ts'

let browser: Browser
let server: BuiltServer

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startBuilt()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const open = (ask?: Parameters<typeof openDesigner>[2]): Promise<Designer> => openDesigner(browser, server.url, ask)

interface Node {readonly id: string; readonly snippet: string; readonly props: Record<string, unknown>; readonly data?: Record<string, Record<string, unknown>>; readonly on?: Record<string, Record<string, unknown>[]>}

const nodesOf = async (designer: Designer): Promise<readonly Node[]> => {
  const id = new URL(designer.page.url()).pathname.split('/').at(-1)!
  return (await designer.call<{nodes: Node[]}>('GET', `/api/v1/screens/${id}?at=draft`)).nodes
}
const nodeOf = async (designer: Designer, snippet: string): Promise<Node> => (await nodesOf(designer)).find(node => node.snippet === snippet)!

/** A colleague who saves something else every 150 ms, until told to stop. */
async function busyColleague(designer: Designer, nodeId: string): Promise<() => Promise<void>> {
  const id = new URL(designer.page.url()).pathname.split('/').at(-1)!
  let going = true
  const work = (async () => {
    for (let count = 0; going; count++) {
      await designer.call('POST', `/api/v1/screens/${id}/steps`, {steps: [{type: 'set', id: nodeId, path: ['props', 'subtitle'], value: `Edition ${count}`}]})
      await new Promise(resolve => setTimeout(resolve, 150))
    }
  })()
  return async () => {
    going = false
    await work
  }
}

const overwrite = async (field: Locator, text: string, delay = 120): Promise<void> => {
  await field.click()
  await field.press('Control+a')
  await field.pressSequentially(text, {delay})
}

test('an address typed right after another field, while the check answers and a colleague saves, is stored as typed', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Typed address')
  const heading = await nodeOf(designer, 'heading')
  await designer.tile('button').click()
  await page.getByRole('button', {name: 'Add what happens'}).first().click()
  const stop = await busyColleague(designer, heading.id)
  await overwrite(page.getByLabel('Label', {exact: true}), 'New order', 60)
  await overwrite(page.getByLabel(/^Where to/), '/orders/new')
  await page.keyboard.press('Tab')
  await stop()
  await designer.saved()
  const button = await nodeOf(designer, 'button')
  expect([button.props.label, Object.values(button.on ?? {})[0]?.[0]?.to]).toEqual(['New order', '/orders/new'])
  await designer.context.close()
})

test('a page size of three digits and a filter are stored as typed', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Typed size')
  const heading = await nodeOf(designer, 'heading')
  await designer.tile('data-grid').click()
  await page.getByLabel('Records of').selectOption('company')
  const stop = await busyColleague(designer, heading.id)
  await overwrite(page.getByLabel('How many at once'), '125', 180)
  await overwrite(page.getByLabel('Only those where'), 'record.status == "customer"', 40)
  await page.keyboard.press('Tab')
  await stop()
  await designer.saved()
  expect((await nodeOf(designer, 'data-grid')).data?.rows).toEqual({from: 'company', limit: 125, where: 'record.status == "customer"'})
  await designer.context.close()
})

test('a number is read as in forms: what is none stays as typed, with the words for it, until it is one', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Typed number')
  await designer.tile('stat').click()
  const decimals = page.getByLabel('Decimals', {exact: true})
  const stored = async (): Promise<unknown> => (await nodeOf(designer, 'stat')).props['decimals']
  for (const text of ['0,125', 'two', '1.5']) {
    await overwrite(decimals, text, 20)
    await page.keyboard.press('Tab')
    await page.getByText('Use a whole number.').waitFor()
    expect([await decimals.inputValue(), await decimals.getAttribute('aria-invalid')]).toEqual([text, 'true'])
  }
  await overwrite(decimals, '4,0', 20)
  await page.keyboard.press('Tab')
  await designer.saved()
  expect([await stored(), await decimals.inputValue(), await page.getByText('Use a whole number.').count()]).toEqual([4, '4', 0])
  await overwrite(decimals, '', 20)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Tab')
  await designer.saved()
  expect(await stored()).toBe(undefined)
  await designer.context.close()
})

test('a colleague changes the very filter that is half typed: it stays as typed, and is stored when it is left', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Same filter')
  await designer.tile('data-grid').click()
  await page.getByLabel('Records of').selectOption('company')
  await designer.saved()
  const grid = await nodeOf(designer, 'data-grid')
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  await overwrite(page.getByLabel('Only those where'), 'record.status ==', 40)
  await designer.call('POST', `/api/v1/screens/${id}/steps`, {steps: [{type: 'set', id: grid.id, path: ['data', 'rows', 'where'], value: 'record.name == "Theirs"'}]})
  await page.waitForTimeout(400)
  await page.keyboard.type(' "lead"', {delay: 40})
  await page.keyboard.press('Tab')
  await designer.saved()
  expect((await nodeOf(designer, 'data-grid')).data?.rows?.where).toBe('record.status == "lead"')
  await designer.context.close()
})

test('Ctrl+Z takes back what is typed first, then the edit before it; Escape puts the text back', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Taken back')
  await designer.tile('button').click()
  await page.getByRole('button', {name: 'Add what happens'}).first().click()
  const to = page.getByLabel(/^Where to/)
  const before = await to.inputValue()
  await overwrite(to, '/half', 40)
  await page.keyboard.press('Escape')
  expect(await to.inputValue()).toBe(before)
  await overwrite(to, '/whole', 40)
  await page.keyboard.press('Enter')
  await designer.saved()
  expect(Object.values((await nodeOf(designer, 'button')).on ?? {})[0]?.[0]?.to).toBe('/whole')
  // Nothing is half typed now: the key means the designer's own history, and the field follows.
  await page.keyboard.press('Control+z')
  await expect.poll(() => to.inputValue()).toBe(before)
  await page.keyboard.type('x')
  await page.keyboard.press('Control+z')
  expect(await to.inputValue()).toBe(before)
  expect(await page.getByRole('treeitem', {name: /Button/, includeHidden: true}).count()).toBe(1)
  await designer.context.close()
})

test('what is half typed is kept when the selection moves without a click, and when another screen is opened by its address', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Half typed')
  await designer.tile('data-grid').click()
  await page.getByLabel('Records of').selectOption('company')
  await designer.saved()
  const screen = new URL(page.url()).pathname.split('/').at(-1)!
  await overwrite(page.getByLabel('Only those where'), 'record.status == "lead"', 40)
  await page.evaluate(() => history.back())
  await page.waitForURL(url => !url.pathname.endsWith(screen))
  await expect.poll(async () => {
    const {nodes} = await designer.call<{nodes: Node[]}>('GET', `/api/v1/screens/${screen}?at=draft`)
    return nodes.find(node => node.snippet === 'data-grid')?.data?.rows?.where
  }).toBe('record.status == "lead"')
  await designer.context.close()
})

test.each(['Delete', 'Backspace', 'Control+d', 'Alt+ArrowUp'])('%s acts on the selected part from the canvas and the outline, and from nowhere else', async key => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen(`Key ${key.replaceAll('+', ' ')}`)
  await designer.tile('link').click()
  await designer.tile('text').click()
  await designer.saved()
  const before = await designer.parts()
  const places: readonly (readonly [string, Locator])[] = [
    ['a button of the inspector', page.locator('.inspector-head .tool').first()],
    ['a switch between expression and value', page.locator('.fx').first()],
    ['a tile', designer.tile('text')],
    ['a tab', page.getByRole('tab', {name: 'Add'})],
    ['the bar', page.getByRole('button', {name: 'Screen settings'})],
    ['a heading of the inspector', page.locator('aside.right')],
    ['a crumb', page.locator('.crumbs button').last()],
  ]
  for (const [where, place] of places) {
    await place.focus()
    await page.keyboard.press(key)
    await page.waitForTimeout(60)
    expect([where, await designer.parts()]).toEqual([where, before])
  }
  await page.mouse.click(720, 4)
  await page.keyboard.press(key)
  await page.waitForTimeout(60)
  expect(await designer.parts()).toEqual(before)
  await page.locator('.page ui-text').click()
  await page.keyboard.press(key)
  await expect.poll(() => designer.parts()).not.toEqual(before)
  await designer.context.close()
})
