/** What a form stores is what a person typed, and nothing else. */
import type {Browser, Locator, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {JsonObject, PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {openSnippetSite, type SnippetSite} from './snippet-site/open-snippet-site.ts'
import {companySchema} from './snippet-site/sample-companies.ts'

let browser: Browser
let site: SnippetSite
let page: Page

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSnippetSite()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(() => {
  Object.assign(site, {held: Promise.resolve(), slowSearch: 0, def: companySchema})
  site.written.length = 0
  site.searched.length = 0
})
afterEach(() => page.close({runBeforeUnload: false}))

async function open(id: string, more: JsonObject = {}, def: RecordSchema = companySchema): Promise<void> {
  site.def = def
  if (id !== 'new') site.change(id, more)
  page = await browser.newPage({viewport: {width: 1280, height: 1000}})
  await page.goto(`${site.url}/app/companies/${id}`)
}
const ready = (): Promise<void> => page.locator('espalier-json-form').waitFor()
const field = (name: string): Locator => page.locator(`espalier-json-form #field-${name}`)
const save = (): Promise<void> => page.locator('ui-dynamic-form button[type=submit]').click()
const says = (text: string): Promise<void> => page.locator('ui-dynamic-form', {hasText: text}).waitFor()
const sent = (): readonly JsonObject[] => site.written.map(({body}) => body)
const withProperties = (properties: RecordSchema['properties'], required: readonly string[] = []): RecordSchema => ({...companySchema, required, properties: {...companySchema.properties, ...properties}})

/** Values that controls show differently than they are stored. */
const strange: JsonObject = {
  name: 'Line\r\nand line', city: 'Non\u00a0breaking\0\ud800 nul', email: ' padded@birch.test ', notes: 'a\r\nb\rc\0', tags: [' padded ', 'two\nlines', '', 'x'],
  revenue: 1234.56789, staff: 1e21, next_call: '2024-06-01T09:30:42.123+02:00', founded: '1999-4-3', site: ' https://birch.test\n', kind: '1', any: {a: [1, null]}, parts: {street: 'a\nb', '0': 1, nested: {deep: ' x\r\n'}},
  free: {'dotted.name': 'a\nb'}, sizes: [{label: 'a\nb', extra: null}, {label: ' b '}], answer: 'yes',
}
const strangeSchema = withProperties({
  site: {type: 'string', format: 'uri'}, kind: {enum: [1, '1', null, '']}, any: {}, free: {type: 'object', properties: {'dotted.name': {type: 'string'}}}, answer: {type: 'boolean'}, on: {type: 'boolean'},
  parts: {type: 'object', properties: {street: {type: 'string'}, nested: {type: 'object', properties: {deep: {type: 'string'}}}}}, sizes: {type: 'array', items: {type: 'object', properties: {label: {type: 'string'}}}},
})

describe('what was not edited is not sent', () => {
  test('whatever its control shows of it: before the script, with it, after a save and after news', async () => {
    const script = gate()
    site.held = script.passed
    await open('c20', strange, strangeSchema)
    await page.locator('#field-staff').fill('12')
    script.open()
    await ready()
    await save()
    await says('Saved.')
    site.change('c20', {status: 'customer'})
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: location.href}})))
    await expect.poll(() => field('status').inputValue()).toBe('customer')
    for (const name of ['name', 'city', 'email', 'notes', 'tags', 'next_call', 'founded', 'site', 'kind', 'any', 'free', 'answer', 'on']) await field(name).focus()
    await field('revenue').fill('7')
    await save()
    await expect.poll(sent).toEqual([{staff: 12}, {revenue: 7}])
    await save()
    await says('Nothing has changed.')
  })

  test.each([
    ['an e-mail address that is shown without its spaces', 'email'], ['a text with line breaks', 'name'], ['a text of many lines', 'notes'], ['a list', 'tags'], ['a time with seconds and an offset', 'next_call'],
  ])('%s is as it was when what was typed is taken back', async (_, name) => {
    await open('c21', strange, strangeSchema)
    await ready()
    const shown = await field(name).inputValue()
    await field(name).fill(name === 'next_call' ? '2025-01-01T10:00' : `${shown}x`)
    await page.getByLabel('City').focus()
    await field(name).fill(shown)
    await save()
    await says('Nothing has changed.')
    expect(sent()).toEqual([])
  })

  test('a part of an object, an item of a list: what stands beside it stays as it is', async () => {
    await open('c22', strange, strangeSchema)
    await ready()
    await page.locator('[id="field-parts.nested.deep"]').fill('deeper')
    await page.locator('[id="field-sizes.1.label"]').fill('c')
    await field('tags').press('Control+End')
    await page.keyboard.type('y')
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{parts: {nested: {deep: 'deeper'}}, sizes: [{label: 'a\nb', extra: null}, {label: 'c'}], tags: [' padded ', 'two\nlines', '', 'xy']}])
  })

  test('a text with line breaks keeps them while it is edited', async () => {
    await open('c23', {city: 'One\nTwo'})
    await ready()
    await field('city').press('Control+End')
    await page.keyboard.type('!')
    await page.keyboard.press('Control+s')
    await says('Saved.')
    expect(sent()).toEqual([{city: 'One\nTwo!'}])
  })

  test('a box that nobody ticked says nothing, and one that was ticked and emptied again says what it said', async () => {
    await open('c24', {active: null})
    await ready()
    await field('active').check()
    await field('active').uncheck()
    await save()
    await says('Nothing has changed.')
    await field('active').check()
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{active: true}])
  })
})

