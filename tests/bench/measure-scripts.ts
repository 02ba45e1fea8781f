/** What a page makes a browser load, compressed as the server sends it: read off the built page itself. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import type {BenchContext} from './bench-context.ts'
import type {Figure} from './measure.ts'

export async function measureScripts(bench: BenchContext): Promise<readonly Figure[]> {
  const grid = await scriptsOf(bench, '/app/companies')
  const {items} = await bench.call<{readonly items: readonly {readonly id: string}[]}>('/api/v1/records/company?limit=1')
  const form = await scriptsOf(bench, `/app/companies/${items[0]!.id}`)
  const kib = (files: ReadonlySet<string>): number => [...files].reduce((sum, file) => sum + sizes.get(file)!, 0) / 1024
  const sizes = new Map<string, number>()
  for (const file of new Set([...grid, ...form])) sizes.set(file, gzipSync(await readFile(join(bench.dist, 'public', file.slice('/assets/'.length))), {level: 9}).length)
  return [
    {name: 'scripts of a grid page', value: kib(grid), unit: 'KiB gzip', want: 'at most', limit: 40, how: `${grid.size} files`},
    {name: 'scripts of a form page, in addition', value: kib(new Set([...form].filter(file => !grid.has(file)))), unit: 'KiB gzip', want: 'at most', limit: 140, how: `${form.size} files in all`},
  ]
}

/** Everything that the page's scripts lead to: what it preloads, and what those import, now or on demand. */
async function scriptsOf(bench: BenchContext, path: string): Promise<ReadonlySet<string>> {
  const page = await (await fetch(bench.served.url + path, {headers: bench.headers})).text()
  const state = JSON.parse(/<script type="application\/json" id="page-state"[^>]*>(.*?)<\/script>/s.exec(page)![1]!) as {readonly nodes: readonly {readonly snippet: string}[]; readonly scripts: Readonly<Record<string, string>>}
  const client = /<script[^>]+src="([^"]+)"/.exec(page)![1]!
  const found = new Set<string>()
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return
    found.add(file)
    const text = await readFile(join(bench.dist, 'public', file.slice('/assets/'.length)), 'utf8')
    for (const [, imported] of text.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[^"']+\.js)["']/g)) await visit(new URL(imported!, `http://x${file}`).pathname)
  }
  for (const file of [client, ...new Set(state.nodes.map(node => state.scripts[node.snippet]).filter(url => url !== undefined))]) await visit(file)
  return found
}
