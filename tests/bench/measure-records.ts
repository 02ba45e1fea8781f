/** Reads and writes over HTTP at 100,000 contacts, against the bare peer: the answer is a ratio of requests per second. */
import {copyFile, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {BenchContext} from './bench-context.ts'
import {compareLoad} from './load.ts'
import type {Figure} from './measure.ts'
import {serveProcess} from './serve-process.ts'

interface Page {readonly items: readonly {readonly id: string}[]; readonly next: string | null}

const filter = 'record.status == "active"'

export async function measureRecords(bench: BenchContext): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-bench-bare-'))
  const file = join(folder, 'bare.db')
  await bench.call('/api/v1/records/contact?limit=1')
  await copyFile(join(bench.data.folder, 'main.db'), file)
  const bare = await serveProcess([join(bench.dist, 'server/bench-bare.js'), file], {}, output => (/^\d+$/m.test(output) ? Number(/^\d+$/m.exec(output)![0]) : undefined))
  try {
    const listPath = `/api/v1/records/contact?filter=${encodeURIComponent(filter)}&sort=last_name&limit=50`
    const {items} = await bench.call<Page>(listPath)
    const id = items[0]!.id
    const body = JSON.stringify({first_name: 'Ada', last_name: 'Bench', status: 'active'})
    const ours = {headers: {...bench.headers, 'content-type': 'application/json'}}
    const theirs = {headers: {'content-type': 'application/json'}}
    const list = await compareLoad([
      {name: 'espalier', request: {url: bench.served.url + listPath, headers: bench.headers}},
      {name: 'bare', request: {url: `${bare.url}/api/v1/records/contact?status=active`}},
    ])
    const get = await compareLoad([
      {name: 'espalier', request: {url: `${bench.served.url}/api/v1/records/contact/${id}`, headers: bench.headers}},
      {name: 'bare', request: {url: `${bare.url}/api/v1/records/contact/${id}`}},
    ])
    // Before anything is written, so that these are the records that were loaded.
    const deepest = await deepestPage(bench, listPath)
    const create = await compareLoad([
      {name: 'espalier', request: {url: `${bench.served.url}/api/v1/records/contact`, method: 'POST', body, ...ours}},
      {name: 'bare', request: {url: `${bare.url}/api/v1/records/contact`, method: 'POST', body, ...theirs}},
    ])
    const ratio = (name: string, result: typeof list, limit: number): Figure => {
      const [espalier, peer] = [result.get('espalier')!, result.get('bare')!]
      return {name, value: espalier.requestsPerSecond / peer.requestsPerSecond, unit: 'x bare', want: 'at least', limit, how: `${Math.round(espalier.requestsPerSecond)}/s against ${Math.round(peer.requestsPerSecond)}/s, 16 connections; p50 ${espalier.p50.toFixed(2)} ms against ${peer.p50.toFixed(2)} ms`}
    }
    return [
      ratio('filtered, sorted page of 50', list, 0.4),
      ratio('get by id', get, 0.2),
      ratio('create, fsynced', create, 0.25),
      ...deepest,
    ]
  } finally {
    await bare.stop()
    await rm(folder, {recursive: true, force: true})
  }
}

/**
 * Walks by cursors to the last 50 records, and compares asking for them with asking for the first page, and for the first page of the opposite order, which holds the same 50: what sorts last is other
 * text than what sorts first (here names in Å and Á, which take longer to read and to write on any page).
 */
async function deepestPage(bench: BenchContext, path: string): Promise<readonly Figure[]> {
  const {total} = await bench.call<Page & {readonly total: number}>(`${path}&count=exact`)
  let cursor = ''
  for (let left = total - 50; left > 0; left -= 200) {
    const page: Page = await bench.call<Page>(`${path.replace('limit=50', `limit=${Math.min(200, left)}`)}${cursor}`)
    cursor = `&cursor=${encodeURIComponent(page.next ?? '')}`
  }
  const deep = path + cursor
  const opposite = path.replace('sort=last_name', 'sort=-last_name')
  const [last, first] = [await bench.call<Page>(deep), await bench.call<Page>(opposite)]
  if (last.items.map(({id}) => id).join() !== first.items.map(({id}) => id).toReversed().join()) throw new Error('the last page is not the first page of the opposite order')
  const asked = Object.entries({first: path, same: opposite, deep}).map(([name, url]) => ({name, request: {url: bench.served.url + url, headers: bench.headers}}))
  const rates = await compareLoad(asked, {rounds: 9, seconds: 1, connections: 8})
  const [front, same, after] = ['first', 'same', 'deep'].map(name => rates.get(name)!.requestsPerSecond) as [number, number, number]
  const how = `${Math.round(after)}/s; first ${Math.round(front)}/s, first with the same records ${Math.round(same)}/s; the last 50 of ${total.toLocaleString('en')}`
  return [
    {name: 'deepest page against the first', value: after / front, unit: 'x first', want: 'at least', limit: 0.9, how},
    {name: 'deepest page against a first page of the same records', value: after / same, unit: 'x first', want: 'at least', limit: 0.9, how},
  ]
}
