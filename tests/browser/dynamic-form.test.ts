import type {Browser, Locator, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {runAxe} from './run-axe.ts'
import {openScreenReader, type ScreenReader} from './screen-reader.ts'
import {companySchema} from './snippet-site/sample-companies.ts'
import {openSnippetSite, type SnippetSite} from './snippet-site/open-snippet-site.ts'

let browser: Browser
let site: SnippetSite
let page: Page
let reader: ScreenReader
let said: string[]

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSnippetSite()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(() => {
  said = []
  site.held = Promise.resolve()
  site.written.length = 0
  site.acted.length = 0
})
afterEach(() => page.close({runBeforeUnload: false}))

async function open(path: string, theme: 'light' | 'dark' = 'light'): Promise<void> {
  page = await browser.newPage({viewport: {width: 1280, height: 1000}, colorScheme: theme})
  reader = await openScreenReader(page)
  // There is no live line here, and refusals are wanted.
  page.on('console', message => message.type() === 'error' && !/WebSocket|status of 4/.test(message.text()) && said.push(message.text()))
  page.on('pageerror', error => said.push(error.message))
  await page.addInitScript(() => {
    Object.assign(window, {shift: 0})
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) (window as unknown as {shift: number}).shift += (entry as unknown as {value: number}).value
    }).observe({type: 'layout-shift', buffered: true})
  })
  await page.goto(site.url + path)
}

const ready = (): Promise<void> => page.locator('espalier-json-form').waitFor()
const field = (name: string): Locator => page.locator(`espalier-json-form #field-${name}`)
const save = (): Promise<void> => page.locator('ui-dynamic-form button[type=submit]').click()
const says = (text: string): Promise<void> => page.locator('ui-dynamic-form', {hasText: text}).waitFor()
const refresh = (): Promise<boolean> => page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: location.href}})))
const active = (): Promise<readonly unknown[]> => page.evaluate(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return [element?.id, (element as HTMLInputElement | null)?.selectionStart]
})

describe('before the living form has loaded', () => {
  test('what is typed, ticked and chosen is carried over, with focus and caret, and nothing moves', async () => {
    const script = gate()
    site.held = script.passed
    await open('/app/companies/c1')
    await page.locator('#field-name').press('Home')
    await page.keyboard.type('New ')
    await page.locator('#field-status').selectOption('lost')
    await page.locator('#field-active').check()
    await page.locator('#field-notes').click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('Hi! ')
    expect(await page.locator('espalier-json-form').count()).toBe(0)
    script.open()
    await ready()
    expect(await active()).toEqual(['field-notes', 4])
    await page.keyboard.type('there ')
    expect(await field('name').inputValue()).toBe('New Birch Foods')
    expect(await field('status').inputValue()).toBe('lost')
    expect(await field('active').isChecked()).toBe(true)
    expect(await field('notes').inputValue()).toBe('Hi! there Met at the fair.\nCall in spring.')
    expect(await page.evaluate(() => (window as unknown as {shift: number}).shift)).toBeLessThan(0.001)
    expect(said).toEqual([])
  })

  test('words typed into a link go on as a search', async () => {
    const script = gate()
    site.held = script.passed
    await open('/app/companies/c1')
    await page.locator('#field-owner_id').fill('sari')
    script.open()
    await ready()
    await page.getByRole('option', {name: 'Sari Laine'}).click()
    expect(await field('owner_id').inputValue()).toBe('Sari Laine')
  })
})

