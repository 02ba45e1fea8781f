/** `createWriterPort`: the writer thread, seen from the main thread: a bounded queue of commits and their answers. */
import {Worker} from 'node:worker_threads'
import {problem, type Problem} from '../../errors.ts'
import type {CommitFailure, StoreCommit} from '../store.ts'
import type {Applied} from './committer.ts'
import type {Answer, FromWriter, ToWriter, WriterData} from './protocol.ts'
import {writeFailed} from './storage-failed.ts'

export interface WriterLimits {
  /** Commits that may wait. */
  readonly maxQueued: number
  /** Bytes of documents that may wait. A commit that comes alone may be larger. */
  readonly maxQueuedBytes: number
}

export type CommitAnswer = {readonly ok: true; readonly applied: Applied} | {readonly ok: false; readonly failure: CommitFailure}

export interface WriterPort {
  /** Rejects with a Problem when the queue is full or the disk failed. `onApplied` is called before it resolves, in the order of events. */
  write(commit: StoreCommit): Promise<CommitAnswer>
  /** SQLite's code for why the file takes no changes, or an empty text. Waits for what was asked before. */
  probe(): Promise<string>
  queued(): number
  /** Resolves when nothing waits for an answer. */
  drain(): Promise<void>
  close(): Promise<void>
}

export interface WriterEvents {
  onApplied(commit: StoreCommit, applied: Applied): void
  /** The thread ended by itself: what it wrote last may be unknown to the callers. The port takes no more commits. */
  onGone(): void
}

interface Pending {readonly commit: StoreCommit; readonly bytes: number; readonly resolve: (answer: CommitAnswer) => void; readonly reject: (error: Error) => void}

/** Resolves once the file is open and laid out; rejects with why it cannot be. */
export function createWriterPort(entry: string, data: WriterData, limits: WriterLimits, events: WriterEvents): Promise<WriterPort> {
  const worker = new Worker(entry, {workerData: data, execArgv: [], name: 'store-writer'})
  const pending = new Map<number, Pending>()
  /** Purges that are written and not yet forgotten. */
  let forgetting: {readonly applied: Applied; readonly waiting: Pending}[] = []
  const drains: (() => void)[] = []
  const probes: ((code: string) => void)[] = []
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
  const post = (message: ToWriter): void => worker.postMessage(message)
  let lastId = 0
  let bytes = 0
  let gone = false

  const drained = (): void => {
    if (pending.size === 0 && forgetting.length === 0) drains.splice(0).forEach(resolve => resolve())
  }
  const settle = (answer: Answer): void => {
    const waiting = pending.get(answer.id)!
    const {commit, bytes: its, resolve, reject} = waiting
    pending.delete(answer.id)
    bytes -= its
    switch (answer.kind) {
      case 'applied':
        events.onApplied(commit, answer.applied)
        if (!answer.forgets) return resolve({ok: true, applied: answer.applied})
        forgetting.push({applied: answer.applied, waiting})
        return
      case 'refused': return resolve({ok: false, failure: answer.failure})
      case 'storage-failed': return reject(writeFailed(answer.code, answer.message))
      case 'error': return reject(new Error(answer.message))
    }
  }

  const settleForgotten = (failed: boolean): void => {
    const settled = forgetting
    forgetting = []
    for (const {applied, waiting: {resolve, reject}} of settled) {
      if (failed) reject(notForgotten())
      else resolve({ok: true, applied})
    }
  }

  const port: WriterPort = {
    write: commit => new Promise((resolve, reject) => {
      const its = commit.writes.reduce((sum, write) => sum + ('doc' in write ? write.doc.length : 0) + 200, 0)
      if (gone) return reject(interrupted())
      if (pending.size >= limits.maxQueued || (pending.size > 0 && bytes + its > limits.maxQueuedBytes)) return reject(busy(pending.size))
      lastId += 1
      post({type: 'commit', id: lastId, commit})
      bytes += its
      pending.set(lastId, {commit, bytes: its, resolve, reject})
    }),
    probe: () => new Promise(resolve => {
      if (gone) return resolve('SQLITE_IOERR')
      probes.push(resolve)
      post({type: 'probe'})
    }),
    queued: () => pending.size,
    drain: () => new Promise(resolve => {
      if (pending.size === 0 && forgetting.length === 0) resolve()
      else drains.push(resolve)
    }),
    close: () => new Promise(resolve => {
      if (gone) return resolve()
      worker.once('exit', () => resolve())
      post({type: 'close'})
    }),
  }

  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromWriter) => {
      if (message.type === 'ready') resolve(port)
      if (message.type === 'failed') reject(Object.assign(new Error(message.message), {code: message.code}))
      if (message.type === 'probed') probes.shift()?.(message.code)
      if (message.type === 'forgotten') {
        settleForgotten(message.failed)
        drained()
      }
      if (message.type !== 'answers') return
      message.answers.forEach(settle)
      drained()
    })
    worker.on('error', error => reject(error as Error))
    worker.on('exit', () => {
      gone = true
      reject(interrupted())
      const lost = [...pending.values()]
      pending.clear()
      bytes = 0
      for (const {reject: refuse} of lost) refuse(interrupted())
      for (const answer of probes.splice(0)) answer('SQLITE_IOERR')
      settleForgotten(true)
      drained()
      events.onGone()
    })
  })
}

function busy(queued: number): Problem {
  return problem('busy', {of: 'commits', queued})
}

/** The purge itself stands. */
function notForgotten(): Problem {
  return problem('not-forgotten', {})
}

/** Whether the commit became durable is not known: its caller finds out by reading, or repeats it with its idempotency key. */
function interrupted(): Problem {
  return problem('commit-unknown', {})
}
