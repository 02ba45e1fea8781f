/** A developer saves a snippet that does not come back: on a copy of the project, so that nobody else's build is touched. */
import {rm} from 'node:fs/promises'
import {afterAll, beforeAll, expect, onTestFinished, test} from 'vitest'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {buildProject, changeFile, copyProject} from '../copy-project.ts'

let project: string
let server: BuiltServer
let cookie: string

beforeAll(async () => {
  project = await copyProject()
  await buildProject(project)
  server = await startBuilt({project, env: {ESPALIER_DEV: '1'}})
  cookie = await signIn()
})
afterAll(async () => {
  await server?.close()
  await rm(project, {recursive: true, force: true})
})

async function signIn(): Promise<string> {
  const response = await fetch(`${server.url}/login`, {method: 'POST', redirect: 'manual', body: new URLSearchParams({demo: 'admin@demo.test', next: '/app'})})
  return response.headers.get('set-cookie')!.split(';')[0]!
}

async function page(path: string): Promise<{readonly status: number; readonly text: string; readonly scripts: readonly string[]}> {
  const response = await fetch(`${server.url}/app${path}`, {headers: {cookie, accept: 'text/html'}, signal: AbortSignal.timeout(30_000)})
  const html = await response.text()
  const state = JSON.parse(/id="page-state">(.*?)<\/script>/s.exec(html)?.[1] ?? '{"scripts":{}}') as {readonly scripts: object}
  return {status: response.status, scripts: Object.keys(state.scripts), text: html.replace(/<script[^]*?<\/script>|<style[^]*?<\/style>|<!--[^]*?-->/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}
}

/** Saves the file of the stat with one text replaced; gives the way back, which is also taken when the test ends. */
async function save(was: string, becomes: string): Promise<() => Promise<void>> {
  printed = server.output().length
  const undo = await changeFile(project, 'snippets/stat/index.ts', was, becomes)
  onTestFinished(undo)
  return undo
}

/** What the server printed since the file was saved. */
let printed = 0
const saidSince = (): string => server.output().slice(printed)

const home = '/'
const words = /The snippet (?:"|&quot;)stat(?:"|&quot;) was not done drawing after 2 s and was stopped: is there an endless loop\? Mend snippets\/stat and save it/

async function healed(undo: () => Promise<void>): Promise<void> {
  await undo()
  await expect.poll(async () => (await page(home)).text).not.toMatch(/The snippet|could not be shown/)
  expect((await page(home)).scripts).toContain('stat')
}

test('a render that loops: its place says so, names it and the deadline, the rest of the page and other pages go on, and a mended file heals it', async () => {
  expect((await page(home)).scripts).toContain('stat')
  const undo = await save('render: ', 'render: () => { for (;;); }, was: ')
  await expect.poll(saidSince).toMatch(/snippets: stat failed.*was not done drawing after 2 s/)
  const other = page('/companies')
  const broken = await page(home)
  expect([broken.status, broken.text]).toEqual([200, expect.stringMatching(words)])
  expect(broken.scripts).not.toContain('stat')
  expect(broken.text).toContain('Companies')
  expect((await other).status).toBe(200)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  await healed(undo)
})

test('a render that loops for the first page that is drawn after a start', async () => {
  await server.close()
  const undo = await save('render: ', 'render: () => { for (;;); }, was: ')
  await buildProject(project)
  server = await startBuilt({project, env: {ESPALIER_DEV: '1'}})
  cookie = await signIn()
  const broken = await page(home)
  expect([broken.status, broken.text]).toEqual([200, expect.stringMatching(words)])
  expect(broken.scripts).not.toContain('stat')
  await healed(undo)
})

test('a render that allocates for ever', async () => {
  await page(home)
  const undo = await save('render: ', 'render: () => { const all: unknown[] = []; for (;;) all.push({n: all.length, list: [1, 2, 3, all.length]}) }, was: ')
  await expect.poll(saidSince).toMatch(/snippets: stat failed.*(?:took more than 256 MB|not done drawing)/)
  expect((await page(home)).text).toMatch(/was stopped/)
  expect((await page('/companies')).status).toBe(200)
  await healed(undo)
})

test('a render that ends the process ends only its own place', async () => {
  await page(home)
  const undo = await save('render: ', 'render: () => process.exit(3), was: ')
  await expect.poll(saidSince).toMatch(/snippets: stat failed.*ended the thread/)
  expect((await page(home)).text).toMatch(/ended the thread that was drawing it/)
  await healed(undo)
})

test('a module that loops when it is imported', async () => {
  await page(home)
  const undo = await save('export default', 'for (let n = 0; n >= 0;) n = 0\nexport default')
  await expect.poll(saidSince).toMatch(/snippets: stat failed.*not done loading after 2 s/)
  const broken = await page(home)
  expect([broken.status, broken.text]).toEqual([200, expect.stringMatching(/stat.*not done loading after 2 s/)])
  expect((await page('/companies')).status).toBe(200)
  await healed(undo)
})

test('a module that throws when it is imported keeps the version before it', async () => {
  const before = (await page(home)).text
  const undo = await save('export default', 'if (Date.now() > 0) throw new Error("not today")\nexport default')
  await expect.poll(saidSince).toMatch(/snippets: stat failed, what stood before stays: not today/)
  expect((await page(home)).text).toBe(before)
  await healed(undo)
})
