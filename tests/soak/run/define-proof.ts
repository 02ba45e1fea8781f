/** The one contract of a long proof: a file of `tests/soak` declares one, and is run for long by `npm run soak`, for a moment by `npm test`. */
import type * as fc from 'fast-check'
import {test} from 'vitest'
import {runForLong} from './run-for-long.ts'
import {runShare} from './run-share.ts'
import {soakAsk} from './soak-ask.ts'

export interface Proof<Case, World = undefined> {
  /** What holds, as a sentence. */
  readonly title: string
  /** How many cases `npm test` runs of a fixed seed, and as many of a random one: a few seconds. */
  readonly share: number
  /** How many cases make a whole soak, where the command says nothing else. */
  readonly cases: number
  /** After this long a case counts as failed: one that hangs, not one on a busy machine. Default: 300. */
  readonly secondsPerCase?: number
  /** Any case, as plain data: it is printed, shrunk and repeated. Delays before a kill belong in it too. */
  readonly any: fc.Arbitrary<Case>
  /** Opened once for many cases: a server, a browser. A case leaves it as usable as it found it. */
  open?(): Promise<World>
  close?(world: World): Promise<void> | void
  /** Throws where all that held was that nothing happened. Asked after a run of enough cases that all held, before `close`. */
  mustHaveSeen?(world: World): void
  /** Throws where the promise is broken. */
  check(one: Case, world: World): Promise<void> | void
}

/** Called once in a file; the file's name is the proof's. */
export function defineProof<Case, World = undefined>(proof: Proof<Case, World>): void {
  const ask = soakAsk()
  test(proof.title, ask ? runForLong(proof, ask) : runShare(proof))
}
