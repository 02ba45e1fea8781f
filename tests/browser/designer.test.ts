import type {Browser, Locator} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type BuiltServer, startBuilt} from '../built-server.ts'
import {openBrowser} from './open-browser.ts'
import {centre, type Designer, openDesigner} from './open-designer.ts'
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

const open = (ask?: Parameters<typeof openDesigner>[2]): Promise<Designer> => openDesigner(browser, server.url, ask)

describe('with the mouse', () => {
  test('an admin drags a grid and a form onto a screen, binds them, publishes, and a visitor sees both with real rows', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Dragged')
    const below = async () => ({...await centre(page.locator('.page ui-heading')), y: 500})

    await designer.drag(designer.tile('data-grid'), await below(), async () => {
      await page.locator('.drop-mark').waitFor()
      expect(await page.locator('.drag-chip').textContent()).toBe('Data grid')
    })
    await page.locator('.page ui-data-grid').waitFor()
    await page.getByLabel('Records of').selectOption('company')
    await page.locator('.page ui-data-grid tbody th').first().waitFor()
    expect(await page.locator('.page ui-data-grid tbody tr').count()).toBeGreaterThan(20)

    await designer.drag(designer.tile('dynamic-form'), await centre(page.locator('.page ui-heading')))
    await page.locator('.page ui-dynamic-form').waitFor()
    await page.getByLabel('Records of').selectOption('contact')
    await page.locator('.page ui-dynamic-form').getByText('Last name').first().waitFor()
    await designer.saved()
    expect(await designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > dynamic-form', 'stack > data-grid'])

    await page.getByRole('button', {name: 'Publish', exact: true}).click()
    await page.getByText('appears for the first time').waitFor()
    await page.getByLabel('Note', {exact: true}).fill('First try')
    await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
    await page.getByText(/release \d+ is live/).waitFor()

    const html = await (await designer.context.request.get(`${server.url}/app/dragged`)).text()
    const names = (await page.locator('.page ui-data-grid tbody th').allTextContents()).map(name => escapeHtml(name.trim()))
    expect(names.length).toBeGreaterThan(20)
    // Compared as facts: a page is too long to be shown when one is missing.
    expect(['<ui-data-grid', '<ui-dynamic-form', '<tbody', ...names].filter(part => !html.includes(part))).toEqual([])
    expect(designer.trouble).toEqual([])
    await designer.context.close()
  })

  test('nodes move within a slot, into a named one and back by dragging; Escape gives up', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Moved')
    await designer.tile('card').click()
    await designer.tile('button').click()
    await designer.saved()
    expect(await designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > card', 'card > button'])

    const card = (await page.locator('.page ui-card').boundingBox())!
    await designer.drag(page.locator('.page ui-button'), {x: card.x + card.width - 60, y: card.y + 24})
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > card', 'card/actions > button'])

    const heading = (await page.locator('.page ui-heading').boundingBox())!
    await designer.drag(page.locator('.page ui-button'), {x: heading.x + 40, y: heading.y + 2})
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > button', 'stack > heading', 'stack > card'])
    await designer.saved()

    await designer.drag(page.locator('.page ui-heading'), await centre(page.locator('.page ui-card')), async () => {
      await page.keyboard.press('Escape')
      expect(await page.locator('.drag-chip').count()).toBe(0)
    })
    await page.waitForTimeout(300)
    expect(await designer.parts()).toEqual(['app-frame > stack', 'stack > button', 'stack > heading', 'stack > card'])
    expect(designer.trouble).toEqual([])
    await designer.context.close()
  })

  test('a row of the outline is dragged to another place', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Outlined')
    await designer.tile('card').click()
    await page.getByRole('tab', {name: 'Outline'}).click()
    const rows = page.getByRole('treeitem')
    expect(await rows.count()).toBe(4)
    await designer.drag(rows.nth(2), await centre(rows.nth(3)))
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > card', 'card > heading'])
    await designer.context.close()
  })

  test('links, buttons and fields of the page do nothing on the canvas; a click selects the deepest node', async () => {
    const designer = await open()
    const {page} = designer
    await designer.openScreen('Companies')
    const address = new URL(page.url()).pathname
    await page.locator('.page ui-data-grid tbody th').first().waitFor()
    const cell = (await page.locator('.page ui-data-grid tbody th').first().boundingBox())!
    await page.mouse.click(cell.x + 10, cell.y + cell.height / 2)
    await page.locator('.inspector-head h2', {hasText: 'Data grid'}).waitFor()
    expect(new URL(page.url()).pathname).toBe(address)
    const link = (await page.locator('.page .side a', {hasText: 'Orders'}).boundingBox())!
    await page.mouse.click(link.x + 4, link.y + 4)
    await page.locator('.inspector-head h2', {hasText: 'App frame'}).waitFor()
    expect(new URL(page.url()).pathname).toBe(address)
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('.page') === null)).toBe(true)
    }
    await designer.context.close()
  })

  test('a drag whose part is removed, by Delete, by undo, by a colleague or with what it stands in, ends; one of another part goes on; the next one works', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Torn')
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    const colleague = async (part: string): Promise<unknown> => designer.call('POST', `/api/v1/screens/${id}/steps`, {steps: [{type: 'remove', id: await page.locator(`.page ${part}`).getAttribute('data-node')}]})
    const gone = (): Promise<void> => expect.poll(() => page.locator('.drag-chip').count()).toBe(0)
    const below = async () => ({...await centre(page.locator('.page ui-heading')), y: 500})
    /** A part that comes and is dragged, until it is gone; then another one is dragged to the same place. */
    const torn = async (part: string, from: Locator, tear: () => Promise<unknown>): Promise<void> => {
      await designer.drag(from, await below(), async () => {
        await page.locator('.drag-chip').waitFor()
        await tear()
        await gone()
      })
      expect(await page.locator(`.page ui-${part}`).count()).toBe(0)
      expect(await page.locator('[data-held], html[data-dragging]').count()).toBe(0)
      const before = await designer.parts()
      await designer.drag(designer.tile('link'), await below())
      await expect.poll(() => designer.parts()).toEqual([...before, 'stack > link'])
    }
    await designer.tile('card').click()
    await torn('card', page.locator('.page ui-card'), () => page.keyboard.press('Control+z'))
    await page.locator('.page ui-heading').click()
    await designer.tile('card').click()
    await page.locator('.page ui-card').click()
    await torn('card', page.locator('.page ui-card'), () => page.keyboard.press('Delete'))
    await page.locator('.page ui-heading').click()
    await designer.tile('card').click()
    await designer.tile('button').click()
    await designer.saved()
    await torn('button', page.locator('.page ui-button'), () => colleague('ui-card'))
    await page.getByText('What was dragged was removed meanwhile').waitFor()

    // What goes is not what is dragged, but a list that parts can be dragged from.
    await page.locator('.page ui-heading').click()
    await designer.tile('card').click()
    await designer.saved()
    await designer.drag(designer.tile('text'), await below(), async () => {
      await colleague('ui-card')
      await expect.poll(() => page.locator('.page ui-card').count()).toBe(0)
      expect(await page.locator('.drag-chip').textContent()).toBe('Text')
    })
    await expect.poll(async () => (await designer.parts()).at(-1)).toBe('stack > text')

    await page.getByRole('tab', {name: 'Outline'}).click()
    const row = page.getByRole('treeitem', {name: /^Text/})
    await designer.drag(row, await centre(page.getByRole('treeitem').nth(1)), async () => {
      await page.locator('.drag-chip').waitFor()
      await colleague('ui-text')
      await gone()
    })
    await designer.drag(page.getByRole('treeitem').nth(3), await centre(page.getByRole('treeitem').nth(1)))
    await designer.drag(page.getByRole('treeitem').nth(3), await centre(page.getByRole('treeitem').nth(4)), async () => {
      await page.locator('.drag-chip').waitFor()
      await page.goBack()
      await page.locator('.switch-button strong', {hasText: 'Torn'}).waitFor({state: 'detached'})
      await gone()
    })
    expect(designer.trouble).toEqual([])
    await designer.context.close()
  })
})

