import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import type {Snippet} from '../../snippets/index.ts'
import {openTestTenant, tinySnippets, type TestTenant} from '../../tests/open-test-tenant.ts'
import {loadSnippets, manifestOf, mirrorSnippets} from './index.ts'

const snippet = (name: string, title: string): string => `export default {name: '${name}', title: '${title}', group: 'Content', props: {}}`

describe('the registry', () => {
  let folder: string
  const write = (name: string, code: string): Promise<void> => writeFile(join(folder, `${name}.js`), code)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espalier-snippets-'))
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  })
  afterEach(() => rm(folder, {recursive: true, force: true}))

  test('holds the snippets of a folder by name; a broken one is reported, and the others stand', async () => {
    await write('b', snippet('b', 'B'))
    await write('a', snippet('a', 'A'))
    await write('throws', 'throw new Error("oh no")')
    await write('misnamed', snippet('other', 'X'))
    await write('empty', '')
    await mkdir(join(folder, 'no-snippet'))
    const {map, broken} = await loadSnippets(folder)
    expect([...map.keys()]).toEqual(['a', 'b'])
    expect(broken().map(({name, error}) => `${name}: ${(error as Error).message}`)).toEqual([
      'empty: snippet empty: expected its module to export defineSnippet({name: "empty", …}) by default, got no default export',
      'misnamed: snippet misnamed: expected its module to export defineSnippet({name: "misnamed", …}) by default, got the name "other"',
      'throws: oh no',
    ])
  })

  test('reloads one, tells who listens, and keeps what stood where the new version is broken', async () => {
    await write('a', snippet('a', 'first'))
    const registry = await loadSnippets(folder)
    const told: string[] = []
    const stop = registry.onChange(({title}) => told.push(title))
    await write('a', snippet('a', 'second'))
    await registry.reload('a')
    expect(registry.map.get('a')!.title).toBe('second')
    await write('a', 'export default')
    await expect(registry.reload('a')).rejects.toThrow()
    expect([registry.map.get('a')!.title, registry.broken().map(one => one.name)]).toEqual(['second', ['a']])
    await write('a', snippet('a', 'third'))
    await registry.reload('a')
    stop()
    await registry.reload('a')
    expect([told, registry.broken()]).toEqual([['second', 'third'], []])
  })

  describe('with builds', () => {
    const urlIn = (name: string): string => pathToFileURL(join(folder, name)).href

    test('knows the hash of what is loaded, which a broken new version does not change', async () => {
      await write('a', snippet('a', 'first'))
      let hash = 'h1'
      const registry = await loadSnippets(folder, {hashNow: () => hash})
      hash = 'h2'
      expect(registry.hashOf('a')).toBe('h1')
      await write('a', 'export default')
      await expect(registry.reload('a')).rejects.toThrow()
      expect(registry.hashOf('a')).toBe('h1')
      await write('a', snippet('a', 'second'))
      await registry.reload('a')
      expect([registry.hashOf('a'), registry.hashOf('b')]).toEqual(['h2', undefined])
    })

    test('gets the one of now by its own hash, a kept one by another, and none by a hash that is not kept', async () => {
      await write('a', snippet('a', 'now'))
      await writeFile(join(folder, 'old.mjs'), snippet('a', 'old'))
      const asked: string[] = []
      const {map, get} = await loadSnippets(folder, {hashNow: () => 'h2', findModule: async (name, hash) => {
        asked.push(`${name} ${hash}`)
        return hash === 'h1' ? urlIn('old.mjs') : undefined
      }})
      expect([await get('a', 'h2'), (await get('a', 'h1'))?.title, await get('a', 'h0'), await get('b', 'h2')]).toEqual([map.get('a'), 'old', undefined, undefined])
      await get('a', 'h1')
      await get('a', 'h0')
      expect(asked).toEqual(['a h1', 'a h0', 'b h2', 'a h0'])
    })

    test('names the snippet and the build that cannot be loaded, and loads it when it can be', async () => {
      await write('a', snippet('a', 'now'))
      await writeFile(join(folder, 'throws.mjs'), 'throw new Error("oh no")')
      await writeFile(join(folder, 'other.mjs'), snippet('b', 'other'))
      let damaged = true
      const {get} = await loadSnippets(folder, {hashNow: () => 'h9', findModule: async (_name, hash) => {
        if (hash === 'damaged' && damaged) throw new Error('the file is damaged')
        return urlIn(hash === 'throws' ? 'throws.mjs' : hash === 'other' ? 'other.mjs' : 'a.js')
      }})
      await expect(get('a', 'throws')).rejects.toThrow('snippet a, build throws: oh no')
      await expect(get('a', 'other')).rejects.toThrow('snippet a, build other: snippet a: expected its module')
      await expect(get('a', 'damaged')).rejects.toThrow('snippet a, build damaged: the file is damaged')
      damaged = false
      expect((await get('a', 'damaged'))?.title).toBe('now')
    })

    test('remembers a hundred former builds, those that were asked for last', async () => {
      await write('a', snippet('a', 'now'))
      await writeFile(join(folder, 'old.mjs'), snippet('a', 'old'))
      const asked: string[] = []
      const {get} = await loadSnippets(folder, {hashNow: () => 'h', findModule: async (_name, hash) => {
        asked.push(hash)
        return urlIn('old.mjs')
      }})
      for (let n = 0; n < 100; n++) await get('a', `h${n}`)
      await get('a', 'h0')
      await get('a', 'h100')
      asked.length = 0
      await get('a', 'h0')
      await get('a', 'h1')
      expect(asked).toEqual(['h1'])
    })
  })

  test('reads source folders too, as they are in the project', async () => {
    const {map, broken} = await loadSnippets(join(import.meta.dirname, '../../snippets'))
    expect([...map.keys()]).toEqual(expect.arrayContaining(['app-frame', 'data-grid', 'stack', 'text']))
    expect(broken()).toEqual([])
  })
})

