/** `createReaderPool`: threads for what may take long, in two lanes, so that a quick query never waits behind a slow one. */
import type {ReaderJob} from './protocol.ts'
import {createReaderLane} from './reader-lane.ts'

export type Lane = 'quick' | 'slow'

export interface ReaderPool {
  /** `shape` stands for all jobs that differ in values only: how long such jobs took decides their lane; `guess` is used until that is known. Rejects with a Problem when it takes too long. */
  run(shape: string, guess: Lane, job: ReaderJob): Promise<readonly unknown[]>
  close(): Promise<void>
}

export interface ReaderLimits {
  /** Threads in the slow lane. */
  readonly slowReaders: number
  /** How long one job may take. */
  readonly limitMs: number
  /** How many jobs may wait in a lane. */
  readonly maxWaiting: number
}

/** From here on, in milliseconds, a job belongs into the slow lane. */
const slowFrom = 40
const maxShapes = 2000

export function createReaderPool(file: string, limits: ReaderLimits): ReaderPool {
  const times = new Map<string, number>()
  const learn = (shape: string, ms: number): void => {
    const known = times.get(shape) ?? 0
    times.delete(shape)
    // A slow one is remembered for a while: other values of the same shape may have been quick by luck.
    times.set(shape, Math.max(ms, known * 0.8))
    if (times.size > maxShapes) times.delete(times.keys().next().value!)
  }
  const lanes = {
    quick: createReaderLane({file, yielding: false}, 1, limits, learn),
    slow: createReaderLane({file, yielding: true}, limits.slowReaders, limits, learn),
  }
  return {
    run: (shape, guess, job) => {
      const known = times.get(shape)
      const lane = known === undefined ? guess : known < slowFrom ? 'quick' : 'slow'
      return new Promise((resolve, reject) => lanes[lane].add({shape, job, resolve, reject}))
    },
    close: async () => {
      await Promise.all([lanes.quick.close(), lanes.slow.close()])
    },
  }
}