describe('saving', () => {
  test('sends only what changed, against the revision it was read at', async () => {
    await open('/app/companies/c2')
    await ready()
    await field('city').fill('Oulu')
    await field('staff').fill('')
    await page.keyboard.press('Control+s')
    await says('Saved.')
    expect(site.written.map(({method, body, headers}) => [method, body, headers['if-match']])).toEqual([['PATCH', {city: 'Oulu', staff: null}, '"1"']])
  })

  test('an unchanged instant keeps its seconds, a changed one is sent in UTC', async () => {
    await open('/app/companies/c3')
    await ready()
    expect(await field('next_call').inputValue()).toBe('2024-06-01T12:30')
    await field('next_call').fill('2024-06-01T12:45')
    await field('next_call').fill('2024-06-01T12:30')
    await save()
    await says('Nothing has changed.')
    await field('next_call').fill('2024-06-02T08:00')
    await save()
    await says('Saved.')
    expect(site.written.at(-1)?.body).toEqual({next_call: '2024-06-02T05:00:00Z'})
  })

  test('errors stand at their fields and in a summary, and the first field gets the focus', async () => {
    await open('/app/companies/c4')
    await ready()
    await field('name').fill('')
    await field('staff').fill('many')
    await field('email').fill('x')
    await page.keyboard.press('Enter')
    await says('3 fields need attention')
    expect(await active()).toEqual(['field-name', 0])
    expect(await field('staff').getAttribute('aria-invalid')).toBe('true')
    expect(await runAxe(page)).toEqual([])
    expect(site.written).toEqual([])
  })

  test('what the server refuses stands at its field until the field changes', async () => {
    await open('/app/companies/c5')
    await ready()
    await field('name').fill('Taken')
    await save()
    await page.locator('espalier-json-form', {hasText: 'Another company is called “Taken”.'}).waitFor()
    await field('name').fill('Free')
    expect(await page.locator('ui-dynamic-form').getByText('Another company').count()).toBe(0)
  })

  test('a new record is sent once, with a key of its own, and says that it was made', async () => {
    await open('/app/companies/new')
    await ready()
    await field('name').fill('Brand new')
    await field('revenue').fill('1,234.50')
    await page.keyboard.press('Enter')
    await says('Saved.')
    expect(site.written).toHaveLength(1)
    expect(site.written[0]?.body).toEqual({name: 'Brand new', status: 'prospect', revenue: 1234.5})
    expect(site.written[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    expect(site.acted[0]).toMatchObject({event: 'created', payload: {id: site.companies.at(-1)!.id}})
  })

  test('leaving with unsaved changes is asked about, leaving without is not', async () => {
    await open('/app/companies/c6')
    await ready()
    const asked: string[] = []
    page.on('dialog', dialog => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await field('city').fill('Oulu')
    await page.evaluate(() => location.assign('/app/companies'))
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await save()
    await says('Saved.')
    await page.evaluate(() => location.assign('/app/companies'))
    await page.waitForURL(/companies$/)
    expect(asked).toHaveLength(1)
  })
})

describe('while others change the same record', () => {
  test('untouched fields follow and typing goes on, character for character', async () => {
    await open('/app/companies/c7')
    await ready()
    await field('name').press('End')
    const words = ' the quick brown fox jumps over the lazy dog'
    const typing = page.keyboard.type(words, {delay: 12})
    for (let round = 0; round < 10; round++) {
      site.change('c7', {city: `City ${round}`})
      await refresh()
      await page.waitForTimeout(40)
    }
    await typing
    await expect.poll(() => field('city').inputValue()).toBe('City 9')
    expect(await field('name').inputValue()).toBe(`Oak Foods${words}`)
    expect(said).toEqual([])
  })

  test('changes to other fields are merged and saved without a word', async () => {
    await open('/app/companies/c8')
    await ready()
    site.change('c8', {city: 'Rovaniemi'})
    await field('staff').fill('77')
    await save()
    await says('Saved.')
    expect(site.companies.find(({id}) => id === 'c8')?.data).toMatchObject({city: 'Rovaniemi', staff: 77})
    expect(await field('city').inputValue()).toBe('Rovaniemi')
  })

  test('changes to the same field are shown: mine can be kept, theirs taken', async () => {
    await open('/app/companies/c9')
    await ready()
    site.change('c9', {name: 'Theirs', city: 'Their city'})
    await field('name').fill('Mine')
    await field('city').fill('My city')
    await save()
    await says('Not saved yet')
    expect(await field('name').inputValue()).toBe('Mine')
    expect(await runAxe(page)).toEqual([])
    await page.getByRole('button', {name: 'Take theirs for Name'}).click()
    await page.getByRole('button', {name: 'Keep mine for City'}).click()
    await save()
    await says('Saved.')
    expect(site.companies.find(({id}) => id === 'c9')?.data).toMatchObject({name: 'Theirs', city: 'My city'})
  })

  test('a record that goes away leaves what was typed', async () => {
    await open('/app/companies/c10')
    await ready()
    await field('city').fill('Half-ty')
    site.companies.splice(site.companies.findIndex(({id}) => id === 'c10'), 1)
    await refresh()
    await says('What you typed is still here.')
    expect(await field('city').inputValue()).toBe('Half-ty')
    expect(await field('name').inputValue()).toBe('')
  })

  test('a record that goes away before anything was typed goes from the form, and comes back to it', async () => {
    await open('/app/companies/c40')
    await ready()
    const name = await field('name').inputValue()
    const [record] = site.companies.splice(site.companies.findIndex(({id}) => id === 'c40'), 1)
    await refresh()
    await says('not there')
    expect([await page.locator('ui-dynamic-form form').count(), await page.locator('ui-dynamic-form').textContent()]).toEqual([0, expect.not.stringContaining('What you typed')])
    site.companies.push(record!)
    await refresh()
    await ready()
    expect(await field('name').inputValue()).toBe(name)
    await field('city').fill('Back')
    await save()
    await says('Saved.')
    expect(site.written.at(-1)?.body).toEqual({city: 'Back'})
  })

  test('what was typed comes together with a record that comes back, and nothing else is changed', async () => {
    await open('/app/companies/c41')
    await ready()
    const name = await field('name').inputValue()
    await field('city').fill('Kept')
    const [record] = site.companies.splice(site.companies.findIndex(({id}) => id === 'c41'), 1)
    await refresh()
    await says('What you typed is still here.')
    site.companies.push(record!)
    await refresh()
    await expect.poll(() => field('name').inputValue()).toBe(name)
    expect(await field('city').inputValue()).toBe('Kept')
    await save()
    await says('Saved.')
    expect(site.written.at(-1)?.body).toEqual({city: 'Kept'})
  })
})

describe('a link', () => {
  test('is found by typing, chosen with the keyboard, and falls back when nothing is chosen', async () => {
    await open('/app/companies/c11')
    await ready()
    const owner = field('owner_id')
    await owner.click()
    await page.locator('[role=option]').first().waitFor()
    expect(await runAxe(page)).toEqual([])
    await owner.fill('liisa')
    await page.getByRole('option', {name: 'Liisa Koski', selected: true}).waitFor()
    await page.keyboard.press('Enter')
    expect(await owner.inputValue()).toBe('Liisa Koski')
    await owner.fill('nobody')
    await page.getByText('No match.').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await owner.inputValue()).toBe('Liisa Koski')
    await save()
    await says('Saved.')
    expect(site.written.at(-1)?.body).toEqual({owner_id: 'e0'})
  })
})

test.each(['light', 'dark'] as const)('nothing stands in anyone’s way (%s)', async theme => {
  await open('/app/companies/c12', theme)
  await ready()
  expect(await runAxe(page)).toEqual([])
})

/** By keyboard alone: what a press leaves the focus at, once it is somewhere. */
async function press(name: string, key = 'Enter'): Promise<void> {
  await page.getByRole('button', {name, exact: true}).focus()
  await page.keyboard.press(key)
}
const focusIs = async (name: string, within: string): Promise<void> => {
  await expect.poll(async () => (await reader.focus()).name).toBe(name)
  expect((await reader.focus()).within).toContain(within)
}

describe('by keyboard', () => {
  test('the question whether to archive has the focus, and gives it back', async () => {
    await open('/app/companies/c13')
    await ready()
    await press('Archive')
    await focusIs('Keep it', 'Archive this company?')
    expect(await runAxe(page)).toEqual([])
    await page.keyboard.press('Enter')
    await focusIs('Archive', 'Company')
    await page.keyboard.press('Enter')
    await focusIs('Keep it', 'Archive this company?')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await says('This record is archived')
    await focusIs('Name', 'Company')
    expect(site.companies.find(({id}) => id === 'c13')?.state).toBe('archived')
  })

  test('changes that are discarded leave it at what saves the next ones', async () => {
    await open('/app/companies/c14')
    await ready()
    await field('city').fill('Oulu')
    await press('Discard changes')
    await focusIs('Save', 'Company')
    expect(await field('city').inputValue()).toBe('Turku')
  })

  test('fields that others changed too are settled one after the other, and then there is Save', async () => {
    await open('/app/companies/c15')
    await ready()
    site.change('c15', {name: 'Theirs', city: 'Their city', staff: 1})
    await field('name').fill('Mine')
    await field('city').fill('My city')
    await field('staff').fill('2')
    await reader.heard()
    await save()
    await page.getByRole('button', {name: 'Take theirs for Name'}).waitFor()
    expect((await reader.heard()).filter(words => !words.startsWith('Saving'))).toEqual(['Someone else changed fields that you changed too. Yours stand in the form.', 'Not saved yet.'])
    await press('Take theirs for Name')
    await focusIs('Take theirs for Staff', 'Changed by someone else')
    await page.keyboard.press('Enter')
    await focusIs('Take theirs for City', 'Changed by someone else')
    await press('Keep mine for City')
    await focusIs('Save', 'Company')
  })

  test('the same refusal is said each time, once', async () => {
    await open('/app/companies/c16')
    await ready()
    await field('name').fill('')
    await page.keyboard.press('Enter')
    await says('One field needs attention')
    await reader.heard()
    for (const attempt of [1, 2]) {
      await page.keyboard.press('Enter')
      expect([attempt, (await reader.heard()).filter(words => words.includes('needs attention'))]).toEqual([attempt, [expect.stringContaining('One field needs attention')]])
    }
    await field('name').fill('Alder')
    await reader.heard()
    await field('name').press('x')
    expect(await reader.heard()).toEqual([])
    await page.keyboard.press('Enter')
    await says('Saved.')
    for (const attempt of [1, 2]) {
      await reader.heard()
      await page.keyboard.press('Enter')
      expect([attempt, await reader.heard()]).toEqual([attempt, ['Nothing has changed.']])
    }
    await page.route('**/api/v1/records/**', route => route.abort())
    await field('name').fill('Unsent')
    for (const attempt of [1, 2]) {
      await reader.heard()
      await page.keyboard.press('Enter')
      await says('could not be reached')
      expect([attempt, (await reader.heard()).filter(words => words.includes('reached')).length]).toEqual([attempt, 1])
    }
  })

  test('an item of a list keeps the focus where it goes, its neighbour has it when it goes away, and its first field when it is new', async () => {
    site.def = {...companySchema, properties: {...companySchema.properties, stops: {type: 'array', title: 'Stops', items: {type: 'object', properties: {place: {type: 'string'}, night: {type: 'boolean'}}}}}}
    site.change('c17', {stops: ['Oslo', 'Bergen', 'Vaasa', 'Turku'].map(place => ({place}))})
    try {
      await open('/app/companies/c17')
      await ready()
      await reader.heard()
      const places = (): Promise<readonly string[]> => page.locator('espalier-json-form .entry input[type="text"]').evaluateAll(inputs => inputs.map(input => (input as HTMLInputElement).value))
      const after = async (what: string): Promise<readonly string[]> => {
        expect((await reader.heard()).filter(words => words !== 'Not saved yet.')).toEqual([what])
        return places()
      }
      await press('Move Stops 3 up')
      await focusIs('Move Stops 2 up', 'Stops 2')
      expect(await after('Stops 3 is now 2 of 4.')).toEqual(['Oslo', 'Vaasa', 'Bergen', 'Turku'])
      await page.keyboard.press('Enter')
      await focusIs('Move Stops 1 down', 'Stops 1')
      expect(await after('Stops 2 is now 1 of 4.')).toEqual(['Vaasa', 'Oslo', 'Bergen', 'Turku'])
      await page.keyboard.press('Enter')
      await focusIs('Move Stops 2 down', 'Stops 2')
      expect(await after('Stops 1 is now 2 of 4.')).toEqual(['Oslo', 'Vaasa', 'Bergen', 'Turku'])
      await press('Remove Stops 1')
      await focusIs('Remove Stops 1', 'Stops 1')
      expect(await after('Stops 1 of 4 is removed.')).toEqual(['Vaasa', 'Bergen', 'Turku'])
      await press('Remove Stops 3')
      await focusIs('Remove Stops 2', 'Stops 2')
      expect(await after('Stops 3 of 3 is removed.')).toEqual(['Vaasa', 'Bergen'])
      await page.getByRole('button', {name: 'Add to Stops'}).press('Enter')
      await focusIs('Place', 'Stops 3')
      expect(await after('Stops 3 is added.')).toEqual(['Vaasa', 'Bergen', ''])
      await page.keyboard.type('Kemi')
      expect(await places()).toEqual(['Vaasa', 'Bergen', 'Kemi'])
      for (const rest of [2, 1, 0]) {
        await press('Remove Stops 1')
        await focusIs(rest > 0 ? 'Remove Stops 1' : 'Add to Stops', 'Stops')
      }
      expect(await runAxe(page)).toEqual([])
    } finally {
      site.def = companySchema
    }
  })

  test('others who archive the record leave it in the form', async () => {
    await open('/app/companies/c18')
    await ready()
    await field('status').focus()
    site.archive('c18')
    await refresh()
    await says('This record is archived')
    await expect.poll(async () => (await reader.focus()).within).toContain('Company')
  })
})

test('on paper every line of a note is there, and every letter of a name', async () => {
  const lines = Array.from({length: 40}, (_, line) => `Line ${line + 1} of what was said at the fair.`)
  const name = `${'A very long name of a company '.repeat(6)}Ltd`
  site.change('c19', {notes: lines.join('\n'), name})
  await open('/app/companies/c19')
  const cut = (): Promise<boolean> => page.evaluate(() => {
    const form = document.querySelector('ui-dynamic-form')!.shadowRoot!
    const notes = (form.querySelector('espalier-json-form')?.shadowRoot ?? form).querySelector('#field-notes')!
    return notes.scrollHeight > notes.clientHeight + 1
  })
  await ready()
  await page.emulateMedia({media: 'print'})
  expect(await cut()).toBe(false)
  const printed = await page.locator('espalier-json-form .field', {has: page.locator('#field-name')}).evaluate(of => [getComputedStyle(of, '::after').content, of.querySelector('input')!.checkVisibility()])
  expect(printed).toEqual([JSON.stringify(name), false])
})
