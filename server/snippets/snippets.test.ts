import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
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