describe('what the schema no longer allows', () => {
  const narrow: RecordSchema = withProperties({
    status: {enum: ['prospect', 'customer']}, revenue: {type: 'number', maximum: 10}, founded: {type: 'string', format: 'date'}, labels: {type: 'array', items: {enum: ['a', 'b', 'c']}}, size: {oneOf: [{const: 's', title: 'Small'}, {const: 'm'}]},
  })
  const outdated = {status: 'lost', revenue: 99, founded: 'long ago', labels: ['gone', 'b'], size: 'xl', owner_id: 'nobody'}

  test('stands until somebody changes it, and says so', async () => {
    await open('c30', outdated, narrow)
    expect(await page.locator('#field-status option:checked').textContent()).toBe('Lost (no longer offered)')
    await ready()
    expect(await field('status').locator('option:checked').textContent()).toBe('Lost (no longer offered)')
    expect(await field('size').locator('option:checked').textContent()).toBe('Xl (no longer offered)')
    expect(await field('owner_id').inputValue()).toBe('Not available')
    await says('What is stored, "long ago", is no longer allowed.')
    for (const name of ['status', 'revenue', 'founded', 'size', 'owner_id']) await field(name).focus()
    await save()
    await says('Nothing has changed.')
    expect(await runAxe(page)).toEqual([])
    await field('city').fill('Oulu')
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{city: 'Oulu'}])
  })

  test('can be changed, and taken again as long as it is stored', async () => {
    await open('c31', outdated, narrow)
    await ready()
    await field('status').selectOption('customer')
    await field('status').selectOption({label: 'Lost (no longer offered)'})
    await page.getByLabel('Gone (no longer offered)').uncheck()
    await page.getByLabel('A', {exact: true}).check()
    await page.getByLabel('Gone (no longer offered)').check()
    await field('size').selectOption({label: 'Small'})
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{labels: ['a', 'b', 'gone'], size: 's'}])
  })
})

describe('what the schema no longer allows in a list', () => {
  const kinds: PropertySchema = {type: 'array', items: {type: 'object', properties: {kind: {enum: ['small', 'large']}, note: {type: 'string'}}}}
  const narrow: RecordSchema = withProperties({labels: {type: 'array', items: {enum: ['a', 'b', 'c']}}, kinds})

  test('stays while another is ticked', async () => {
    await open('c35', {labels: ['gone', 'b']}, narrow)
    await ready()
    await page.getByLabel('A', {exact: true}).check()
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{labels: ['a', 'gone', 'b']}])
  })

  test('stays while another is added, and is shown', async () => {
    await open('c36', {kinds: [{kind: 'gone', note: 'x'}]}, narrow)
    await ready()
    expect(await page.locator('[id="field-kinds.0.kind"] option:checked').textContent()).toBe('Gone (no longer offered)')
    await page.getByRole('button', {name: 'Add to Kinds'}).click()
    await page.locator('[id="field-kinds.1.kind"]').selectOption('large')
    expect(await page.locator('[id="field-kinds.0.kind"] option:checked').textContent()).toBe('Gone (no longer offered)')
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{kinds: [{kind: 'gone', note: 'x'}, {kind: 'large'}]}])
  })
})

