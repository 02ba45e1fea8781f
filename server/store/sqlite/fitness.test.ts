import {beforeEach, expect, test} from 'vitest'
import {createFitness, type Fitness} from './fitness.ts'

let now: number
let free: number
let code: string
let probes: number
let inspections: number
let turns: (string | undefined)[]
let fitness: Fitness

beforeEach(() => {
  now = 0
  free = 1e9
  code = ''
  probes = inspections = 0
  turns = []
  fitness = createFitness({
    now: () => now,
    freeBytes: async () => free,
    probe: async () => {
      probes += 1
      return code
    },
    inspect: async () => {
      inspections += 1
      return code
    },
    onTurn: trouble => turns.push(trouble),
  })
})

async function ask(times: number): Promise<readonly (string | undefined)[]> {
  const answers = await Promise.all(Array.from({length: times}, () => fitness.check()))
  return [...new Set(answers)]
}

test('while nothing is wrong, however often it is asked, nothing is written', async () => {
  for (now = 0; now < 60_000; now += 500) expect(await ask(10)).toEqual([undefined])
  expect([probes, inspections, turns]).toEqual([0, 0, []])
})

test('a write that failed makes it unfit until a probe works; whoever asks often gets one probe a second', async () => {
  code = 'SQLITE_FULL'
  fitness.note('SQLITE_FULL')
  for (now = 1_000; now <= 5_000; now += 100) expect(await ask(5)).toEqual(['storage-full'])
  expect(probes).toBe(5)
  code = ''
  now += 1_000
  expect(await ask(5)).toEqual([undefined])
  expect([probes, turns]).toEqual([6, ['storage-full', undefined]])
})

test('little room is a reason to look before anyone writes, and is no trouble while a change still fits', async () => {
  free = 0
  now = 2_000
  expect([await ask(3), probes]).toEqual([[undefined], 1])
  code = 'SQLITE_FULL'
  now = 4_000
  expect(await ask(3)).toEqual(['storage-full'])
})

test('damage stays whatever works besides, and is over when the whole file was read and is whole', async () => {
  code = 'SQLITE_CORRUPT'
  fitness.note('SQLITE_CORRUPT_VTAB')
  fitness.note('SQLITE_FULL')
  for (now = 1_000; now < 90_000; now += 1_000) expect(await ask(2)).toEqual(['storage-damaged'])
  expect([probes, inspections]).toEqual([0, 3])
  code = ''
  now += 60_000
  await ask(1)
  await new Promise(setImmediate)
  expect(await ask(1)).toEqual([undefined])
})
