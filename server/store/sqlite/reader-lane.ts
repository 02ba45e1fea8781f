/** `createReaderLane`: a queue of jobs and the reader threads that work it off, started when first needed, replaced when they end. */
import {problem} from '../../errors.ts'
import type {ReaderData} from './protocol.ts'
import type {Reader, ReaderTask} from './reader.ts'
import {closedError, createReader} from './reader.ts'
import type {ReaderLimits} from './reader-pool.ts'
import {threadEntry} from './thread-entry.ts'

export interface ReaderLane {
  add(task: ReaderTask): void
  close(): Promise<void>
}

/** `learn` is told how many milliseconds a job of a shape took. */
export function createReaderLane(data: ReaderData, size: number, {limitMs, maxWaiting}: ReaderLimits, learn: (shape: string, ms: number) => void): ReaderLane {
  const waiting: ReaderTask[] = []
  const idle = new Set<Reader>()
  const readers = new Set<Reader>()
  let starting = 0
  let closed = false

  const next = (): void => {
    for (const reader of idle) {
      const task = waiting.shift()
      if (!task) return
      idle.delete(reader)
      reader.run(task)
    }
    if (waiting.length > 0 && !closed && readers.size + starting < size) void start()
  }

  const start = async (): Promise<void> => {
    starting += 1
    try {
      const entry = await threadEntry('store-reader')
      if (closed) return
      const reader = createReader(entry, data, limitMs, {
        learn,
        onIdle: () => {
          idle.add(reader)
          next()
        },
        onGone: () => {
          idle.delete(reader)
          readers.delete(reader)
          next()
        },
      })
      readers.add(reader)
      idle.add(reader)
    } catch (error) {
      for (const task of waiting.splice(0)) task.reject(error as Error)
    } finally {
      starting -= 1
      next()
    }
  }

  return {
    add: task => {
      if (closed) task.reject(closedError())
      else if (waiting.length >= maxWaiting) task.reject(problem('busy', {of: 'queries', queued: waiting.length}))
      else {
        waiting.push(task)
        next()
      }
    },
    close: async () => {
      closed = true
      for (const task of waiting.splice(0)) task.reject(closedError())
      await Promise.all([...readers].map(reader => reader.close()))
    },
  }
}
