/** Snippets are changed, built and deployed, while releases and open pages still name what was built before. On copies of the project. */
import {execFile} from 'node:child_process'
import {readFile, rm, writeFile} from 'node:fs/promises'
import {join, resolve} from 'node:path'
import {promisify} from 'node:util'
import {build as esbuild} from 'esbuild'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {PageState} from '../../runtime/page.ts'
import {hashOfBuild, type CurrentBuilds} from '../../server/builds/index.ts'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {buildProject, changeFile, copyProject} from '../copy-project.ts'
import {copyDemo} from '../demo-data.ts'
import type {DrawAsk} from './draw-kept.ts'

const stat = 'snippets/stat/index.ts'
const drawn = '<dd class="number">'
const drawnIn = (round: number): string => `<dd class="number round-${round}">`
const root = resolve(import.meta.dirname, '../..')
let project: string

beforeAll(async () => {
  project = await copyProject()
  await buildProject(project)
})
afterAll(() => rm(project, {recursive: true, force: true}))

interface BuiltManifest {readonly builds: CurrentBuilds}

const buildsIn = async (folder: string): Promise<CurrentBuilds> => (JSON.parse(await readFile(join(folder, 'dist/manifest.json'), 'utf8')) as BuiltManifest).builds

async function hashesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const {snippets, pages} = await buildsIn(folder)
  return {...Object.fromEntries(snippets.map(build => [build.name, hashOfBuild(build)])), pages: hashOfBuild(pages)}
}

const differing = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): readonly string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(name => a[name] !== b[name])

describe('the hash of a snippet', () => {
  test('is the same for the same sources, whatever the folder, and whether the packages are there or linked to', async () => {
    const other = await copyProject('deeper/down')
    try {
      await buildProject(other)
      expect(await hashesIn(other)).toEqual(await hashesIn(project))
      expect(await hashesIn(root)).toEqual(await hashesIn(project))
    } finally {
      await rm(join(other, '../..'), {recursive: true, force: true})
    }
  })

  test('is another for what is changed in it, or in what it draws with, and for no other snippet', async () => {
    const before = await hashesIn(project)
    const undo = [await changeFile(project, stat, drawn, drawnIn(0))]
    try {
      await buildProject(project)
      expect(differing(before, await hashesIn(project))).toEqual(['stat', 'pages'])
      // The server's own code is no part of it.
      undo.push(await changeFile(project, 'server/start.ts', 'Ctrl-C stops it.', 'Stop it by Ctrl-C.'))
      undo.push(await changeFile(project, 'snippets/safe-href.ts', `'tel'`, `'tel', 'sip'`))
      await buildProject(project)
      expect(differing(before, await hashesIn(project))).toEqual(expect.arrayContaining(['link', 'button', 'data-grid', 'stat']))
      expect(differing(before, await hashesIn(project))).not.toEqual(expect.arrayContaining(['text']))
    } finally {
      for (const back of undo) await back()
      await buildProject(project)
    }
    expect(await hashesIn(project)).toEqual(before)
  })
})

