import {readFileSync, writeFileSync} from 'node:fs'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as delay} from 'node:timers/promises'
import {watch} from 'chokidar'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {watchSnippets, type WatchDeps, type Watcher} from './index.ts'

let folder: string
let watcher: Watcher
let builds: number
let urls: Record<string, string>
let told: Parameters<WatchDeps['live']['tellAll']>[0][]
let said: string[]
let reloaded: string[]
let kept: object[]
let onBuild: () => Promise<void>
let onKeep: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-watch-'))
  for (const name of ['badge', 'grid']) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'index.ts'), '1')
  }
  builds = 0
  urls = {badge: '/assets/badge-1.js', grid: '/assets/grid-1.js'}
  told = []
  said = []
  reloaded = []
  kept = []
  onBuild = () => Promise.resolve()
  onKeep = () => Promise.resolve()
  watcher = watchSnippets({
    folder,
    build: async () => {
      builds++
      await onBuild()
    },
    keep: () => {
      kept.push({...urls})
      return onKeep()
    },
    registry: {reload: async name => {
      reloaded.push(name)
      if (urls[name]!.includes('throws')) throw new Error('it throws when it is loaded')
      return {name} as never
    }},
    assets: {reload: async () => undefined, snippets: () => ({...urls})},
    rehearse: async name => {
      if (urls[name]!.includes('loops')) throw new Error('it was not done drawing')
    },
    live: {tellAll: message => void told.push(message)},
    say: line => void said.push(line),
  })
  await watcher.ready
})
afterEach(async () => {
  await watcher.close()
  await rm(folder, {recursive: true, force: true})
})

const save = (path: string): Promise<void> => writeFile(join(folder, path), String(Math.random()))

test('a saved snippet is built, loaded again, and told to open pages', async () => {
  onBuild = async () => void (urls['badge'] = '/assets/badge-2.js')
  await save('badge/index.ts')
  await expect.poll(() => told).toEqual([{type: 'snippet-changed', name: 'badge', url: '/assets/badge-2.js'}])
  expect(reloaded).toEqual(['badge'])
  expect(said[0]).toMatch(/^snippet badge swapped, \d+ ms after/)
})

test('what was built is kept before it is loaded and told; what cannot be kept is said, and swapped all the same', async () => {
  onBuild = async () => void (urls['badge'] = '/assets/badge-2.js')
  onKeep = async () => {
    expect([reloaded, told]).toEqual([[], []])
    throw new Error('the disk is full')
  }
  await save('badge/index.ts')
  await expect.poll(() => told).toEqual([{type: 'snippet-changed', name: 'badge', url: '/assets/badge-2.js'}])
  expect([kept, said[0]]).toEqual([[{...urls}], expect.stringMatching(/this build could not be kept.*the disk is full/)])
})

test('a part that two snippets share swaps both', async () => {
  onBuild = async () => void (urls = {badge: '/assets/badge-2.js', grid: '/assets/grid-2.js'})
  await save('badge/styles.ts')
  await expect.poll(() => reloaded).toEqual(['badge', 'grid'])
})

test('two saves that follow each other closely while a build ends are both built', async () => {
  const path = join(folder, 'badge/index.ts')
  const built: string[] = []
  const other = watch(path, {ignoreInitial: true})
  const changed = new Promise<void>(resolve => void other.on('change', () => void (readFileSync(path, 'utf8') === 'second' && resolve())))
  await new Promise<void>(resolve => void other.once('ready', () => resolve()))
  onBuild = async () => {
    built.push(readFileSync(path, 'utf8'))
    if (built.length === 1) {
      // Outlasts what follows a change unsaid, and then the saying of it.
      await delay(100)
      writeFileSync(path, 'second')
      await changed
      await delay(10)
    } else if (built.length === 2) {
      writeFileSync(path, 'third')
      await delay(100)
    }
  }
  writeFileSync(path, 'first')
  await expect.poll(() => built).toEqual(['first', 'second', 'third'])
  await other.close()
})

test('a build that fails is told, and the next one heals it', async () => {
  onBuild = () => Promise.reject(new Error('badge/index.ts:3:1: unexpected token'))
  await save('badge/index.ts')
  await expect.poll(() => told).toEqual([{type: 'snippet-broken', name: 'build', message: 'badge/index.ts:3:1: unexpected token'}])
  expect(reloaded).toEqual([])
  onBuild = async () => void (urls['badge'] = '/assets/badge-3.js')
  await save('badge/index.ts')
  await expect.poll(() => reloaded).toEqual(['badge'])
})

test('a snippet that cannot be loaded is told as broken', async () => {
  onBuild = async () => void (urls['badge'] = '/assets/badge-throws.js')
  await save('badge/index.ts')
  await expect.poll(() => told.map(message => message.type)).toEqual(['snippet-broken'])
  expect(said[0]).toContain('it throws when it is loaded')
})

test('a snippet whose drawing does not come back is told as broken, and open pages are not told to draw it', async () => {
  onBuild = async () => void (urls['badge'] = '/assets/badge-loops.js')
  await save('badge/index.ts')
  await expect.poll(() => told).toEqual([{type: 'snippet-broken', name: 'badge', message: 'it was not done drawing'}])
})

test('many saves at once are one build, and what is saved during a build is built after it', async () => {
  const building: (() => void)[] = []
  onBuild = () => new Promise(resolve => void building.push(resolve))
  await Promise.all([save('badge/index.ts'), save('badge/styles.ts'), save('grid/index.ts')])
  await expect.poll(() => builds).toBe(1)
  await save('grid/index.ts')
  await new Promise(resolve => setTimeout(resolve, 150))
  expect(builds).toBe(1)
  building[0]!()
  await expect.poll(() => builds).toBe(2)
  building[1]!()
})

test('tests, notes and the contract beside the folders do not build', async () => {
  await Promise.all([save('badge/badge.test.ts'), save('badge/README.md'), save('view.ts')])
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(builds).toBe(0)
})
