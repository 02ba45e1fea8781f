/** A developer saves a snippet while its pages are open: on a copy of the project, so that nobody else's build is touched. */
import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {promisify} from 'node:util'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {callApi, type WireRow} from './api-call.ts'
import {openBrowser} from './open-browser.ts'
import {openDesigner} from './open-designer.ts'
import {field, seat, tokenOf, type Person} from './person.ts'

const root = resolve(import.meta.dirname, '../..')
const parts = ['schemas', 'ast', 'snippets', 'runtime', 'server', 'designer', 'esbuild.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json']

let project: string
let server: BuiltServer
let browser: Browser
let person: Person
let page: Page
let id: string

beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), 'espalier-project-')))
  await Promise.all(parts.map(part => cp(join(root, part), join(project, part), {recursive: true})))
  await symlink(join(root, 'node_modules'), join(project, 'node_modules'), 'dir')
  await promisify(execFile)(process.execPath, ['esbuild.config.mjs'], {cwd: project})
  ;[server, browser] = await Promise.all([startBuilt({project, env: {ESPALIER_DEV: '1'}}), openBrowser()])
  id = (await callApi<WireRow>(server, 'admin', 'POST', '/api/v1/records/company', {name: 'Workshop Ltd'})).id
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(project, {recursive: true, force: true})
})
beforeEach(async () => {
  person = await seat(browser, server, 'agent', {viewport: {width: 900, height: 360}})
  page = person.page
  await person.open(`/app/companies/${id}`)
})

/** Saves a snippet's file with one text in it replaced; gives the way back. */
async function save(file: string, was: string, becomes: string): Promise<() => Promise<void>> {
  const path = join(project, 'snippets', file)
  const before = await readFile(path, 'utf8')
  if (!before.includes(was)) throw new Error(`${file} holds no ${was}`)
  await writeFile(path, before.replace(was, () => becomes))
  return () => writeFile(path, before)
}

const heading = (): Promise<string | null> => page.getByRole('heading', {level: 1}).textContent()
/** What the server writes in the heading's place. */
const served = async (): Promise<string> => {
  const html = await (await fetch(`${server.url}/app/companies/${id}`, {headers: {authorization: `Bearer ${await tokenOf(server, 'agent')}`}})).text()
  return html.replace(/<!--[^]*?-->|<style[^]*?<\/style>/g, '').match(/<ui-heading[^]*?<\/ui-heading>/)?.[0].replace(/<[^>]*>/g, '').trim() ?? ''
}

/** What a swap must not touch: what is typed, where the caret stands, how far the page is scrolled, and that it is the same page. */
const state = (): Promise<readonly unknown[]> => page.evaluate(() => {
  const input = document.querySelector('ui-dynamic-form')?.shadowRoot?.querySelector('espalier-json-form')?.shadowRoot?.activeElement as HTMLInputElement | null | undefined
  return [input?.id, input?.value, input?.selectionStart, scrollY, 'here' in window]
})

async function typeHalf(): Promise<readonly unknown[]> {
  await field(page, 'city').pressSequentially('half typed')
  await page.keyboard.press('ArrowLeft')
  await page.evaluate(() => {
    scrollBy(0, 80)
    Object.assign(window, {here: true})
  })
  const now = await state()
  expect(now).toEqual(['field-city', 'half typed', 9, expect.any(Number), true])
  return now
}

