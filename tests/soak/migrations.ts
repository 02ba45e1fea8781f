/** The folder of an old version, migrated by a process that is killed at any moment, again and again. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {buildMigrateProcess, type MigrateProcess} from './migrations/migrate-process.ts'
import {checkWhole, growLog} from './migrations/old-log.ts'
import {copyOldTenant} from '../migrations/old-tenant.ts'
import {defineProof} from './run/define-proof.ts'

interface World {readonly process: MigrateProcess; readonly seen: {kills: number; halfway: number}}

defineProof({
  title: 'a migration that is killed at any moment goes on where it was: in the end all that stood in the folder stands there, and its log is proven',
  share: 1,
  cases: 20,
  any: fc.record({
    /** Events that stand in the log beyond those of the fixture. */
    events: fc.integer({min: 10_000, max: 60_000}),
    /** Milliseconds of each life, but for the last. */
    kills: fc.array(fc.integer({min: 20, max: 1_500}), {minLength: 1, maxLength: 6}),
  }, {noNullPrototype: true}),
  open: async (): Promise<World> => ({process: await buildMigrateProcess(), seen: {kills: 0, halfway: 0}}),
  close({process, seen: {kills, halfway}}) {
    process.remove()
    console.log(`${kills} kills, ${halfway} of them halfway through a migration`)
  },
  mustHaveSeen: ({seen}) => expect(seen.kills).toBeGreaterThan(0),
  async check({events, kills}, {process, seen}) {
    const old = copyOldTenant()
    try {
      const before = growLog(old.file, events)
      for (const life of kills) {
        const {wasKilled, isHalfway} = await process.run(old.file, life)
        if (wasKilled) seen.kills++
        if (isHalfway) seen.halfway++
      }
      await process.run(old.file)
      await checkWhole(old, before)
    } finally {
      old.remove()
    }
  },
})
