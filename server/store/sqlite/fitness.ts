/** `createFitness`: whether the store can still do its work: what reads and writes met is remembered, and asked again only while something is wrong or about to be. */
import type {StorageTrouble} from '../../errors.ts'
import {troubleOf} from './storage-failed.ts'

export interface Fitness {
  /** SQLite's code of a read or a write that the disk or the file failed. */
  note(code: string): void
  trouble(): StorageTrouble | undefined
  /** As it is now: asks the disk where there is a reason to, seldom enough to be called by anyone at any rate. */
  check(): Promise<StorageTrouble | undefined>
}

export interface FitnessInit {
  /** Makes a change that nobody sees; SQLite's code, or an empty text. */
  readonly probe: () => Promise<string>
  /** Reads the whole file; SQLite's code, or an empty text. */
  readonly inspect: () => Promise<string>
  readonly freeBytes: () => Promise<number>
  /** What is wrong now, or that nothing is any more. */
  readonly onTurn: (trouble: StorageTrouble | undefined, code: string) => void
  readonly now?: () => number
}

const probeEvery = 1_000
/** It may take seconds, of a thread that yields to others. */
const inspectEvery = 30_000
/** A disk that does not answer for this long has failed. */
const patience = 5_000
const little = 256 * 1024

export function createFitness({probe, inspect, freeBytes, onTurn, now = Date.now}: FitnessInit): Fitness {
  let trouble: StorageTrouble | undefined
  let asking: Promise<void> | undefined
  let askedAt = Number.NEGATIVE_INFINITY

  const turn = (next: StorageTrouble | undefined, code: string): void => {
    if (next === trouble) return
    trouble = next
    onTurn(next, code)
  }
  const note = (code: string): void => {
    // What is damaged stays so, whatever else fails.
    if (trouble !== 'storage-damaged') turn(troubleOf(code), code)
  }
  const ask = async (): Promise<void> => {
    if (trouble === 'storage-damaged') {
      // Anything but a whole file leaves it as it is, also a file that is too long to be read in time.
      if (await inspect() === '') turn(undefined, '')
      return
    }
    if (trouble === undefined && await freeBytes() >= little) return
    const code = await inTime(probe())
    if (code === '') turn(undefined, '')
    else note(code)
  }

  return {
    note,
    trouble: () => trouble,
    async check() {
      if (now() - askedAt >= (trouble === 'storage-damaged' ? inspectEvery : probeEvery)) {
        asking ??= ask().finally(() => {
          askedAt = now()
          asking = undefined
        })
      }
      // The whole file is read while others are answered.
      if (trouble !== 'storage-damaged') await asking
      return trouble
    },
  }
}

async function inTime(answer: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>(resolve => {
    timer = setTimeout(resolve, patience, 'SQLITE_IOERR').unref()
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
