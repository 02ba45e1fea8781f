/** Drives servers with autocannon, in turns, so that whatever else the machine does falls on both. */
import autocannon from 'autocannon'
import {median, percentile} from './measure.ts'

export interface Target {
  readonly name: string
  readonly request: autocannon.Options
}

export interface LoadResult {readonly requestsPerSecond: number; readonly p50: number; readonly p99: number}

/** Requests per second and latencies in ms: medians over `rounds` rounds of `seconds` each, after one round to warm up. Throws when any answer is not 2xx. */
export async function compareLoad(targets: readonly Target[], {rounds = 3, seconds = 3, connections = 16}: {rounds?: number; seconds?: number; connections?: number} = {}): Promise<ReadonlyMap<string, LoadResult>> {
  const results = new Map<string, LoadResult[]>(targets.map(target => [target.name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const {name, request} of targets) {
      const result = await load(request, round === 0 ? 1 : seconds, connections)
      if (round > 0) results.get(name)!.push(result)
    }
  }
  return new Map([...results].map(([name, all]) => [name, {
    requestsPerSecond: median(all.map(one => one.requestsPerSecond)), p50: median(all.map(one => one.p50)), p99: median(all.map(one => one.p99)),
  }]))
}

/** Latencies are taken answer by answer: autocannon's own are rounded to whole milliseconds. */
export async function load(request: autocannon.Options, seconds: number, connections: number): Promise<LoadResult> {
  const times: number[] = []
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({...request, duration: seconds, connections}, (error: Error | null, done: autocannon.Result) => (error ? reject(error) : resolve(done)))
    run.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => times.push(ms))
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${request.method ?? 'GET'} ${request.url}: ${result.non2xx} answers were not 2xx and ${result.errors} failed`)
  return {requestsPerSecond: result.requests.average, p50: percentile(times, 0.5), p99: percentile(times, 0.99)}
}