describe('after three builds, each with a changed snippet and a restart', () => {
  let server: BuiltServer
  let dataFolder: string
  let first: Readonly<Record<string, string>>
  /** Of the page that was open before: what it loads, and what that was. */
  let loaded: ReadonlyMap<string, string>
  let state: PageState
  let html: string
  let undo: () => Promise<void>

  async function signIn(): Promise<string> {
    const response = await fetch(`${server.url}/login`, {method: 'POST', redirect: 'manual', body: new URLSearchParams({demo: 'admin@demo.test', next: '/app'})})
    return response.headers.get('set-cookie')!.split(';')[0]!
  }

  async function read(path: string, accept: string): Promise<string> {
    const response = await fetch(server.url + path, {headers: {accept, cookie: await signIn()}})
    expect(response.status).toBe(200)
    return response.text()
  }

  const bytesAt = async (path: string): Promise<string> => {
    const response = await fetch(server.url + path)
    expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 200, 'public, max-age=31536000, immutable'])
    return response.text()
  }

  const releases = async (): Promise<readonly {readonly number: number; readonly snippets?: Readonly<Record<string, string>>}[]> =>
    (JSON.parse(await read('/api/v1/records/release?sort=number', 'application/json')) as {readonly items: readonly {readonly data: {readonly number: number}}[]}).items.map(({data}) => data)

  beforeAll(async () => {
    dataFolder = join(project, 'data')
    await copyDemo(dataFolder)
    server = await startBuilt({project, dataFolder})
    first = (await releases())[0]!.snippets!
    state = JSON.parse(await read('/app', 'application/vnd.espalier.page+json')) as PageState
    html = await read('/app', 'text/html')
    // What it names itself, and what its scripts load on demand.
    const urls = new Set([...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, url]) => url!))
    expect(urls.size).toBeGreaterThan(15)
    for (const path of Object.keys((await buildsIn(project)).pages.files)) urls.add(`/assets/${path}`)
    loaded = new Map(await Promise.all([...urls].map(async url => [url, await bytesAt(url)] as const)))
    undo = () => Promise.resolve()
    for (const round of [1, 2, 3]) {
      await undo()
      undo = await changeFile(project, stat, drawn, drawnIn(round))
      await server.end()
      await buildProject(project)
      server = await startBuilt({project, dataFolder})
    }
  })
  afterAll(async () => {
    await server.close()
    await undo()
  })

  test('a release names the hash of each snippet that stands in it', async () => {
    expect(Object.keys(first)).toEqual(expect.arrayContaining(['app-frame', 'data-grid', 'heading', 'stat']))
    for (const hash of Object.values(first)) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(first['stat']).not.toBe((await hashesIn(project))['stat'])
  })

  test('the page that was open before loads what it named, byte for byte', async () => {
    const script = new URL(state.scripts['stat']!, server.url).pathname
    expect([...loaded.keys()]).toEqual(expect.arrayContaining([script]))
    expect(loaded.size).toBe(Object.keys((await buildsIn(project)).pages.files).length)
    // The build folder has it no longer.
    await expect(readFile(join(project, 'dist/public', script.slice('/assets/'.length)))).rejects.toThrow('ENOENT')
    for (const [url, text] of loaded) expect([url, await bytesAt(url) === text]).toEqual([url, true])
  })

  test('the build that the first release names loads by its hash, and draws what it drew', async () => {
    const ask: DrawAsk = {project, dataFolder, hashes: first, state, nonce: /<style nonce="([^"]+)" data-snippet>/.exec(html)![1]!}
    // Lit's own build for production, as on the server, not the one that tests load.
    const script = join(project, 'draw-kept.mjs')
    await esbuild({entryPoints: [join(import.meta.dirname, 'draw-kept.ts')], outfile: script, bundle: true, format: 'esm', platform: 'node', packages: 'external'})
    const {stdout} = await promisify(execFile)(process.execPath, [script, JSON.stringify(ask)], {maxBuffer: 10_000_000})
    expect(stdout).toContain(drawn)
    expect(html).toContain(stdout)
    const now = await read('/app', 'text/html')
    expect([html.includes(drawn), now.includes(drawn), now.includes(drawnIn(3))]).toEqual([true, false, true])
  })

  test('a damaged file of it is said, and the server goes on', async () => {
    const {files, script} = (JSON.parse(await readFile(join(dataFolder, 'builds/content', `${first['stat']}.build`), 'utf8')) as CurrentBuilds['snippets'][number])
    const path = join(dataFolder, 'builds/content', `${files[script]}.js`)
    await server.end()
    await writeFile(path, 'alert(1)')
    server = await startBuilt({project, dataFolder})
    expect((await fetch(`${server.url}/assets/${script}`)).status).toBe(404)
    expect(server.output()).toContain(`${path}: expected the bytes that its name is the hash of`)
    await writeFile(path, loaded.get(`/assets/${script}`)!)
    expect(await bytesAt(`/assets/${script}`)).toBe(loaded.get(`/assets/${script}`))
  })
})
