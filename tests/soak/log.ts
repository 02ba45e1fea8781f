/** One flipped bit, anywhere in a long log: is it named? What was purged must stay provable all the while. */
import * as fc from 'fast-check'
import {expect} from 'vitest'
import {anyFlip, flipBit, type Flip} from './log/flip-bit.ts'
import {openLongLog, type LongLog} from './log/long-log.ts'
import {defineProof} from './run/define-proof.ts'
import {soakAsk} from './run/soak-ask.ts'

/** What a whole soak reads for each case, and what `npm test` has time for. */
const events = soakAsk() ? 100_000 : 2_000

interface World {readonly log: LongLog; readonly seen: {events: number; commits: number}}

defineProof({
  title: 'one flipped bit in the log is named: the event, or the commit, and nothing else',
  share: 10,
  cases: 300,
  any: fc.record({flip: anyFlip}, {noNullPrototype: true}),
  open: async (): Promise<World> => {
    const log = await openLongLog(events)
    expect(log.prove()).toMatchObject({events: log.events, broken: []})
    expect(log.prove().erased).toBeGreaterThan(0)
    return {log, seen: {events: 0, commits: 0}}
  },
  close({log, seen}) {
    console.log(`${log.events} events; ${seen.events} flips in events, ${seen.commits} in commits named`)
    log.drop()
  },
  check({flip}: {readonly flip: Flip}, {log, seen}) {
    const flipped = flipBit(log.db, flip)
    const {broken} = log.prove()
    flipped.undo()
    expect(broken.some(({kind}) => kind !== 'record'), JSON.stringify(flipped.where)).toBe(true)
    expect(broken.every(one => flipped.isNamedBy(one)), JSON.stringify([flipped.where, broken])).toBe(true)
    seen[flip.table === 'event' ? 'events' : 'commits']++
  },
})