describe('by touch', () => {
  test('a part is held and dragged in; a drag that the system cancels brings none; a flick stays in the designer', async () => {
    const designer = await open({touch: true, width: 1180, height: 820})
    const {page} = designer
    await designer.newScreen('Touched')
    const fingers = await page.context().newCDPSession(page)
    const touch = (type: string, ...points: readonly {readonly x: number; readonly y: number}[]): Promise<unknown> => fingers.send('Input.dispatchTouchEvent', {type: type as 'touchMove', touchPoints: points.map(({x, y}) => ({x, y}))})
    const heading = await centre(page.locator('.page ui-heading'))
    /** Held until it is dragged, and over the page. */
    const hold = async (part: string): Promise<void> => {
      const from = await centre(designer.tile(part))
      const before = await page.evaluate(() => scrollY)
      await touch('touchStart', from)
      await page.locator('[data-held]').waitFor()
      for (let step = 1; step <= 8; step++) await touch('touchMove', {x: from.x + (heading.x - from.x) * step / 8, y: from.y + (heading.y + 40 - from.y) * step / 8})
      await page.locator('.drag-chip').waitFor()
      await page.locator('.drop-mark').waitFor()
      expect(await page.evaluate(() => scrollY)).toBe(before)
    }
    await hold('text')
    await touch('touchCancel')
    await expect.poll(() => page.locator('.drag-chip').count()).toBe(0)
    expect(await designer.parts()).toEqual(['app-frame > stack', 'stack > heading'])
    await hold('text')
    await touch('touchEnd')
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > text'])

    const address = page.url()
    for (const place of ['.stage', 'designer-palette', '.right', '.bar']) {
      const from = await centre(page.locator(place).first())
      await touch('touchStart', {x: 60, y: from.y})
      for (let x = 100; x <= 1100; x += 50) await touch('touchMove', {x, y: from.y})
      await touch('touchEnd')
    }
    expect(page.url()).toBe(address)
    await page.getByRole('button', {name: /^Undo/}).click()
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading'])
    expect(designer.trouble).toEqual([])
    await designer.context.close()
  })
})

