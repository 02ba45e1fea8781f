/** The share of a proof in `npm test`: the same cases each time, and as many that nobody has seen. */
import type {TestContext} from 'vitest'
import type {Proof} from './define-proof.ts'
import {proofName} from './proof-name.ts'
import {randomSeed} from './random-seed.ts'
import {runCases} from './run-cases.ts'
import {soakFailure} from './soak-failure.ts'

export const runShare = <Case, World>(proof: Proof<Case, World>) => async ({task}: TestContext): Promise<void> => {
  for (const seed of [1, randomSeed()]) {
    // A few cases of any seed may see nothing.
    const {failure} = await runCases(proof, {seed, from: '0', cases: proof.share, shrinkSeconds: 30, enough: seed === 1 ? proof.share : Infinity})
    if (failure) throw soakFailure(proofName(task), seed, failure)
  }
}
