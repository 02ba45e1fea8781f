/** Screens as a whole in the designer: publishing some of them, archiving and restoring, rolling back, leaving and coming back; and where the focus is then. */
import type {Browser} from 'playwright-core'
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

interface Node {readonly screen_id: string; readonly id: string; readonly snippet: string; readonly props: Record<string, unknown>; readonly data?: Record<string, unknown>; readonly on?: Record<string, unknown>}

const screenOf = ({page}: Designer): string => new URL(page.url()).pathname.split('/').at(-1)!
const nodeOf = async (designer: Designer, snippet: string): Promise<Node> =>
  (await designer.call<{nodes: Node[]}>('GET', `/api/v1/screens/${screenOf(designer)}?at=draft`)).nodes.find(node => node.snippet === snippet)!
const focused = ({page}: Designer): Promise<string> => page.evaluate(() => {
  const at = document.activeElement
  return at === null || at === document.body ? 'nothing' : (at.getAttribute('aria-label') ?? at.textContent ?? '').trim() || at.className
})
const visited = async ({context}: Designer, path: string): Promise<string> => (await context.request.get(`${server.url}/app${path}`)).text()

async function publish({page}: Designer): Promise<void> {
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await page.locator('.notice', {hasText: 'Published: release'}).last().waitFor()
  await page.locator('.notice', {hasText: 'Published: release'}).last().getByRole('button').click()
}

test('the focus goes back to what opened a dialog, a drawer or a question, and to a neighbour in a list', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Focus')
  expect(await focused(designer)).toContain('Focus')
  for (const [opener, close] of [['Screen settings', 'Escape'], ['Releases', 'Escape'], ['Publish', 'Cancel'], ['Screen settings', 'Cancel']] as const) {
    const button = page.getByRole('button', {name: opener, exact: true})
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor()
    if (close === 'Escape') await page.keyboard.press('Escape')
    else await page.locator('dialog').getByRole('button', {name: close}).click()
    await page.locator('dialog').waitFor({state: 'detached'})
    await expect.poll(() => focused(designer)).toContain(opener)
  }
  await publish(designer)
  await expect.poll(() => focused(designer)).toBe('Publish')

  await page.getByRole('button', {name: 'Screen settings'}).click()
  await page.getByRole('button', {name: 'Archive screen…'}).click()
  await expect.poll(() => focused(designer)).toBe('Keep it')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(designer)).toBe('Archive screen…')
  await page.keyboard.press('Escape')

  await page.getByRole('button', {name: 'No problems'}).click()
  await page.getByRole('button', {name: 'Close the problems'}).click()
  await expect.poll(() => focused(designer)).toBe('No problems')

  await page.locator('.page ui-heading').click()
  await page.keyboard.press('Delete')
  await expect.poll(() => designer.parts()).toEqual(['app-frame > stack'])
  expect(await focused(designer)).toBe('Page')
  // The last thing that could be taken back: the button cannot be pressed any more.
  await page.getByRole('button', {name: /^Undo/}).click()
  for (let press = 0; press < 3; press++) {
    await page.keyboard.press('Enter')
    await page.waitForTimeout(80)
  }
  expect(await focused(designer)).not.toBe('nothing')

  await designer.tile('data-grid').click()
  await page.getByLabel('Records of').selectOption('company')
  const add = page.getByLabel('Add to Columns')
  for (const column of ['name', 'city', 'status']) await add.selectOption(column)
  await page.getByRole('button', {name: 'Move Status up'}).press('Enter')
  await expect.poll(() => focused(designer)).toBe('Move Status up')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(designer)).toBe('Move Status down')
  await page.getByRole('button', {name: 'Take Status out'}).press('Enter')
  await expect.poll(() => focused(designer)).toBe('Take Name out')
  expect(designer.trouble).toEqual([])
  await designer.context.close()
})

test('a part that a colleague removes under the focus leaves it at a neighbour', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Taken away')
  await designer.tile('button').click()
  await designer.saved()
  await page.getByLabel('Label', {exact: true}).focus()
  const {id} = await nodeOf(designer, 'button')
  await designer.call('POST', `/api/v1/screens/${screenOf(designer)}/steps`, {steps: [{type: 'remove', id}]})
  await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading'])
  expect(await focused(designer)).not.toBe('nothing')
  await designer.context.close()
})