describe('with the keyboard alone', () => {
  test('parts are found, added, walked, moved, duplicated, copied, pasted and removed', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Typed')
    await page.getByLabel('Find a part').focus()
    await page.keyboard.type('stack')
    await page.keyboard.press('Enter')
    await page.getByLabel('Find a part').fill('text')
    await page.keyboard.press('Enter')
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > stack', 'stack > text'])

    await page.getByRole('tab', {name: 'Add'}).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toContain('Text')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > stack', 'stack > text'])
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > text', 'stack > heading', 'stack > stack'])
    await page.keyboard.press('Control+d')
    await expect.poll(async () => (await designer.parts()).filter(part => part === 'stack > text')).toHaveLength(2)
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(async () => (await designer.parts()).filter(part => part === 'stack > text')).toHaveLength(3)
    await page.keyboard.press('Control+x')
    await expect.poll(async () => (await designer.parts()).filter(part => part === 'stack > text')).toHaveLength(2)
    // What follows is selected then, and has the focus.
    const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.textContent?.trim())
    await expect.poll(focused).toMatch(/^Heading/)
    await page.keyboard.press('Delete')
    await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > text', 'stack > text', 'stack > stack'])
    await expect.poll(focused).toMatch(/^Stack/)
    await designer.saved()
    expect(designer.trouble).toEqual([])
    await designer.context.close()
  })

  test('everything can be taken back and done again, to the very same tree', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Undone')
    const id = new URL(page.url()).pathname.split('/').at(-1)!
    const hash = async (): Promise<string> => (await designer.call<{hash: string}>('GET', `/api/v1/screens/${id}?at=draft`)).hash
    const before = await hash()
    await designer.tile('card').click()
    await page.getByLabel('Title', {exact: true}).fill('A card')
    await designer.tile('text').click()
    await page.getByLabel('Text', {exact: true}).fill('Some words')
    await page.locator('.page ui-heading').click()
    await page.keyboard.press('Delete')
    await designer.saved()
    const after = await hash()
    expect(after).not.toBe(before)
    await page.locator('.stage').focus()
    for (let press = 0; press < 5; press++) await page.keyboard.press('Control+z')
    await designer.saved()
    expect(await hash()).toBe(before)
    for (let press = 0; press < 5; press++) await page.keyboard.press('Control+Shift+z')
    await designer.saved()
    expect(await hash()).toBe(after)
    await designer.context.close()
  })
})