describe('the mirror', () => {
  let tenant: TestTenant
  beforeEach(async () => {
    tenant = await openTestTenant()
  })
  afterEach(() => tenant.drop())

  const names = async (state: 'live' | 'archived'): Promise<readonly unknown[]> => (await tenant.store.page({schema: 'ui_snippet', state, sort: [{field: 'name', descending: false}], limit: 100})).items.map(record => (JSON.parse(record.doc) as {name: string}).name)

  test('writes the manifests once, and then only what differs', async () => {
    const {store, commit} = tenant
    expect(await mirrorSnippets(store, commit, tinySnippets)).toBe(3)
    const seq = store.seq()
    expect(await mirrorSnippets(store, commit, tinySnippets)).toBe(0)
    expect(store.seq()).toBe(seq)
    const changed: ReadonlyMap<string, Snippet> = new Map([...tinySnippets, ['text', {...tinySnippets.get('text')!, title: 'Words'}]])
    expect(await mirrorSnippets(store, commit, changed)).toBe(1)
  })

  test('archives what is gone from the code, and brings it back with it', async () => {
    const {store, commit} = tenant
    await mirrorSnippets(store, commit, tinySnippets)
    await mirrorSnippets(store, commit, new Map([...tinySnippets].filter(([name]) => name !== 'text')))
    expect([await names('live'), await names('archived')]).toEqual([['app-frame', 'stack'], ['text']])
    await mirrorSnippets(store, commit, new Map([...tinySnippets, ['text', {...tinySnippets.get('text')!, title: 'Words'}]]))
    expect([await names('live'), await names('archived')]).toEqual([['app-frame', 'stack', 'text'], []])
  })
})

test('a manifest is data: what draws and behaves is left out', () => {
  const manifest = manifestOf({...tinySnippets.get('text')!, render: () => null as never, styles: [] as never, element: Object as never})
  expect(Object.keys(manifest).toSorted()).toEqual(['group', 'name', 'props', 'title'])
})
