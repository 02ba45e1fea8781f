/** `createStoppableThread`: a thread that does one job after the other, is ended when a job makes no progress, and starts anew for the next. */
import {Worker} from 'node:worker_threads'
import {progressBytes, progressIn, type DrawingAnswer, type DrawingJob} from './drawing-messages.ts'

/** `end`: the thread ended by itself, as by `process.exit`. */
export type StopReason = 'time' | 'memory' | 'end'

/** The job was ended. `snippet` is what it was at. */
export class Stopped extends Error {
  readonly snippet: string
  readonly reason: StopReason
  constructor(snippet: string, reason: StopReason) {
    super(`snippet ${snippet} was stopped`)
    this.snippet = snippet
    this.reason = reason
  }
}

export interface StoppableThread {
  /** In turn. Throws `Stopped`. */
  run(job: DrawingJob): Promise<DrawingAnswer>
  close(): Promise<void>
}

export interface ThreadLimits {
  /** Without progress. */
  readonly deadlineMs: number
  readonly memoryMb: number
}

/** `prepare` gives the jobs that a new thread does first. */
export function createStoppableThread(entry: string, {deadlineMs, memoryMb}: ThreadLimits, prepare: () => readonly DrawingJob[]): StoppableThread {
  const memory = new SharedArrayBuffer(progressBytes)
  const progress = progressIn(memory)
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let closed = false

  async function run(job: DrawingJob): Promise<DrawingAnswer> {
    if (closed) throw new Error('the server is closing')
    if (!worker) {
      worker = await started()
      for (const first of prepare()) await answerOf(first)
    }
    return answerOf(job)
  }

  function started(): Promise<Worker> {
    const fresh = new Worker(entry, {workerData: memory, execArgv: [], name: 'dev-drawing', resourceLimits: {maxOldGenerationSizeMb: memoryMb}})
    // What a snippet throws beside a job is its own affair; the thread that it ended is replaced.
    fresh.on('error', () => {})
    fresh.on('exit', () => {
      if (worker === fresh) worker = undefined
    })
    return new Promise((resolve, reject) => {
      fresh.once('online', () => resolve(fresh))
      fresh.once('exit', () => reject(new Error(`${entry}: the drawing thread does not start`)))
    })
  }

  function answerOf(job: DrawingJob): Promise<DrawingAnswer> {
    const mine = worker
    if (!mine) return Promise.reject(new Stopped('', 'end'))
    return new Promise((resolve, reject) => {
      let seen = progress.read().count
      const stop = (reason: Stopped['reason']): void => {
        const {snippet} = progress.read()
        worker = undefined
        settle()
        void mine.terminate()
        reject(new Stopped(snippet, reason))
      }
      const watch = (): void => {
        const {count} = progress.read()
        if (count === seen) return stop('time')
        seen = count
        timer = setTimeout(watch, deadlineMs)
      }
      let timer = setTimeout(watch, deadlineMs)
      const onMessage = (answer: DrawingAnswer): void => {
        settle()
        resolve(answer)
      }
      const onError = (error: Error & {readonly code?: string}): void => stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'end')
      const onExit = (): void => stop('end')
      const settle = (): void => {
        clearTimeout(timer)
        mine.off('message', onMessage).off('error', onError).off('exit', onExit)
      }
      mine.on('message', onMessage).on('error', onError).on('exit', onExit)
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      mine.postMessage(job)
    })
  }

  return {
    run(job) {
      const mine = turn.then(() => run(job))
      turn = mine.catch(() => undefined)
      return mine
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