describe('problems', () => {
  test('an unbound grid stops the publish; a click on its problem leads to the field, and binding it clears the list', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Broken')
    await designer.tile('data-grid').click()
    await designer.saved()
    const button = page.getByRole('button', {name: '1 problem', exact: true})
    await button.click()
    await page.locator('.page ui-heading').click()
    await page.locator('.drawer .problem').click()
    await page.locator('.inspector-head h2', {hasText: 'Data grid'}).waitFor()
    expect(await page.evaluate(() => document.activeElement?.closest('[data-pointer]')?.getAttribute('data-pointer'))).toBe('/data/rows/from')

    await page.getByRole('button', {name: 'Publish', exact: true}).click()
    await page.locator('dialog').getByText('One problem stops this screen').waitFor()
    await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
    await page.getByText('Nothing is chosen that can be published.').waitFor()
    await page.keyboard.press('Escape')

    await page.getByLabel('Records of').selectOption('product')
    await page.getByRole('button', {name: 'No problems'}).waitFor()
    await designer.context.close()
  })

  test('a filter is checked while it is typed, with the nearest name', async () => {
    const designer = await open()
    const {page} = designer
    await designer.newScreen('Filtered')
    await designer.tile('data-grid').click()
    await page.getByLabel('Records of').selectOption('company')
    await page.locator('.page ui-data-grid tbody th').first().waitFor()
    const filter = page.getByLabel('Only those where')
    await filter.fill('record.statsu == "customer"')
    await page.getByText(/did you mean "?status/i).first().waitFor()
    await filter.fill('record.status == "customer"')
    const all = await page.locator('.page ui-data-grid .count').textContent()
    await filter.press('Enter')
    await expect.poll(() => page.locator('.page ui-data-grid .count').textContent()).not.toBe(all)
    await page.getByRole('button', {name: 'No problems'}).waitFor()
    await designer.context.close()
  })
})

test('a release is rolled back, and visitors see the earlier page', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Released')
  const publish = async (): Promise<void> => {
    await page.getByRole('button', {name: 'Publish', exact: true}).click()
    await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
    await page.locator('.notice', {hasText: 'is live'}).waitFor()
    await page.locator('.notice').getByRole('button').first().click()
  }
  const visited = async (): Promise<string> => (await designer.context.request.get(`${server.url}/app/released`)).text()
  await publish()
  await page.getByLabel('Text', {exact: true}).fill('Second edition')
  await designer.saved()
  await publish()
  expect((await visited()).includes('Second edition')).toBe(true)

  await page.getByRole('button', {name: 'Releases'}).click()
  const second = page.locator('.releases > li').nth(1)
  await page.locator('.releases > li').first().getByRole('button', {name: 'What changed'}).click()
  await page.getByText('Changed text of Heading').waitFor()
  await second.getByRole('button', {name: 'Roll back to this'}).click()
  await second.getByLabel('Note').fill('Too soon')
  await second.getByRole('button', {name: /^Roll back to \d+$/}).click()
  await page.locator('.releases > li').first().getByText('Too soon').waitFor()
  expect((await visited()).includes('Second edition')).toBe(false)
  await designer.context.close()
})

