/** Runs cases of a proof in order; a case that fails is made small. */
import * as fc from 'fast-check'
import type {Proof} from './define-proof.ts'

export interface CasesAsk {
  readonly seed: number
  /** The first case, counted from 0, or the path of one: `57:0:2` is what the 57th was shrunk to. */
  readonly from: string
  readonly cases: number
  /** After the first case, which always runs, none begins later than this; the opening of the world does not count. */
  readonly seconds?: number
  /** How long a failed case may be made smaller. */
  readonly shrinkSeconds: number
  /** So many cases that held must have seen something. */
  readonly enough: number
  /** Told after each case that held, how many have. */
  onHeld?(held: number): void
}

export interface Failure {
  readonly path: string
  readonly example: string
  readonly error: Error
  /** False where the same case held when it was run again: it hangs on timing. */
  readonly repeats: boolean
}

export interface CasesOutcome {
  readonly held: number
  readonly failure?: Failure
}

class TimeIsUp extends Error {}

export async function runCases<Case, World>(proof: Proof<Case, World>, ask: CasesAsk): Promise<CasesOutcome> {
  let held = 0
  let began: number | undefined
  const found = await inWorld(proof, ask, ask.cases, true, async check => {
    began ??= Date.now()
    if (held > 0 && Date.now() >= began + (ask.seconds ?? Infinity) * 1000) throw new TimeIsUp()
    await check()
    held++
    ask.onHeld?.(held)
  }, world => {
    if (held >= ask.enough) proof.mustHaveSeen?.(world)
  })
  if (!found.failed || found.errorInstance instanceof TimeIsUp) return {held}
  const path = found.counterexamplePath!
  const shrinkUntil = Date.now() + ask.shrinkSeconds * 1000
  const shrunk = await inWorld(proof, {...ask, from: path}, 1, false, async check => {
    // From here on nothing fails: what was smallest up to now stays.
    if (Date.now() < shrinkUntil) await check()
  }, () => {})
  return {held, failure: failureOf(shrunk.failed ? shrunk : found, shrunk.failed)}
}

/** With a world of its own, so that what a failing case broke is not blamed on the next. */
async function inWorld<Case, World>(
  proof: Proof<Case, World>, {seed, from}: CasesAsk, numRuns: number, endOnFailure: boolean, around: (check: () => Promise<void>) => Promise<void>,
  onHeld: (world: World) => void,
): Promise<fc.RunDetails<[Case]>> {
  const world = await proof.open?.() as World
  try {
    const property = fc.asyncProperty(proof.any, one => around(async () => proof.check(one, world)))
    const details = await fc.check(property, {seed, path: from, numRuns, endOnFailure, timeout: (proof.secondsPerCase ?? 300) * 1000})
    if (!details.failed || details.errorInstance instanceof TimeIsUp) onHeld(world)
    return details
  } finally {
    await proof.close?.(world)
  }
}

function failureOf<Case>({counterexamplePath, counterexample, errorInstance}: fc.RunDetails<[Case]>, repeats: boolean): Failure {
  const error = errorInstance instanceof Error ? errorInstance : new Error(String(errorInstance))
  return {path: counterexamplePath!, example: fc.stringify(counterexample![0]), error, repeats}
}
