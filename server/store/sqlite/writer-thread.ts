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

if (opened) {
  const {db, writer} = opened
  port.on('message', (first: ToWriter) => {
    let message: ToWriter | undefined = first
    while (message) {
      const queued: QueuedCommit[] = []
      while (message?.type === 'commit' && queued.length < maxTogether) {
        queued.push(message)
        message = receiveMessageOnPort(port)?.message as ToWriter | undefined
      }
      if (queued.length > 0) say({type: 'answers', answers: writer.write(queued)})
      if (message?.type === 'probe') {
        say({type: 'probed', code: writer.probe()})
        message = undefined
      }
      if (message?.type === 'close') {
        checkpoint(db, 'TRUNCATE')
        db.close()
        port.close()
        return
      }
      message ??= receiveMessageOnPort(port)?.message as ToWriter | undefined
    }
  })
}