test('two designers at one screen see each other\'s edits and end at the same tree', async () => {
  const [one, two] = await Promise.all([open(), open()])
  await one.newScreen('Shared')
  await two.openScreen('Shared')
  await Promise.all([
    (async () => {
      for (const part of ['card', 'text', 'button']) {
        await one.page.locator('.page ui-heading').click()
        await one.tile(part).click()
      }
    })(),
    (async () => {
      for (const part of ['link', 'columns', 'stat']) {
        await two.page.locator('.page ui-heading').click()
        await two.tile(part).click()
      }
    })(),
  ])
  await Promise.all([one.saved(), two.saved()])
  await expect.poll(async () => (await one.parts()).length).toBe(8)
  await expect.poll(async () => JSON.stringify(await two.parts()) === JSON.stringify(await one.parts())).toBe(true)

  // What the other types appears, and one's own undo leaves it alone.
  await one.page.locator('.page ui-heading').click()
  await one.page.getByLabel('Text', {exact: true}).fill('From one')
  await two.page.locator('.page ui-heading').getByText('From one').waitFor()
  await two.page.locator('.stage').focus()
  await two.page.keyboard.press('Control+z')
  await expect.poll(async () => (await one.parts()).length).toBe(7)
  expect(await one.page.locator('.page ui-heading').getByText('From one').count()).toBe(1)
  expect([...one.trouble, ...two.trouble]).toEqual([])
  await Promise.all([one.context.close(), two.context.close()])
})

test('without a connection edits are kept, said to be unsaved, and saved when it is back', async () => {
  const designer = await open()
  const {page, context} = designer
  await designer.newScreen('Offline')
  await context.setOffline(true)
  await page.getByLabel('Text', {exact: true}).fill('Typed in a tunnel')
  await page.getByText('Not saved yet').waitFor()
  expect(await page.locator('.page ui-heading').getByText('Typed in a tunnel').count()).toBe(1)
  await context.setOffline(false)
  await designer.saved()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  expect(JSON.stringify(await designer.call('GET', `/api/v1/screens/${id}?at=draft`))).toContain('Typed in a tunnel')
  await context.close()
})

test('an address leads to a screen and a node, and the back button to the screen before', async () => {
  const designer = await open()
  const {page} = designer
  await designer.openScreen('Companies')
  await page.locator('.page ui-data-grid').click({position: {x: 200, y: 150}})
  await page.waitForURL(/node=/)
  const address = page.url()
  await designer.openScreen('Products')
  await page.goBack()
  await page.locator('.switch-button strong', {hasText: 'Companies'}).waitFor()
  await page.goto(address)
  await page.locator('.inspector-head h2', {hasText: 'Data grid'}).waitFor()
  await designer.context.close()
})

test('a text is edited where it stands, and Escape leaves it as it was', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Inline')
  await page.locator('.page ui-heading').dblclick()
  await page.keyboard.type('Written in place')
  await page.keyboard.press('Enter')
  await page.locator('.page ui-heading').getByText('Written in place').waitFor()
  await page.locator('.page ui-heading').dblclick()
  await page.keyboard.type('Not this')
  await page.keyboard.press('Escape')
  await designer.saved()
  expect(await page.locator('.page ui-heading').getByText('Written in place').count()).toBe(1)
  await designer.context.close()
})

test('a screen of one record is designed with a record that is there', async () => {
  const designer = await open()
  const {page} = designer
  await page.locator('.switch-button').click()
  await page.locator('#screen-menu a', {hasText: '/orders/:id'}).click()
  await page.locator('.page ui-heading', {hasText: /^\s*SO-\d+/}).waitFor()
  await designer.context.close()
})

test('a second card is put beside a first that fills its columns, at the rim', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Beside')
  await designer.tile('columns').click()
  await designer.tile('card').click()
  const card = (await page.locator('.page ui-card').boundingBox())!
  await designer.drag(designer.tile('card'), {x: card.x + card.width - 12, y: card.y + card.height / 2})
  await expect.poll(() => designer.parts()).toEqual(['app-frame > stack', 'stack > heading', 'stack > columns', 'columns > card', 'columns > card'])
  await designer.context.close()
})

