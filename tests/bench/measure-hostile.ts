/** What hostile requests cost the event loop: CPU time of the server's main thread. Each kind is sent ten times, the dearest of them a hundred times. */
import type {BenchContext} from './bench-context.ts'
import {bytesOf, membersRequests, strangersRequests, type HostileRequest, type HostileTarget} from './hostile-requests.ts'
import {median, percentile, type Figure} from './measure.ts'
import {sendRaw} from './send-raw.ts'
import type {Served} from './serve-process.ts'
import {restingCpu} from './thread-cpu.ts'

/** `BENCH_ROUNDS` for a quicker look; `BENCH_ROUNDS_OF_ALL=100` sends each kind a hundred times, which takes some twenty minutes. */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 100)
/** The names of those to be sent, as a regular expression: `BENCH_KINDS='forms inside|long names'`. */
const kinds = new RegExp(process.env['BENCH_KINDS'] ?? '')
const roundsOfAll = Number(process.env['BENCH_ROUNDS_OF_ALL'] ?? Math.min(rounds, 10))
/** So many kinds are sent `rounds` times. */
const dearest = 20
const shown = 12

interface Cost {readonly name: string; readonly median: number; readonly p95: number; readonly rounds: number; readonly status: number}

export async function measureHostile(bench: BenchContext): Promise<readonly Figure[]> {
  const target = await prepareTarget(bench)
  return [
    await figureOf('dearest request before sign-in', 5, await costsOf(bench, strangersRequests(), {})),
    await figureOf('dearest request of a signed-in person', 50, await costsOf(bench, membersRequests(target), {Authorization: bench.headers['authorization']!})),
  ]
}

async function costsOf({served}: BenchContext, all: readonly HostileRequest[], headers: Readonly<Record<string, string>>): Promise<readonly Cost[]> {
  const requests = new Map(all.filter(({name}) => kinds.test(name)).map(request => [request.name, request]))
  const costs: Cost[] = []
  for (const request of requests.values()) costs.push(await costOf(served, request, headers, roundsOfAll))
  costs.sort(byMedian)
  if (rounds > roundsOfAll) {
    for (const [at, {name}] of costs.slice(0, dearest).entries()) costs[at] = await costOf(served, requests.get(name)!, headers, rounds)
  }
  return costs.toSorted(byMedian)
}

const byMedian = (a: Cost, b: Cost): number => b.median - a.median

async function costOf({url, pid}: Served, request: HostileRequest, headers: Readonly<Record<string, string>>, times: number): Promise<Cost> {
  const port = Number(new URL(url).port)
  const bytes = bytesOf(request, headers)
  // The first ones compile what they run.
  for (let warm = 0; warm < 2; warm++) await sendRaw(port, bytes)
  const each: number[] = []
  let status = 0
  let before = await restingCpu(pid)
  for (let round = 0; round < times; round++) {
    status = (await sendRaw(port, bytes)).status
    const after = await restingCpu(pid)
    each.push(after - before)
    before = after
  }
  return {name: request.name, median: median(each), p95: percentile(each, 0.95), rounds: times, status}
}

async function figureOf(name: string, limit: number, costs: readonly Cost[]): Promise<Figure> {
  for (const {median: middle, p95, status, name: what} of costs.slice(0, shown)) console.log(`    ${middle.toFixed(2).padStart(8)} ms  95% ${p95.toFixed(2).padStart(8)}  ${status}  ${what}`)
  const [first] = costs
  return {name, value: first?.median ?? 0, unit: 'ms of the main thread', want: 'at most', limit, how: first ? `${first.name}, median of ${first.rounds}; the dearest of ${costs.length} kinds` : `no kind is named like ${kinds}`}
}

async function prepareTarget({call}: BenchContext): Promise<HostileTarget> {
  const anything = {type: 'array', items: {anyOf: [{type: 'string'}, {type: 'number'}]}}
  await call('/api/v1/schemas/stuff', {method: 'PUT', body: {title: 'Stuff', type: 'object', properties: {
    name: {type: 'string'}, mixed: anything, numbers: {type: 'array', items: {type: 'number'}}, free: {type: 'object'},
    either: {oneOf: [anything, {type: 'array', items: {oneOf: [{type: 'null'}, {type: 'boolean'}]}}]},
    holds: {type: 'array', contains: {const: -1}}, ruled: {type: 'array', items: {allOf: Array.from({length: 100}, (_, n) => ({minLength: 50 + n}))}},
    unique: {type: 'array', items: {type: 'object'}, uniqueItems: true, maxItems: 1000},
    slow: {type: 'array', items: {type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$'}},
    mails: {type: 'array', items: {type: 'string', format: 'email'}}, uris: {type: 'array', items: {type: 'string', format: 'uri'}},
  }}})
  const {id: record} = await call<{readonly id: string}>('/api/v1/records/stuff', {method: 'POST', body: {name: 'x', numbers: [1], free: {a: 1}}})
  const {items} = await call<{readonly items: readonly {readonly id: string}[]}>('/api/v1/screens')
  const screen = items[0]!.id
  const {nodes} = await call<{readonly nodes: readonly {readonly id: string}[]}>(`/api/v1/screens/${screen}`)
  return {record, screen, root: nodes.at(-1)!.id, misfit: await misfitOf(call), wide: await wideOf(call)}
}

type Call = BenchContext['call']

async function misfitOf(call: Call): Promise<string> {
  const put = (rules: object) => call('/api/v1/schemas/misfits?accept=breaks', {method: 'PUT', body: {title: 'Misfits', type: 'object', properties: {name: {type: 'string'}, list: {type: 'array', items: rules}}}})
  await put({type: 'string'})
  const {id} = await call<{readonly id: string}>('/api/v1/records/misfits', {method: 'POST', body: {name: 'x', list: Array.from({length: 19_000}, (_, n) => `v${n}`)}})
  await put({type: 'number', minimum: 0, enum: [1]})
  return id
}

/** Grown by one body after the other, until no more is taken. */
async function wideOf(call: Call): Promise<string> {
  const {id} = await call<{readonly id: string}>('/api/v1/records/stuff', {method: 'POST', body: {name: 'wide'}})
  for (let n = 0; n < 8; n++) {
    const grown = await call(`/api/v1/records/stuff/${id}`, {method: 'PATCH', body: {free: Object.fromEntries(Array.from({length: 2_400}, (_, k) => [`k${n * 2_400 + k}`, 1]))}}).then(() => true, () => false)
    if (!grown) break
  }
  return id
}
