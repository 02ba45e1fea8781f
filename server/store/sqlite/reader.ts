/** `createReader`: one reader thread, seen from the main thread. */
import {Worker} from 'node:worker_threads'
import {refusal} from '../../../schemas/index.ts'
import {problem, type Problem} from '../../errors.ts'
import type {FromReader, ReaderData, ReaderJob, ToReader} from './protocol.ts'

export interface ReaderTask {readonly shape: string; readonly job: ReaderJob; readonly resolve: (rows: readonly unknown[]) => void; readonly reject: (error: Error) => void}

export interface Reader {
  /** One task at a time. */
  run(task: ReaderTask): void
  close(): Promise<void>
}

export interface ReaderEvents {
  learn(shape: string, ms: number): void
  /** It is done with its task. */
  onIdle(): void
  /** It takes no more tasks. */
  onGone(): void
}

/** A thread that does not give up by itself within this time is left to its fate. */
const grace = 1000

export function createReader(entry: string, data: ReaderData, limitMs: number, events: ReaderEvents): Reader {
  const worker = new Worker(entry, {workerData: data, execArgv: [], name: 'store-reader'})
  let current: {readonly id: number; readonly task: ReaderTask; readonly timer: NodeJS.Timeout} | undefined
  let lastId = 0
  let gone = false

  const finish = (settle: (task: ReaderTask) => void): void => {
    if (!current) return
    const {task, timer} = current
    clearTimeout(timer)
    current = undefined
    settle(task)
  }
  const leave = (reason: Error): void => {
    if (gone) return
    gone = true
    finish(task => task.reject(reason))
    events.onGone()
  }

  worker.on('message', (answer: FromReader) => {
    if (gone || answer.id !== current?.id) return
    finish(task => {
      if (answer.kind === 'rows') {
        events.learn(task.shape, answer.ms)
        task.resolve(answer.rows)
      } else if (answer.kind === 'too-slow') {
        events.learn(task.shape, limitMs)
        task.reject(tooSlow(limitMs))
      } else {
        task.reject(Object.assign(new Error(`store: a query failed: ${answer.message}`), {code: answer.code}))
      }
    })
    events.onIdle()
  })
  worker.on('error', error => leave(error as Error))
  worker.on('exit', code => leave(new Error(`store: a reader thread ended by itself (code ${code})`)))

  return {
    run: task => {
      lastId += 1
      const timer = setTimeout(() => {
        events.learn(task.shape, limitMs)
        leave(tooSlow(limitMs))
        void worker.terminate()
      }, limitMs + grace)
      current = {id: lastId, task, timer}
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
      worker.postMessage({id: lastId, limitMs, ...task.job} satisfies ToReader)
    },
    close: async () => {
      leave(closedError())
      await worker.terminate()
    },
  }
}

export const closedError = (): Error => new Error('store: it was closed before the query was answered')

const tooSlow = (limitMs: number): Problem => problem('query-too-slow', {}, {errors: [refusal('too-slow', '?filter', {seconds: limitMs / 1000})]})