describe('saving a snippet', () => {
  test('swaps it into open pages and into what the server writes; what someone types, the caret and the scroll stay', async () => {
    const before = await typeHalf()
    const undo = await save('heading/index.ts', '<h1>${text}</h1>', '<h1>${text}, swapped</h1>')
    await expect.poll(heading, {timeout: 60_000}).toBe('Workshop Ltd, swapped')
    expect(await state()).toEqual(before)
    expect(await served()).toBe('Workshop Ltd, swapped')
    await undo()
    await expect.poll(heading, {timeout: 60_000}).toBe('Workshop Ltd')
    expect([await state(), person.wrongs()]).toEqual([before, []])
  })

  test('swaps the very form that someone is typing in', async () => {
    const before = await typeHalf()
    const undo = await save('dynamic-form/index.ts', 'Discard changes', 'Take it all back')
    await page.getByRole('button', {name: 'Take it all back'}).waitFor({timeout: 60_000})
    expect(await state()).toEqual(before)
    await page.keyboard.type('!')
    expect(await field(page, 'city').inputValue()).toBe('half type!d')
    await undo()
    await page.getByRole('button', {name: 'Discard changes'}).waitFor({timeout: 60_000})
    expect([await field(page, 'city').inputValue(), person.wrongs()]).toEqual(['half type!d', []])
  })

  test('that does not build keeps the version before it, says where it fails, and is swapped once it is repaired', async () => {
    const before = await typeHalf()
    const undo = await save('heading/index.ts', '<h1>${text}</h1>', '<h1>${text</h1>')
    await page.locator('.ui-toast.bad', {hasText: 'snippets/heading/index.ts'}).waitFor({timeout: 60_000})
    expect([await heading(), await state()]).toEqual(['Workshop Ltd', before])
    expect(await served()).toBe('Workshop Ltd')
    expect(server.output()).toContain('what stood before stays')
    await undo()
    const repaired = await save('heading/index.ts', '<h1>${text}</h1>', '<h1>${text}, repaired</h1>')
    await expect.poll(heading, {timeout: 60_000}).toBe('Workshop Ltd, repaired')
    expect([await state(), person.wrongs()]).toEqual([before, []])
    await repaired()
    await expect.poll(heading, {timeout: 60_000}).toBe('Workshop Ltd')
  })

  test('that builds and then throws is contained in its place, and lives again once it is repaired', async () => {
    await typeHalf()
    const undo = await save('heading/index.ts', 'text: string) => html`<h1>', 'text: string) => (text as unknown as {missing: {name: string}}).missing.name + html`<h1>')
    await page.locator('ui-heading .ui-error').waitFor({timeout: 60_000})
    expect(await field(page, 'city').inputValue()).toBe('half typed')
    expect(await served()).toBe('This part could not be shown (heading).')
    await undo()
    await expect.poll(heading, {timeout: 60_000}).toBe('Workshop Ltd')
    expect(await field(page, 'city').inputValue()).toBe('half typed')
  })
})

describe('the snippet that README.md prints', () => {
  test('saved as it stands it is typed, built, in the palette of an open designer, drawn by the server and living on pages', async () => {
    const [, source] = /```ts\n([^]*?)```/.exec(await readFile(join(root, 'README.md'), 'utf8'))!
    const designer = await openDesigner(browser, server.url)
    await designer.newScreen('Badges')
    await mkdir(join(project, 'snippets/badge'))
    await writeFile(join(project, 'snippets/badge/index.ts'), source!)
    await designer.tile('badge').waitFor({timeout: 60_000})
    await designer.tile('badge').click()
    await designer.page.locator('.page ui-badge').getByText('New').waitFor()
    await designer.page.getByRole('group', {name: 'tone'}).getByText('warn').click()
    await designer.saved()
    await designer.page.getByRole('button', {name: 'Publish', exact: true}).click()
    await designer.page.locator('dialog').getByRole('button', {name: 'Publish'}).click()
    await designer.page.getByText(/release \d+ is live/).waitFor()
    expect(designer.trouble).toEqual([])
    await designer.context.close()

    const written = await (await fetch(`${server.url}/app/badges`, {headers: {authorization: `Bearer ${await tokenOf(server, 'agent')}`}})).text()
    expect(written.replace(/<!--[^]*?-->|<style[^]*?<\/style>/g, '').match(/<ui-badge[^]*?<\/ui-badge>/)?.[0]).toContain('<span class="badge warn">New</span>')
    await person.open('/app/badges')
    expect(await page.locator('ui-badge .badge').evaluate(badge => getComputedStyle(badge).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)')
    expect(person.wrongs()).toEqual([])
    await writeFile(join(project, 'tsconfig.badge.json'), JSON.stringify({extends: './tsconfig.json', include: ['snippets/badge']}))
    const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.badge.json', '--pretty', 'false']
    const typed = await promisify(execFile)(process.execPath, tsc, {cwd: project}).catch((error: {readonly stdout: string}) => error)
    expect(typed.stdout).toBe('')
  }, 90_000)
})
