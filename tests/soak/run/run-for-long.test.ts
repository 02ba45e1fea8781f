import * as fc from 'fast-check'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test, vi, type TestContext} from 'vitest'
import type {Proof} from './define-proof.ts'
import {readKeptRun, writeKeptRun} from './kept-run.ts'
import {runForLong} from './run-for-long.ts'

let folder: string
let said: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-soak-'))
  said = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

const context = {task: {file: {filepath: '/proofs/sums.ts'}}} as TestContext
const proofOf = (check: (one: number) => void): Proof<number> => ({title: 'holds', share: 5, cases: 50, any: fc.nat(), check})
const seenOf = async (ask: {seed?: number; cases?: number; seconds?: number}): Promise<readonly number[]> => {
  const seen: number[] = []
  await runForLong(proofOf(one => void seen.push(one)), {folder, ...ask})(context)
  return seen
}

test('a run goes on with the case after the last one that held, as if it had never stopped', async () => {
  const whole = await seenOf({seed: 5})
  writeKeptRun(folder, 'sums', {seed: 5, held: 20, seconds: 3})
  expect(await seenOf({})).toEqual(whole.slice(20))
  expect(readKeptRun(folder, 'sums')).toMatchObject({seed: 5, held: 50})
  expect(said.at(-1)).toMatch(/^sums: 30 cases held in [\d.]+ s, seed 5; 50 cases in 3\.\d s in all$/)
})

test('a run that came to its end, and one of another seed, begin anew', async () => {
  const five = await seenOf({seed: 5})
  expect(await seenOf({seed: 6})).not.toEqual(five)
  writeKeptRun(folder, 'sums', {seed: 6, held: 20, seconds: 3})
  expect(await seenOf({seed: 5})).toEqual(five)
  expect(await seenOf({})).toHaveLength(50)
})

test('but for the first, no case begins after the seconds that were asked for', async () => {
  let ran = 0
  await runForLong(proofOf(() => void ran++), {folder, seed: 1, seconds: 0})(context)
  expect(ran).toBe(1)
})

test('a case that fails is made small, is named with the command that repeats it, and is the first one of the next run', async () => {
  const failing = proofOf(one => {
    if (one > 1_000) throw new Error(`${one} is too much`)
  })
  const first = await runForLong(failing, {folder, seed: 3})(context).catch((error: Error) => error.message)
  expect(first).toMatch(/^sums: case \d+ of seed 3 failed\nthe case, made small: 1001\n1001 is too much\nagain: npm run soak -- sums --seed 3 --case [\d:]+$/)
  const path = /--case (\S+)/.exec(first as string)![1]!
  await expect(runForLong(failing, {folder, seed: 3, case: path})(context)).rejects.toThrow('1001 is too much')
  expect(readKeptRun(folder, 'sums')!.held).toBe(Number(path.split(':')[0]))
  await expect(runForLong(failing, {folder})(context)).rejects.toThrow(`case ${path.split(':')[0]} of seed 3 failed`)
})

test('a case that holds when it is run again is said to hang on timing', async () => {
  let ran = 0
  const once = proofOf(() => {
    if (++ran === 7) throw new Error('a race')
  })
  await expect(runForLong(once, {folder, seed: 3})(context)).rejects.toThrow('case 6 of seed 3 failed, and held when it was run again: it hangs on timing')
})

test('a world is opened for the cases and anew to make a failed one small, and each is closed', async () => {
  const worlds: string[] = []
  const proof: Proof<number, string> = {
    title: 'holds', share: 5, cases: 50, any: fc.nat(),
    open: () => Promise.resolve(`world ${worlds.push('open')}`),
    close: world => void worlds.push(`close ${world}`),
    check(one, world) {
      if (one > 1_000) throw new Error(`${one} is too much in ${world}`)
    },
  }
  await expect(runForLong(proof, {folder, seed: 3})(context)).rejects.toThrow('1001 is too much in world 3')
  expect(worlds).toEqual(['open', 'close world 1', 'open', 'close world 3'])
})

test('what held because nothing happened has not held; a single case may', async () => {
  const idle: Proof<number> = {
    ...proofOf(() => {}),
    mustHaveSeen() {
      throw new Error('nothing happened')
    },
  }
  await expect(runForLong(idle, {folder, seed: 3})(context)).rejects.toThrow('nothing happened')
  await runForLong(idle, {folder, seed: 3, case: '4'})(context)
})

test('what is said of a case that failed is why it failed, whatever its world had seen', async () => {
  const failing: Proof<number> = {
    ...proofOf(() => {
      throw new Error('broken')
    }),
    mustHaveSeen() {
      throw new Error('nothing happened')
    },
  }
  await expect(runForLong(failing, {folder, seed: 3})(context)).rejects.toThrow('broken')
})
