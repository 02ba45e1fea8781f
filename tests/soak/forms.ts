/** The law of forms: nothing is changed that nobody touched, and what is typed into one field changes that one, under any schema. */
import * as fc from 'fast-check'
import type {Browser, Page} from 'playwright-core'
import {expect} from 'vitest'
import type {Json, JsonObject} from '../../schemas/index.ts'
import {formFields} from '../../snippets/form/form-field.ts'
import {openBrowser} from '../browser/open-browser.ts'
import {anySchemaAndRecord} from '../laws/any-record-schema.ts'
import {type Used, formsLive, saveAll, useControl} from './forms/form-hands.ts'
import {type FormOf, type FormsPage, openFormsPage} from './forms/open-forms-page.ts'
import {defineProof} from './run/define-proof.ts'

/** `theirs`: someone else saves meanwhile. */
interface Turn {readonly form: FormOf; readonly place: number; readonly text: string; readonly theirs: boolean}
/** `early`: what is typed is typed before the living forms are there. */
interface Visit {readonly early: boolean; readonly turns: readonly Turn[]}
interface World {readonly site: FormsPage; readonly browser: Browser; sent: number; opened: number}

const anyTurn: fc.Arbitrary<Turn> = fc.record({form: anySchemaAndRecord, place: fc.nat({max: 12}), text: fc.constantFrom('x', '7', ' y\u00a0', 'é', '0,5', '2'), theirs: fc.boolean()})

defineProof<Visit, World>({
  title: 'opening and saving any record under any schema changes nothing, and typing into one field changes that one alone: before the script, with it, and without it',
  share: 1,
  // Of sixteen schemas each.
  cases: 125,
  any: fc.record({early: fc.boolean(), turns: fc.array(anyTurn, {minLength: 16, maxLength: 16})}),
  async open() {
    const [site, browser] = await Promise.all([openFormsPage(), openBrowser()])
    return {site, browser, sent: 0, opened: 0}
  },
  async close({site, browser}) {
    await browser.close()
    await site.close()
  },
  mustHaveSeen({sent, opened}) {
    // Much of what is typed is no value of its field; some is.
    expect(sent).toBeGreaterThan(opened / 20)
  },
  async check({early, turns}, world) {
    const {site, browser} = world
    site.show(turns.map(({form}) => form))
    await withoutScript(browser, site)
    const page = await browser.newPage({viewport: {width: 1000, height: 2000}})
    const thrown: string[] = []
    page.on('pageerror', error => thrown.push(String(error.stack)))
    try {
      const release = site.hold()
      await page.goto(site.url)
      await page.waitForFunction(() => [...document.querySelectorAll('ui-dynamic-form')].every(form => (form as unknown as {hasUpdated?: boolean}).hasUpdated))
      const used: (Used | undefined)[] = []
      if (early) for (const [form, turn] of turns.entries()) used.push(await useControl(page, form, turn.place, turn.text, true))
      release()
      await formsLive(page)
      expect(await page.getByText('No applicable renderer').count()).toBe(0)
      expect(site.written).toEqual([])
      if (!early) await untouchedChangesNothing(page, site)
      if (!early) for (const [form, turn] of turns.entries()) used[form] = await useControl(page, form, turn.place, turn.text, false)
      const before = site.records.map(({data}) => data)
      const theirs = turns.map((turn, form) => (turn.theirs ? theirChange(turn.form, used[form]) : {}))
      for (const [form, change] of theirs.entries()) if (Object.keys(change).length > 0) site.change(form, change)
      site.written.length = 0
      await saveAll(page)
      for (const [form, turn] of turns.entries()) onlyTheFieldChanged(turn, {...before[form], ...theirs[form]}, site.records[form]!.data, used[form])
      world.sent += site.written.length
      world.opened += turns.length
      const written = site.written.length
      await saveAll(page)
      expect(site.written.length).toBe(written)
      expect(thrown).toEqual([])
    } finally {
      await page.close({runBeforeUnload: false})
    }
  },
})

async function untouchedChangesNothing(page: Page, site: FormsPage): Promise<void> {
  expect([...new Set(await saveAll(page))]).toEqual(['Nothing has changed.'])
  expect(site.written).toEqual([])
}

/** Enter in a field is all that could send a form whose button waits for a script. */
async function withoutScript(browser: Browser, site: FormsPage): Promise<void> {
  const page = await browser.newPage({javaScriptEnabled: false})
  const asked: string[] = []
  try {
    await page.goto(site.url)
    page.on('request', request => asked.push(`${request.method()} ${request.url()}`))
    const field = page.locator('ui-dynamic-form input[type="text"]:not([readonly])').first()
    if (await field.count() > 0) await field.press('Enter')
    expect(asked).toEqual([])
    expect(site.written).toEqual([])
  } finally {
    await page.close()
  }
}

/** Another property than the one in use gets another value. */
function theirChange({def, data}: FormOf, used: Used | undefined): JsonObject {
  const mine = used && formFields(def)[used.field]?.name
  const name = Object.keys(data).find(one => one !== mine && typeof data[one] === 'string')
  return name === undefined ? {} : {[name]: `${String(data[name])} theirs`}
}

function onlyTheFieldChanged({form}: Turn, before: JsonObject, after: JsonObject, used: Used | undefined): void {
  const field = used && formFields(form.def)[used.field]
  const changed = changedPaths(before, after, [])
  if (!field) return expect(changed).toEqual([])
  // Within a list, places move.
  const path = (used.path || field.name).split('.')
  const list = path.findIndex(part => /^\d+$/.test(part))
  const edited = used.kind === 'button' || used.kind === 'checkbox' && used.path === '' ? [field.name] : list < 0 ? path : path.slice(0, list)
  expect(changed.filter(one => !startsWith(one, edited) && !startsWith(edited, one))).toEqual([])
}

const startsWith = (path: readonly string[], start: readonly string[]): boolean => start.every((part, index) => path[index] === part)

function changedPaths(before: Json | undefined, after: Json | undefined, path: readonly string[]): readonly (readonly string[])[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (!isObject(before) || !isObject(after)) return [path]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(name => changedPaths(before[name], after[name], [...path, name]))
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
