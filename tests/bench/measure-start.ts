/** From `npm start`'s process to the first page, once built and loaded. */
import type {BenchContext} from './bench-context.ts'
import {serveEspalier} from './bench-context.ts'
import {median, type Figure} from './measure.ts'
import {prepareData} from './prepared-data.ts'

export async function measureStart(bench: BenchContext): Promise<readonly Figure[]> {
  const times: number[] = []
  let rss = 0
  for (let round = 0; round < 3; round++) {
    const data = await prepareData(bench.dist)
    const started = performance.now()
    const served = await serveEspalier(bench.dist, data.folder)
    const page = await fetch(`${served.url}/login`)
    if (!page.ok) throw new Error(`/login answered ${page.status}`)
    times.push((performance.now() - started) / 1000)
    rss = await served.rssMiB()
    await served.stop()
    await data.close()
  }
  return [
    {name: 'from start to the first page', value: median(times), unit: 's', want: 'at most', limit: 5, how: `three starts on 100,000 contacts: ${times.map(time => time.toFixed(2)).join(', ')} s`},
    {name: 'memory after start', value: rss, unit: 'MiB', how: 'resident, after the first page'},
  ]
}