describe('a half date', () => {
  test('is no date and no empty field: nothing is sent until it is complete', async () => {
    await open('c40')
    await ready()
    await field('city').fill('Oulu')
    await field('founded').focus()
    await page.keyboard.press('Backspace')
    expect(await field('founded').evaluate((input: HTMLInputElement) => input.validity.badInput)).toBe(true)
    await save()
    await says('This date is not complete.')
    expect(sent()).toEqual([])
    expect(await runAxe(page)).toEqual([])
    await field('founded').press('0')
    await page.keyboard.type('5')
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{city: 'Oulu', founded: '1999-05-04'}].map(body => ({...body, founded: expect.stringMatching(/^1999-\d\d-\d\d$/) as string})))
  })

  test('in an empty field, or beside a time, is none either; emptied to its end it is empty', async () => {
    await open('c41', {founded: null})
    await ready()
    await field('founded').focus()
    await page.keyboard.type('0')
    await page.keyboard.press('5')
    await field('next_call').focus()
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Control+s')
    await says('2 fields need attention')
    await says('This date and time are not complete.')
    expect(sent()).toEqual([])
    await field('next_call').focus()
    for (let part = 0; part < 6; part++) {
      await page.keyboard.press('Backspace')
      await page.keyboard.press('ArrowRight')
    }
    await field('founded').fill('')
    await field('founded').evaluate((input: HTMLInputElement) => {
      input.value = ''
    })
    await page.keyboard.press('Control+s')
    await says('Saved.')
    expect(sent()).toEqual([{next_call: null}])
  })

  test('is waited for before the living form takes its place', async () => {
    const script = gate()
    site.held = script.passed
    await open('c45')
    await page.locator('#field-founded').focus()
    await page.keyboard.press('Backspace')
    const loaded = page.waitForResponse(/json-form/)
    script.open()
    await loaded
    await page.waitForTimeout(500)
    expect(await page.locator('espalier-json-form').count()).toBe(0)
    await page.keyboard.press('0')
    await page.keyboard.press('9')
    await ready()
    expect(await field('founded').inputValue()).toMatch(/^1999-/)
    await save()
    await says('Saved.')
    expect(Object.keys(sent()[0] ?? {})).toEqual(['founded'])
  })

  test('goes away with the changes that are discarded', async () => {
    await open('c42')
    await ready()
    await field('founded').focus()
    await page.keyboard.press('Backspace')
    await page.getByRole('button', {name: 'Discard changes'}).click()
    expect(await field('founded').inputValue()).toBe('1999-04-03')
    await save()
    await says('Nothing has changed.')
  })

  test('a number that two languages read in two ways is said back as it is read', async () => {
    await open('c44')
    await ready()
    await field('revenue').fill('12,345')
    await says('Read as 12345.')
    await field('revenue').fill('0,125')
    expect(await page.getByText('Read as').count()).toBe(0)
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{revenue: 0.125}])
  })

  test('a number on its way is none', async () => {
    await open('c43')
    await ready()
    await field('revenue').fill('1e')
    await save()
    await says('Use a number.')
    expect(sent()).toEqual([])
  })
})

describe('a link typed fast', () => {
  test('takes only what answers the words that stand there now', async () => {
    await open('c50', {owner_id: 'e1'})
    await ready()
    await field('owner_id').fill('')
    await field('owner_id').pressSequentially('l')
    await page.locator('[role=option]').first().waitFor()
    site.slowSearch = 400
    await field('owner_id').press('End')
    await page.keyboard.type('aine')
    await page.keyboard.press('Enter')
    await expect.poll(() => field('owner_id').inputValue()).toBe('Sari Laine')
    await save()
    await says('Saved.')
    expect(sent()).toEqual([{owner_id: 'e2'}])
  })

  test('by its exact name and Tab is taken', async () => {
    site.slowSearch = 300
    await open('c50', {owner_id: 'e1'})
    await ready()
    await field('owner_id').fill('liisa koski')
    await page.keyboard.press('Tab')
    await expect.poll(() => field('owner_id').inputValue()).toBe('Liisa Koski')
    await page.keyboard.press('Control+s')
    await says('Saved.')
    expect(sent()).toEqual([{owner_id: 'e0'}])
  })

  test('by its exact name and saved at once is taken, emptied and saved at once is emptied', async () => {
    await open('c52', {owner_id: 'e1'})
    await ready()
    await field('owner_id').fill('Liisa Koski')
    await page.keyboard.press('Control+s')
    await says('Saved.')
    await field('owner_id').fill('')
    await page.keyboard.press('Control+s')
    await expect.poll(sent).toEqual([{owner_id: 'e0'}, {owner_id: null}])
  })

  test('words that are no choice are refused and stay', async () => {
    await open('c53', {owner_id: 'e1'})
    await ready()
    await field('owner_id').fill('nobody')
    await page.keyboard.press('Tab')
    await save()
    await says('Nothing is called “nobody”')
    expect(await field('owner_id').inputValue()).toBe('nobody')
    expect(sent()).toEqual([])
    await field('owner_id').focus()
    await page.keyboard.press('Escape')
    expect(await field('owner_id').inputValue()).toBe('Antti Mäki')
  })
})

test('a default that was emptied is sent as none', async () => {
  await open('new', {}, {...companySchema, required: ['name']})
  await ready()
  await field('name').fill('Brand new')
  await field('status').selectOption('')
  await save()
  await says('Saved.')
  expect(sent()).toEqual([{name: 'Brand new', status: null}])
})