test('what is typed after a part was put on the page is its text; an icon is chosen by sight', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Iconic')
  const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pointer], .stage')?.dataset['pointer'] ?? document.activeElement?.className)
  await designer.tile('data-grid').click()
  await expect.poll(focused).toBe('/data/rows/from')
  await page.keyboard.type('compa')
  await page.locator('.page ui-data-grid tbody th').first().waitFor()
  await designer.tile('stack').click()
  await expect.poll(focused).toBe('stage')
  await page.keyboard.press('Delete')
  await designer.drag(designer.tile('text'), {...await centre(page.locator('.page ui-heading')), y: 500})
  await expect.poll(focused).toBe('/props/text')
  await page.keyboard.type('Dropped')
  await page.locator('.page ui-text').getByText('Dropped', {exact: true}).waitFor()
  await designer.tile('button').click()
  await expect.poll(focused).toBe('/props/label')
  await page.keyboard.type('Go')
  await page.locator('.page ui-button').getByText('Go', {exact: true}).waitFor()
  await page.locator('.icon-choice summary').click()
  await page.getByRole('button', {name: 'Building', exact: true}).click()
  await page.locator('.page ui-button svg').waitFor()
  expect(await page.locator('.icon-choice summary').textContent()).toContain('Building')
  await designer.saved()
  expect(designer.trouble).toEqual([])
  await designer.context.close()
})

test('a screen is archived after a question, and visitors lose it', async () => {
  const designer = await open()
  const {page} = designer
  await designer.newScreen('Short lived')
  const status = async (): Promise<number> => (await designer.context.request.get(`${server.url}/app/short-lived`)).status()
  await page.getByRole('button', {name: 'Publish', exact: true}).click()
  await page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
  await page.getByText(/release \d+ is live/).waitFor()
  expect(await status()).toBe(200)
  await page.getByRole('button', {name: 'Screen settings', exact: true}).click()
  await page.getByRole('button', {name: 'Archive screen'}).click()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Keep it')
  await page.getByRole('button', {name: 'Archive it'}).click()
  await page.getByText('no longer live').waitFor()
  expect(await status()).toBe(404)
  expect(await page.locator('#screen-menu a', {hasText: 'Short lived'}).count()).toBe(0)
  await designer.context.close()
})

test('a manager may look at everything and change nothing', async () => {
  const designer = await open({email: 'manager@demo.test'})
  const {page} = designer
  await designer.openScreen('Companies')
  await page.locator('.page ui-data-grid').click({position: {x: 200, y: 150}})
  await page.getByText('Only to look at').waitFor()
  expect(await page.getByLabel('Records of').isDisabled()).toBe(true)
  expect(await page.getByRole('button', {name: 'Publish', exact: true}).isDisabled()).toBe(true)
  const before = await designer.parts()
  await page.keyboard.press('Delete')
  await page.getByText('Screens are changed by admins').waitFor()
  expect(await designer.parts()).toEqual(before)
  expect(designer.trouble).toEqual([])
  await designer.context.close()
})

describe('accessibility', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing wrong, in ${theme}`, async () => {
      const designer = await open({theme})
      const {page} = designer
      await designer.openScreen('Companies')
      await page.locator('.page ui-data-grid').click({position: {x: 200, y: 150}})
      await page.locator('.inspector-head').waitFor()
      await page.locator('details.group > summary').click()
      expect(await runAxe(page)).toEqual([])
      await page.getByRole('tab', {name: 'Outline'}).click()
      await page.getByRole('button', {name: /problem/}).click()
      expect(await runAxe(page)).toEqual([])
      for (const dialog of ['Publish', 'Releases', 'Screen settings']) {
        await page.getByRole('button', {name: dialog, exact: true}).click()
        await page.locator('dialog[open]').waitFor()
        await page.waitForTimeout(400)
        expect(await runAxe(page)).toEqual([])
        await page.keyboard.press('Escape')
      }
      await page.locator('.switch-button').click()
      await page.locator('#screen-menu').getByRole('button', {name: 'New screen'}).click()
      await page.locator('dialog[open]').waitFor()
      expect(await runAxe(page)).toEqual([])
      await designer.context.close()
    })
  }
})

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
