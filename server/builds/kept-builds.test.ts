import {spawn} from 'node:child_process'
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {hashOfBuild, openKeptBuilds, type CurrentBuilds, type KeptBuilds, type SnippetBuild} from './index.ts'
import {sha256} from './content-folder.ts'

const day = 24 * 60 * 60 * 1_000
let base: string
let folder: string
let dist: string
let time: number
let errors: unknown[]
let kept: KeptBuilds

const open = (): KeptBuilds => openKeptBuilds({folder, dist, now: () => time, onError: error => void errors.push(error)})

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'espalier-kept-'))
  folder = join(base, 'builds')
  dist = join(base, 'dist')
  time = Date.parse('2026-01-01T00:00:00Z')
  errors = []
  kept = open()
})
afterEach(() => rm(base, {recursive: true, force: true}))

/** Writes the build folder anew, as the build does, with these snippets; all share a chunk. */
async function build(codes: Readonly<Record<string, string>>, client = 'client'): Promise<CurrentBuilds> {
  await rm(dist, {recursive: true, force: true})
  const write = async (path: string, text: string): Promise<string> => {
    const file = join(dist, path)
    await mkdir(join(file, '..'), {recursive: true})
    await writeFile(file, text)
    return sha256(text)
  }
  const asset = async (name: string, text: string): Promise<readonly [string, string]> => {
    const path = `${name}-${sha256(text).slice(0, 8)}.js`
    return [path, await write(`public/${path}`, text)]
  }
  const shared = await asset('chunks/shared', 'export const shared = 1')
  const snippets: SnippetBuild[] = []
  for (const [name, code] of Object.entries(codes)) {
    const [script, hash] = await asset(`snippets/${name}`, `// for browsers: ${code}`)
    snippets.push({kind: 'snippet', name, server: await write(`server/kept/${name}.js`, `export default {name: '${name}', title: '${code}'}`), script, files: Object.fromEntries([shared, [script, hash]])})
  }
  const files = Object.fromEntries([shared, await asset('client', client), ...snippets.map(({script, files: own}) => [script, own[script]!] as const)])
  return {snippets, pages: {kind: 'pages', files}}
}

const hashIn = ({snippets}: CurrentBuilds, name: string): string => hashOfBuild(snippets.find(one => one.name === name)!)
const pathIn = ({pages}: CurrentBuilds, start: string): string => Object.keys(pages.files).find(path => path.startsWith(start))!
const titleOf = async (name: string, hash: string): Promise<string | undefined> => {
  const url = await kept.findModule(name, hash)
  return url && ((await import(/* @vite-ignore */ url)) as {readonly default: {readonly title: string}}).default.title
}
const contents = (): Promise<readonly string[]> => readdir(join(folder, 'content'))
const named = (...hashes: readonly string[]) => () => Promise.resolve(new Set(hashes))

