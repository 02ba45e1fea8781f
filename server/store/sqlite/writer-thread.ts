/** The writer thread: the only place that writes to a tenant's file. Takes all that is queued at once, writes it together, answers it together. */
import {parentPort, receiveMessageOnPort, workerData} from 'node:worker_threads'
import type {Database} from 'better-sqlite3'
import {checkpoint} from './checkpoint.ts'
import {openForWriting} from './open-tenant.ts'
import type {FromWriter, ToWriter, WriterData} from './protocol.ts'
import type {QueuedCommit, Writer} from './writer.ts'
import {createWriter} from './writer.ts'

const port = parentPort!
const say = (message: FromWriter): void => port.postMessage(message)
/** What one transaction takes in: enough to share an fsync, not so much that the first waits long for its answer. */
const maxTogether = 500

let opened: {readonly db: Database; readonly writer: Writer} | undefined
try {
  const {file, maxPages, urgent} = workerData as WriterData
  const db = openForWriting(file, maxPages)
  opened = {db, writer: createWriter(db, urgent)}
  say({type: 'ready'})
} catch (error) {
  say({type: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : '', message: error instanceof Error ? error.message : String(error)})
  port.close()
}

/** Between two tries to empty the log, and until those who wait for it are told that it cannot be. */
const pause = 20
const mostPatience = 60_000

let forgetting: NodeJS.Timeout | NodeJS.Immediate | undefined
let forgettingSince = 0
let closed = false

/** Piece by piece, so that commits are written between. */
function forget({forgetter}: Writer): void {
  forgetting = undefined
  if (closed) return
  const state = tryStep(forgetter)
  const failed = state === 'wait' && Date.now() - forgettingSince > mostPatience
  if (failed) forgettingSince = Date.now()
  if (state === 'done' || failed) say({type: 'forgotten', failed})
  if (state !== 'done') forgetting = state === 'more' ? setImmediate(forget, opened!.writer) : setTimeout(forget, pause, opened!.writer)
}

/** A full disk may take the next piece. */
function tryStep(forgetter: Writer['forgetter']): ReturnType<Writer['forgetter']['step']> {
  try {
    return forgetter.step()
  } catch {
    return 'wait'
  }
}

function forgetSoon(writer: Writer): void {
  if (!writer.forgetter.pending()) return
  if (forgetting === undefined) forgettingSince = Date.now()
  forgetting ??= setImmediate(forget, writer)
}

if (opened) {
  const {db, writer} = opened
  forgetSoon(writer)
  port.on('message', (first: ToWriter) => {
    let message: ToWriter | undefined = first
    while (message) {
      const queued: QueuedCommit[] = []
      while (message?.type === 'commit' && queued.length < maxTogether) {
        queued.push(message)
        message = receiveMessageOnPort(port)?.message as ToWriter | undefined
      }
      if (queued.length > 0) {
        say({type: 'answers', answers: writer.write(queued)})
        forgetSoon(writer)
      }
      if (message?.type === 'probe') {
        say({type: 'probed', code: writer.probe()})
        message = undefined
      }
      if (message?.type === 'close') {
        closed = true
        writer.close()
        checkpoint(db, 'TRUNCATE')
        db.close()
        port.close()
        return
      }
      message ??= receiveMessageOnPort(port)?.message as ToWriter | undefined
    }
  })
}
