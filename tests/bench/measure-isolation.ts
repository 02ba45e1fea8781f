/** One user's slow scan beside everyone else's ordinary work: how much their 99th percentile moves. */
import type {BenchContext} from './bench-context.ts'
import {load} from './load.ts'
import {median, type Figure} from './measure.ts'

export async function measureIsolation(bench: BenchContext): Promise<readonly Figure[]> {
  const page = `${bench.served.url}/api/v1/records/contact?filter=${encodeURIComponent('record.status == "active"')}&sort=last_name&limit=50`
  const scan = `/api/v1/records/contact?filter=${encodeURIComponent('record.phone.contains("99 999 99")')}&sort=title&limit=50`
  const alone: number[] = []
  const beside: number[] = []
  let scans = 0
  for (let round = 0; round < 7; round++) {
    const quiet = await load({url: page, headers: bench.headers}, 2, 4)
    const stop = {asked: false}
    const scanning = (async () => {
      while (!stop.asked) {
        await bench.call(scan)
        scans++
      }
    })()
    const busy = await load({url: page, headers: bench.headers}, 2, 4)
    stop.asked = true
    await scanning
    if (round === 0) continue
    alone.push(quiet.p99)
    beside.push(busy.p99)
  }
  const [before, after] = [median(alone), median(beside)]
  return [{name: 'others\' p99 beside a slow scan', value: after / before, unit: 'x alone', want: 'at most', limit: 2, how: `${after.toFixed(2)} ms against ${before.toFixed(2)} ms, 4 connections; ${scans} scans of 100,000 rows ran meanwhile`}]
}