describe('a build that is kept', () => {
  test('is found by name and hash after the build folder was cleared, and is another for changed code', async () => {
    const first = await build({stack: 'one', text: 'same'})
    await kept.keep(first)
    const second = await build({stack: 'two', text: 'same'})
    await kept.keep(second)
    await rm(dist, {recursive: true})
    expect([await titleOf('stack', hashIn(first, 'stack')), await titleOf('stack', hashIn(second, 'stack'))]).toEqual(['one', 'two'])
    expect([kept.has(hashIn(first, 'stack')), kept.has('f'.repeat(64))]).toEqual([true, false])
    expect(hashIn(first, 'text')).toBe(hashIn(second, 'text'))
  })

  test('has its files once, however many builds they are in', async () => {
    await kept.keep(await build({stack: 'one', text: 'same'}))
    const before = await contents()
    await kept.keep(await build({stack: 'two', text: 'same'}))
    const added = (await contents()).filter(name => !before.includes(name))
    // The changed snippet's module and script, its description, and that of the pages.
    expect(added.map(name => name.split('.')[1]).toSorted()).toEqual(['build', 'build', 'js', 'mjs'])
  })

  test('is for the owner alone', async () => {
    await kept.keep(await build({stack: 'one'}))
    const modes = await Promise.all([folder, join(folder, 'content'), join(folder, 'pages.json'), ...(await contents()).map(name => join(folder, 'content', name))].map(async path => (await stat(path)).mode & 0o077))
    expect(new Set(modes)).toEqual(new Set([0]))
  })

  test('is not found by another name, by a hash that is none, or by the hash of something else', async () => {
    const first = await build({stack: 'one', text: 'same'})
    await kept.keep(first)
    for (const [name, hash] of [['text', hashIn(first, 'stack')], ['stack', '../pages'], ['stack', 'f'.repeat(64)], ['stack', hashOfBuild(first.pages)], ['stack', '']] as const) {
      expect(await kept.findModule(name, hash)).toBeUndefined()
    }
  })

  test.each(['mjs', 'build'])('whose .%s file is damaged is said, by the file, and not loaded', async ending => {
    const first = await build({stack: 'one'})
    await kept.keep(first)
    const hash = hashIn(first, 'stack')
    const file = join(folder, 'content', ending === 'mjs' ? `${first.snippets[0]!.server}.mjs` : `${hash}.build`)
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(bytes[20]! ^ 1, 20, 21))
    await expect(kept.findModule('stack', hash)).rejects.toThrow(`${file}: expected the bytes that its name is the hash of`)
    // While it is still built, the next start writes it anew.
    await kept.keep(first)
    expect(await kept.findModule('stack', hash)).toBeTruthy()
  })

  test('is there as a whole or not at all when the process is killed while it is written', async () => {
    // So long that writing takes a while.
    const builds = await build(Object.fromEntries(Array.from({length: 4}, (_, index) => [`s-${index}`, `${index}`.repeat(4_000_000)])))
    const modulePath = await bundled()
    const left: number[] = []
    for (const most of [1, 2, 5, 9, 10, 12]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', `
        const {openKeptBuilds} = await import(process.env.MODULE)
        const {builds} = JSON.parse(process.env.BUILDS)
        await openKeptBuilds({folder: process.env.FOLDER, dist: process.env.DIST, now: Date.now, onError() {}}).keep(builds)
        await new Promise(resolve => setTimeout(resolve, 60_000))
      `], {stdio: 'inherit', env: {...process.env, MODULE: modulePath, FOLDER: folder, DIST: dist, BUILDS: JSON.stringify({builds})}})
      const gone = new Promise(done => void child.once('close', done))
      await expect.poll(async () => (await contents().catch(() => [])).length, {interval: 1, timeout: 30_000}).toBeGreaterThanOrEqual(most)
      child.kill('SIGKILL')
      await gone
      const names = await contents()
      left.push(names.length)
      for (const name of names.filter(one => !one.endsWith('.new'))) expect(sha256(await readFile(join(folder, 'content', name)))).toBe(name.split('.')[0])
      for (const one of builds.snippets.filter(({name}) => names.includes(`${hashIn(builds, name)}.build`))) expect(await kept.findModule(one.name, hashOfBuild(one))).toBeTruthy()
      // The last one goes on where the one before it was killed.
      if (most < 10) await rm(folder, {recursive: true, force: true})
    }
    // Modules, scripts, chunk, client, and descriptions: some were killed before all of it was there.
    expect(Math.min(...left)).toBeLessThan(4 + 4 + 2 + 5)
    await kept.keep(builds)
    await kept.collect(named())
    expect((await contents()).filter(name => name.endsWith('.new'))).toEqual([])
    expect((await kept.findModule('s-2', hashIn(builds, 's-2')))).toBeTruthy()
  }, 60_000)

  test('is refused when the build folder holds something else by then', async () => {
    const first = await build({stack: 'one'})
    await build({stack: 'two'})
    await writeFile(join(dist, 'public', first.snippets[0]!.script), 'one')
    await expect(kept.keep(first)).rejects.toThrow('they were built anew meanwhile')
    expect(kept.has(hashIn(first, 'stack'))).toBe(false)
    expect((await contents()).filter(name => name.endsWith('.build'))).toEqual([])
  })
})

describe('what pages load', () => {
  test('is found by its path when the build of now has it no longer', async () => {
    const first = await build({stack: 'one'}, 'old client')
    await kept.keep(first)
    await kept.keep(await build({stack: 'two'}, 'new client'))
    expect((await kept.findAsset(pathIn(first, 'client')))?.toString()).toBe('old client')
    expect((await kept.findAsset(pathIn(first, 'snippets/stack')))?.toString()).toBe('// for browsers: one')
    for (const path of ['client.js', '../pages.json', 'constructor', `${first.snippets[0]!.server}.mjs`]) expect(await kept.findAsset(path)).toBeUndefined()
  })

  test('stays for 30 days after pages were last served from it, however long that was, and goes then', async () => {
    const first = await build({stack: 'one'}, 'old client')
    await kept.keep(first)
    time += 300 * day
    const second = await build({stack: 'two'}, 'new client')
    await kept.keep(second)
    time += 29 * day
    kept = open()
    await kept.collect(named())
    expect(await kept.findAsset(pathIn(first, 'client'))).toBeDefined()
    time += 2 * day
    kept = open()
    await kept.keep(second)
    expect(await kept.collect(named())).toBe(5)
    expect(await kept.findAsset(pathIn(first, 'client'))).toBeUndefined()
    expect(await kept.findAsset(pathIn(first, 'chunks/shared'))).toBeDefined()
  })

  test('does without the list of former builds when that is damaged, and says so', async () => {
    await kept.keep(await build({stack: 'one'}))
    await writeFile(join(folder, 'pages.json'), '{')
    const second = await build({stack: 'two'})
    await kept.keep(second)
    expect(String(errors[0])).toContain(`${join(folder, 'pages.json')}: expected JSON`)
    expect(await titleOf('stack', hashIn(second, 'stack'))).toBe('two')
  })
})

describe('collecting', () => {
  /** Three builds, of which the last is the one of now, in a process that has just started. */
  async function threeBuilds(): Promise<readonly CurrentBuilds[]> {
    const builds: CurrentBuilds[] = []
    for (const code of ['one', 'two', 'three']) {
      builds.push(await build({stack: code, text: 'same'}))
      time += 31 * day
      kept = open()
      await kept.keep(builds.at(-1)!)
    }
    time += 31 * day
    return builds
  }

  test('removes what nothing names, and keeps what a release names and the build of now', async () => {
    const [first, second, third] = await threeBuilds()
    await kept.collect(named(hashIn(first!, 'stack'), 'f'.repeat(64)))
    expect([await titleOf('stack', hashIn(first!, 'stack')), await titleOf('stack', hashIn(second!, 'stack')), await titleOf('stack', hashIn(third!, 'stack'))]).toEqual(['one', undefined, 'three'])
    expect(await kept.findAsset(first!.snippets[0]!.script)).toBeDefined()
    expect(await kept.findAsset(second!.snippets[0]!.script)).toBeUndefined()
  })

  test('keeps what this process has built since it started', async () => {
    await kept.keep(await build({stack: 'one'}))
    const saved = await build({stack: 'saved'})
    await kept.keepSnippets(saved.snippets)
    await kept.keepSnippets((await build({stack: 'again'})).snippets)
    expect(await kept.collect(named())).toBe(0)
    expect(await titleOf('stack', hashIn(saved, 'stack'))).toBe('saved')
  })

  test('does not meet who keeps at the same time', async () => {
    await threeBuilds()
    const next = await build({stack: 'next'})
    const collecting = kept.collect(async () => {
      await new Promise(resolve => setImmediate(resolve))
      return new Set()
    })
    await Promise.all([collecting, kept.keepSnippets(next.snippets)])
    expect(await titleOf('stack', hashIn(next, 'stack'))).toBe('next')
  })

  test('removes nothing while a build that is named cannot be read', async () => {
    const [first, second] = await threeBuilds()
    await writeFile(join(folder, 'content', `${hashIn(first!, 'stack')}.build`), '{}')
    await expect(kept.collect(named(hashIn(first!, 'stack')))).rejects.toThrow('the file is damaged')
    expect(await titleOf('stack', hashIn(second!, 'stack'))).toBe('two')
  })

  test('asks for no names when nothing was kept since', async () => {
    const now = await build({stack: 'one'})
    await kept.keep(now)
    await kept.collect(named())
    kept = open()
    await kept.keep(now)
    expect(await kept.collect(() => Promise.reject(new Error('asked')))).toBe(0)
  })
})

let bundle: Promise<string> | undefined
/** This folder as one module that a bare Node runs. */
function bundled(): Promise<string> {
  bundle ??= (async () => {
    const {build: esbuild} = await import('esbuild')
    const outfile = join(await mkdtemp(join(tmpdir(), 'espalier-kept-bundle-')), 'index.mjs')
    await esbuild({entryPoints: [fileURLToPath(new URL('./index.ts', import.meta.url))], outfile, bundle: true, format: 'esm', platform: 'node'})
    return outfile
  })()
  return bundle
}
