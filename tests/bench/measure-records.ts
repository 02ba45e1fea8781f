/** Reads and writes over HTTP at 100,000 contacts, against the bare peer: the answer is a ratio of requests per second. */
import {copyFile, mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {BenchContext} from './bench-context.ts'
import {compareLoad, load} from './load.ts'
import {median, type Figure} from './measure.ts'
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
      ...await deepestPage(bench, listPath),
    ]
  } finally {
    await bare.stop()
    await rm(folder, {recursive: true, force: true})
  }
}

/** Walks to the last page by cursors, then compares asking for it with asking for the first. */
async function deepestPage(bench: BenchContext, path: string): Promise<readonly Figure[]> {
  const wide = path.replace('limit=50', 'limit=200')
  // The last cursor but one: behind it stand more than 200 rows for certain, so that both answers hold 50.
  let [before, cursor]: [string | null, string | null] = [null, null]
  for (let page: Page; (page = await bench.call<Page>(cursor ? `${wide}&cursor=${encodeURIComponent(cursor)}` : wide)).next;) [before, cursor] = [cursor, page.next]
  const deep = `${path}&cursor=${encodeURIComponent(before ?? '')}`
  const rows = (await bench.call<Page>(deep)).items.length
  if (rows !== 50) throw new Error(`the deep page holds ${rows} rows, not 50`)
  const {next} = await bench.call<Page>(path)
  const second = `${path}&cursor=${encodeURIComponent(next!)}`
  const rates: {first: number[]; second: number[]; deep: number[]} = {first: [], second: [], deep: []}
  for (let round = 0; round < 3; round++) {
    for (const [name, asked] of [['first', path], ['second', second], ['deep', deep]] as const) rates[name].push((await load({url: bench.served.url + asked, headers: bench.headers}, 2, 8)).requestsPerSecond)
  }
  const [first, then, deepest] = [median(rates.first), median(rates.second), median(rates.deep)]
  const how = `${Math.round(deepest)}/s; first ${Math.round(first)}/s, second ${Math.round(then)}/s; the last full page of 72,000 records`
  return [
    {name: 'deepest page against the second', value: deepest / then, unit: 'x second', want: 'at least', limit: 0.9, how},
    {name: 'deepest page against the first, which reads and writes no cursor back', value: deepest / first, unit: 'x first', want: 'at least', limit: 0.8, how},
  ]
}
