/** A day at a form: people type at the pace of hands while checks answer, and somebody else saves the same records. */
import * as fc from 'fast-check'
import type {Browser, Page} from 'playwright-core'
import {expect} from 'vitest'
import {callApi, type WireRow} from '../browser/api-call.ts'
import {openBrowser} from '../browser/open-browser.ts'
import {field, formSays, type Person, saveButton, seat} from '../browser/person.ts'
import {type BuiltServer, startBuilt} from '../built-server.ts'
import {defineProof} from './run/define-proof.ts'

/** `gaps`: milliseconds between keys, used round. */
interface Typing {readonly name: string; readonly text: string; readonly instead: boolean; readonly gaps: readonly number[]}
interface Theirs {readonly name: string; readonly value: string; readonly after: number}
interface Session {readonly typed: readonly Typing[]; readonly theirs: readonly Theirs[]; readonly saveEach: boolean}
interface World {readonly server: BuiltServer; readonly browser: Browser; overtaken: number}

const texts = ['name', 'industry', 'phone', 'address', 'city', 'country', 'notes'] as const
const start: {readonly [name: string]: string | number} = {name: 'Alder', industry: 'Timber', phone: '+358 1', address: 'Quay 1', city: 'Turku', country: 'Finland', notes: 'One.\nTwo.', website: 'https://alder.test', status: 'lost', annual_revenue: 1234.5}

const anyWords = fc.string({unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzäöß東京 .,-\'&<0189'), minLength: 1, maxLength: 14}).filter(text => text.trim() === text)
const anyTyping: fc.Arbitrary<Typing> = fc.tuple(fc.oneof(
  fc.record({name: fc.constantFrom(...texts), text: anyWords}),
  fc.record({name: fc.constant('annual_revenue'), text: fc.integer({min: 0, max: 9_999_999}).map(cents => String(cents / 100))}),
  fc.record({name: fc.constant('website'), text: fc.constantFrom('https://oak.test/a?b=c', 'http://x.test')}),
), fc.boolean(), fc.array(fc.integer({min: 40, max: 180}), {minLength: 3, maxLength: 8})).map(([{name, text}, instead, gaps]) => ({name, text, instead: instead || !texts.includes(name as typeof texts[number]), gaps}))

const anySession: fc.Arbitrary<Session> = fc.record({
  typed: fc.uniqueArray(anyTyping, {minLength: 2, maxLength: 5, selector: ({name}) => name}),
  theirs: fc.array(fc.record({name: fc.constantFrom(...texts), value: anyWords, after: fc.integer({min: 0, max: 4_000})}), {maxLength: 5}),
  saveEach: fc.boolean(),
}).map(({typed, theirs, saveEach}) => ({typed, saveEach, theirs: theirs.filter(one => !typed.some(({name}) => name === one.name)).toSorted((a, b) => a.after - b.after)}))

defineProof<readonly Session[], World>({
  title: 'what a person typed into a form is what is stored, what another saved meanwhile is too, and nothing else has changed',
  share: 1,
  // Of four people each, at work at once.
  cases: 75,
  any: fc.array(anySession, {minLength: 4, maxLength: 4}),
  async open() {
    const [server, browser] = await Promise.all([startBuilt(), openBrowser()])
    return {server, browser, overtaken: 0}
  },
  async close({server, browser}) {
    await browser.close()
    await server.close()
  },
  mustHaveSeen({overtaken}) {
    // Somebody saved while somebody else was typing into the same record.
    expect(overtaken).toBeGreaterThan(0)
  },
  async check(sessions, world) {
    await Promise.all(sessions.map(session => work(session, world)))
  },
})

async function work(session: Session, world: World): Promise<void> {
  const {server, browser} = world
  const {id} = await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', start)
  const person = await seat(browser, server, 'agent')
  person.context.setDefaultTimeout(30_000)
  try {
    await person.open(`/app/companies/${id}`)
    const other = save(session.theirs, id, server)
    await typeAll(session, person)
    world.overtaken += await other
    await saveButton(person.page).click()
    await person.page.locator('ui-dynamic-form .state', {hasText: /^(Saved\.|Nothing has changed\.)$/}).waitFor()
    const {data} = await callApi<WireRow>(server, 'admin', 'GET', `/api/v1/records/company/${id}`)
    expect(data).toEqual(Object.assign({}, start, ...session.theirs.map(({name, value}) => ({[name]: value})), ...session.typed.map(storedOf)))
  } finally {
    await person.context.close()
  }
}

async function typeAll({typed, saveEach}: Session, {page}: Person): Promise<void> {
  for (const one of typed) {
    await field(page, one.name).focus()
    await page.keyboard.press(one.instead ? 'Control+a' : 'Control+End')
    await typeAs(page, one)
    if (!saveEach) continue
    await page.keyboard.press('Control+s')
    await formSays(page, 'Saved.')
  }
}

async function typeAs(page: Page, {text, gaps}: Typing): Promise<void> {
  for (const [index, key] of [...text].entries()) {
    await page.keyboard.type(key)
    await new Promise(done => setTimeout(done, gaps[index % gaps.length]))
  }
}

/** Answers how many were saved. */
async function save(theirs: readonly Theirs[], id: string, server: BuiltServer): Promise<number> {
  const began = Date.now()
  for (const {name, value, after} of theirs) {
    await new Promise(done => setTimeout(done, Math.max(0, began + after - Date.now())))
    await callApi(server, 'manager', 'PATCH', `/api/v1/records/company/${id}`, {[name]: value})
  }
  return theirs.length
}

function storedOf({name, text, instead}: Typing): {readonly [name: string]: string | number} {
  if (name === 'annual_revenue') return {[name]: Number(text)}
  return {[name]: instead ? text : `${String(start[name])}${text}`}
}
