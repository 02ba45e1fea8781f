/** No way out of records shows more than the access: whatever the rules, whatever is asked. */
import {expect} from 'vitest'
import {anyScene, checkScene} from '../access-law/check-scene.ts'
import {openLawWorld} from '../access-law/law-world.ts'
import {ways} from '../access-law/ways.ts'
import {defineProof} from './run/define-proof.ts'

defineProof({
  title: 'no way out of records shows more than the access, also by what it refuses, orders, counts or leaves out',
  share: 12,
  // Some 28 requests each: 100,000 pairs of rules and a request.
  cases: 3_700,
  any: anyScene(),
  open: openLawWorld,
  async close(world) {
    console.log([...world.seen].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, count]) => `${what} ${count}`).join(', '))
    await world.close()
  },
  mustHaveSeen({seen}) {
    const wanted = [...Object.keys(ways).map(way => `${way} done`), 'pairs that could have shown more', 'meanwhile', 'told live']
    expect(wanted.filter(what => !seen.has(what))).toEqual([])
  },
  check: checkScene,
})