test('each screen says what stands in its way, and those that can be are published together', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Good neighbour')
  await designer.newScreen('Broken neighbour')
  await designer.tile('data-grid').click()
  await designer.saved()
  await designer.newScreen('Mine')
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  const dialog = page.locator('dialog')
  const row = (title: string) => dialog.locator('.to-publish', {hasText: title})
  await row('Broken neighbour').getByText('is bound to nothing').waitFor()
  expect(await row('Broken neighbour').getByRole('checkbox').isDisabled()).toBe(true)
  expect(await row('Mine').getByRole('checkbox').isChecked()).toBe(true)
  await row('Good neighbour').getByRole('checkbox').check()
  await dialog.getByRole('button', {name: 'Publish'}).click()
  await page.getByText(/release \d+ is live/).waitFor()
  expect([await visited(designer, '/mine'), await visited(designer, '/good-neighbour')].map(html => html.includes('<ui-heading'))).toEqual([true, true])
  expect(await visited(designer, '/broken-neighbour')).not.toContain('<ui-data-grid')

  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await row('Broken neighbour').getByRole('button', {name: /^Open/}).click()
  await page.locator('.drawer .problem').waitFor()
  expect(await page.getByText('Nothing stands in the way').count()).toBe(0)
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await dialog.getByText('One problem stops this screen').waitFor()
  await dialog.getByRole('button', {name: 'Publish'}).click()
  await dialog.getByText('Nothing is chosen that can be published.').waitFor()
  expect(designer.trouble).toEqual([])
  await designer.context.close()
})

test('a new part is drawn from the first moment on, and nothing is wrong with it', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Fresh parts')
  for (const part of ['heading', 'text', 'button', 'link', 'card', 'columns', 'stack', 'stat', 'data-grid', 'dynamic-form']) {
    await page.locator('.page ui-heading').first().click()
    await designer.tile(part).click()
    await designer.saved()
  }
  expect(designer.trouble).toEqual([])
  await designer.context.close()
})

test('an archived screen is found again, leaves its path to others, and comes back at another one', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Harvest')
  const archived = page.url()
  await publish(designer)
  await page.getByRole('button', {name: 'Screen settings'}).click()
  await page.getByRole('button', {name: 'Archive screen…'}).click()
  await page.getByRole('button', {name: 'Archive it'}).click()
  await page.getByText('no longer live').waitFor()
  await designer.newScreen('Harvest')
  expect(await page.locator('.switch-button small').textContent()).toBe('/harvest')

  await page.goto(archived)
  await page.getByRole('heading', {name: 'This screen is archived'}).waitFor()
  await page.getByRole('main').getByRole('button', {name: 'Archived screens'}).click()
  await page.getByRole('button', {name: 'Restore Harvest'}).click()
  await page.getByText('/harvest belongs to “Harvest” by now.').waitFor()
  expect(await page.getByLabel('Restore it at').inputValue()).toBe('/harvest-2')
  await page.getByLabel('Restore it at').press('Enter')
  await page.getByText('is back at /harvest-2').waitFor()
  expect(page.url()).toContain(new URL(archived).pathname)
  await page.locator('.page ui-heading').waitFor()
  // The browser itself tells of the path that was taken.
  expect(designer.trouble.filter(line => !line.includes('409'))).toEqual([])
  await designer.context.close()
})

test('another schema leads the grid over, says what it took out, and one undo brings all of it back', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Other records')
  await designer.tile('data-grid').click()
  await page.getByLabel('Records of').selectOption('company')
  await page.getByLabel('Add to Columns').selectOption('city')
  await page.getByLabel('Only those where').fill('record.status == "customer"')
  await page.keyboard.press('Tab')
  await page.locator('fieldset.event', {hasText: 'A row is opened'}).getByRole('button', {name: 'Add what happens'}).click()
  await designer.saved()
  const before = await nodeOf(designer, 'data-grid')
  expect(before.on?.open).toEqual([{do: 'navigate', to: {$: '"/companies/" + row.id'}}])
  await page.getByLabel('Records of').selectOption('product')
  await page.locator('.notice', {hasText: 'columns'}).waitFor()
  await designer.saved()
  const {data, props, on} = await nodeOf(designer, 'data-grid')
  expect({data, props, on}).toEqual({data: {rows: {from: 'product'}}, props: {}, on: {open: [{do: 'navigate', to: {$: '"/products/" + row.id'}}]}})
  await page.getByRole('button', {name: 'No problems'}).waitFor()
  await page.locator('.stage').focus()
  await page.keyboard.press('Control+z')
  await designer.saved()
  expect(await nodeOf(designer, 'data-grid')).toEqual(before)
  await designer.context.close()
})

