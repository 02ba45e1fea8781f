/** `npm run bench [-- measure…]`: prints each figure beside its limit; ends with 1 when a limit is missed. */
import {findDist} from '../../server/assets/index.ts'
import {fileURLToPath} from 'node:url'
import {openBench, type BenchContext} from './bench-context.ts'
import {holds, type Figure} from './measure.ts'
import {measureHostile} from './measure-hostile.ts'
import {measureHotPatch} from './measure-hot-patch.ts'
import {measureIsolation} from './measure-isolation.ts'
import {measureRecords} from './measure-records.ts'
import {measureScripts} from './measure-scripts.ts'
import {measureSlow} from './measure-slow.ts'
import {measureStart} from './measure-start.ts'

const measures: Readonly<Record<string, (bench: BenchContext) => Promise<readonly Figure[]>>> = {
  scripts: measureScripts, start: measureStart, records: measureRecords, isolation: measureIsolation, 'hot-patch': measureHotPatch, hostile: measureHostile, slow: measureSlow,
}
const asked = process.argv.slice(2)
const unknown = asked.filter(name => !(name in measures))
if (unknown.length > 0) {
  console.error(`no measure ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`)
  process.exit(2)
}
const bench = await openBench(findDist(fileURLToPath(import.meta.url)))
let missed = 0
try {
  for (const [name, measure] of Object.entries(measures)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    console.log(`\n${name}`)
    for (const figure of await measure(bench)) {
      const verdict = holds(figure)
      if (verdict === false) missed++
      const limit = figure.limit === undefined ? '' : ` (${figure.want} ${figure.limit}: ${verdict ? 'holds' : 'MISSED'})`
      console.log(`  ${figure.name}: ${figure.value.toFixed(2)} ${figure.unit}${limit}\n    ${figure.how}`)
    }
  }
} finally {
  await bench.close()
}
process.exitCode = missed > 0 ? 1 : 0
