/** A proof under `npm run soak`: goes on from the kept run, says how far it is, keeps that, and ends with what it did. */
import type {TestContext} from 'vitest'
import type {Proof} from './define-proof.ts'
import {readKeptRun, writeKeptRun, type KeptRun} from './kept-run.ts'
import {proofName} from './proof-name.ts'
import {randomSeed} from './random-seed.ts'
import {runCases} from './run-cases.ts'
import type {SoakAsk} from './soak-ask.ts'
import {soakFailure} from './soak-failure.ts'

const keepEvery = 1_000
const sayEvery = 30_000
const shrinkSeconds = 120

export const runForLong = <Case, World>(proof: Proof<Case, World>, ask: SoakAsk) => async ({task}: TestContext): Promise<void> => {
  const name = proofName(task)
  if (ask.case !== undefined) return runOne(proof, name, ask.seed!, ask.case)
  const cases = ask.cases ?? (ask.seconds === undefined ? proof.cases : Number.MAX_SAFE_INTEGER)
  const start = startOf(readKeptRun(ask.folder, name), ask.seed, cases)
  const {seed} = start
  const began = Date.now()
  const now = (held: number): KeptRun => ({seed, held: start.held + held, seconds: start.seconds + (Date.now() - began) / 1000})
  let kept = began
  let said = began
  console.log(`${name}: seed ${seed}${start.held > 0 ? `, goes on after ${start.held} cases and ${start.seconds.toFixed(0)} s` : ''}`)
  const {held, failure} = await runCases(proof, {
    seed, from: String(start.held), cases: cases - start.held, shrinkSeconds, enough: proof.share * 5, ...(ask.seconds !== undefined && {seconds: ask.seconds}),
    onHeld: count => {
      const at = Date.now()
      if (at < kept + keepEvery) return
      kept = at
      writeKeptRun(ask.folder, name, now(count))
      if (at < said + sayEvery) return
      said = at
      console.log(`${name}: ${count} cases in ${((at - began) / 1000).toFixed(0)} s`)
    },
  })
  const end = now(held)
  writeKeptRun(ask.folder, name, end)
  const all = start.held > 0 ? `; ${end.held} cases in ${end.seconds.toFixed(1)} s in all` : ''
  console.log(`${name}: ${held} cases held in ${((Date.now() - began) / 1000).toFixed(1)} s, seed ${seed}${all}`)
  if (failure) throw soakFailure(name, seed, failure)
}

/** The kept run where it is the one that is asked for and not at its end; else a new one. */
function startOf(kept: KeptRun | undefined, seed: number | undefined, cases: number): KeptRun {
  const goesOn = kept !== undefined && kept.held < cases && (seed === undefined || seed === kept.seed)
  return goesOn ? kept : {seed: seed ?? randomSeed(), held: 0, seconds: 0}
}

async function runOne<Case, World>(proof: Proof<Case, World>, name: string, seed: number, path: string): Promise<void> {
  const {failure} = await runCases(proof, {seed, from: path, cases: 1, shrinkSeconds, enough: Infinity})
  if (failure) throw soakFailure(name, seed, failure)
  console.log(`${name}: case ${path} of seed ${seed} held`)
}
