/** A purge reaches the pages that are open: nothing of the record's text stays in them, but what was typed there. */
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {field, formSays, saveButton} from './person.ts'
import {seats} from './seats.ts'

let server: BuiltServer
let browser: Browser
const sit = seats(() => ({browser, server}))

beforeAll(async () => {
  [server, browser] = await Promise.all([startBuilt(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const word = 'Gurbleflex'
const add = (schema: string, data: object): Promise<WireRow> => callApi(server, 'admin', 'POST', `/api/v1/records/${schema}`, data)
const addCompany = (): Promise<WireRow> => add('company', {name: `A ${word} Ltd`, city: `${word}ville`, notes: `All of ${word},\nin two lines`})
const purge = (id: string): Promise<unknown> => callApi(server, 'admin', 'POST', `/api/v1/records/company/${id}/purge`, {confirm: id})

/** All that the document holds: markup with the text of scripts, shadow roots, templates, and what stands in fields. */
const held = (page: Page): Promise<string> => page.evaluate(() => {
  const within = (root: ParentNode): string => [...root.querySelectorAll('*')].map(element => [
    'value' in element ? String(element.value) : '',
    element.shadowRoot ? element.shadowRoot.innerHTML + within(element.shadowRoot) : '',
    element instanceof HTMLTemplateElement ? element.innerHTML : '',
  ].join('')).join('')
  return document.documentElement.outerHTML + within(document)
})
const holds = async (page: Page): Promise<boolean> => (await held(page)).includes(word)
const valuesOf = (page: Page): Promise<readonly string[]> => Promise.all(['name', 'city', 'notes'].map(name => field(page, name).inputValue()))

test('an open page holds nothing of a purged record, but what was typed into a field of it', async () => {
  const {id} = await addCompany()
  const [reader, typist, grid, chooser] = await Promise.all([sit('readonly'), sit('agent'), sit('agent'), sit('agent')])
  await Promise.all([
    reader.open(`/app/companies/${id}`), typist.open(`/app/companies/${id}`), grid.open(`/app/companies?q=${word.toLowerCase()}`), chooser.open('/app/contacts'),
  ])
  await field(typist.page, 'city').fill('Half-ty')
  const pages = [reader.page, typist.page, grid.page, chooser.page]
  expect(await Promise.all(pages.map(holds))).toEqual([true, true, true, true])

  await purge(id)
  await formSays(typist.page, 'What you typed is still here.')
  await expect.poll(() => Promise.all(pages.map(holds))).toEqual([false, false, false, false])
  expect(await valuesOf(typist.page)).toEqual(['', 'Half-ty', ''])
  await saveButton(typist.page).click()
  await formSays(typist.page, 'not there')
  expect(await valuesOf(typist.page)).toEqual(['', 'Half-ty', ''])
  expect(await held(reader.page)).not.toContain('What you typed')
  expect(await held(reader.page)).toContain('This record is not there')
})

test('the state that the server wrote into the document is not kept there', async () => {
  const {id} = await addCompany()
  const {page, open} = await sit('agent')
  await open(`/app/companies/${id}`)
  expect(await page.evaluate(() => [...document.scripts].map(({text}) => text).join())).toBe('')
  await purge(id)
})