test('a rolled back hot patch is named, comes back only with a word, and can be taken out of the draft', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Patched')
  await publish(designer)
  const {id} = await nodeOf(designer, 'heading')
  await designer.call('POST', `/api/v1/nodes/${id}/patch`, {steps: [{type: 'set', id, path: ['props', 'text'], value: 'In a hurry'}], note: 'too fast'})
  await page.locator('.page ui-heading').getByText('In a hurry').waitFor()
  await page.getByRole('button', {name: 'Releases'}).click()
  await page.locator('.releases > li').nth(1).getByRole('button', {name: 'Roll back to this'}).click()
  await page.getByRole('button', {name: /^Roll back to \d+$/}).click()
  await page.getByText('still holds hot patch').waitFor()
  await page.getByRole('button', {name: 'Leave it there'}).click()
  await page.keyboard.press('Escape')

  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.getByText(/Brings back what was rolled back, hot patch \d+ \(too fast\): changed text of Heading/).waitFor()
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  expect(await page.getByRole('radio', {name: 'Publish them again'}).evaluate((radio: HTMLInputElement) => radio.validity.valueMissing)).toBe(true)
  expect((await designer.call<{items: {kind: string}[]}>('GET', '/api/v1/releases?limit=1')).items[0]!.kind).toBe('rollback')
  await page.locator('dialog').getByRole('button', {name: 'Cancel'}).click()

  const [, patched, first] = (await designer.call<{items: {id: string}[]}>('GET', '/api/v1/releases?limit=3')).items
  await designer.call('POST', `/api/v1/releases/${patched!.id}/rollback`, {})
  await page.getByRole('button', {name: 'Releases'}).click()
  await page.locator('.releases > li').nth(3).getByRole('button', {name: 'Roll back to this'}).click()
  await page.getByRole('button', {name: /^Roll back to \d+$/}).click()
  await page.getByRole('button', {name: 'Take it out of the draft'}).click()
  await designer.saved()
  expect(first).toBeDefined()
  expect((await nodeOf(designer, 'heading')).props.text).toBe('Patched')
  await page.keyboard.press('Escape')
  await publish(designer)
  expect(await visited(designer, '/patched')).not.toContain('In a hurry')

  await designer.call('POST', `/api/v1/nodes/${id}/patch`, {steps: [{type: 'set', id, path: ['props', 'text'], value: 'Once more'}]})
  await page.locator('.page ui-heading').getByText('Once more').waitFor()
  await designer.call('POST', `/api/v1/releases/${first!.id}/rollback`, {})
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.getByRole('radio', {name: 'Take them out of the drafts'}).check()
  await page.locator('.rolled-back').getByText(/^Hot patch \d+, in “Patched”$/).waitFor()
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await page.getByText(/^The hot patches are out of the drafts\. Nothing else differed, so nothing was published: release \d+ stays live\.$/).waitFor()
  await expect.poll(async () => (await nodeOf(designer, 'heading')).props.text).toBe('Patched')
  expect(await visited(designer, '/patched')).not.toContain('Once more')

  await designer.call('POST', `/api/v1/nodes/${id}/patch`, {steps: [{type: 'set', id, path: ['props', 'text'], value: 'Shown'}]})
  await page.locator('.page ui-heading').getByText('Shown').waitFor()
  // The draft has it already, so that the dialog is not drawn anew by the second patch.
  const level = [{type: 'set', id, path: ['props', 'level'], value: 3}]
  await designer.call('POST', `/api/v1/screens/${(await nodeOf(designer, 'heading')).screen_id}/steps`, {steps: level})
  await designer.call('POST', `/api/v1/releases/${first!.id}/rollback`, {})
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.getByRole('radio', {name: 'Publish them again'}).check()
  await designer.call('POST', `/api/v1/nodes/${id}/patch`, {steps: level, note: 'meanwhile'})
  await designer.call('POST', `/api/v1/releases/${first!.id}/rollback`, {})
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await page.locator('.rolled-back').getByText(/^Hot patch \d+ \(meanwhile\), in “Patched”$/).waitFor()
  expect(await visited(designer, '/patched')).not.toContain('Shown')
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await expect.poll(() => visited(designer, '/patched')).toContain('Shown')
  await designer.context.close()
})

test('edits that were not saved when the page went are there after a reload, and saved; nobody else gets them', async () => {
  const designer = await open()
  const {page, context} = designer
  await designer.newScreen('Reloaded')
  await page.route('**/steps', route => route.abort())
  await page.getByLabel('Text', {exact: true}).fill('Typed before the crash')
  await page.getByText('Not saved yet').waitFor()
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload()
  await (await asked).accept()
  await reloaded
  await page.getByText('A change that was not saved when the page was left is here again. It is being saved.').waitFor()
  await page.locator('.page ui-heading').getByText('Typed before the crash').waitFor()
  await page.unroute('**/steps')
  await designer.saved()
  expect((await nodeOf(designer, 'heading')).props.text).toBe('Typed before the crash')
  expect(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('espalier edits')))).toEqual([])

  // Somebody else at the same browser.
  await page.route('**/steps', route => route.abort())
  await page.getByLabel('Text', {exact: true}).fill('Mine alone')
  await page.getByText('Not saved yet').waitFor()
  await context.request.post(`${server.url}/api/v1/auth/login`, {data: {email: 'manager@demo.test', password: 'espalier'}})
  const again = page.waitForEvent('dialog')
  const other = page.reload()
  await (await again).accept()
  await other
  await page.locator('.page ui-heading').getByText('Typed before the crash').waitFor()
  expect(await page.getByText('Mine alone').count()).toBe(0)
  await context.close()
})
