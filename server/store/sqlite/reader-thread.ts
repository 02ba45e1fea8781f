/** A reader thread: runs what may take long, one job after the other, and gives up on a job when its time is over. */
import {constants, platform, setPriority} from 'node:os'
import {parentPort, workerData} from 'node:worker_threads'
import {registerFunctions} from './functions.ts'
import {openForReading} from './open-tenant.ts'
import type {FromReader, ReaderData, ReaderJob, ToReader} from './protocol.ts'
import {searchRows} from './search-rows.ts'
import {createStatementCache} from './statement-cache.ts'

const port = parentPort!
const {file, yielding} = workerData as ReaderData
// Linux takes this for the calling thread alone; elsewhere it would slow the whole process down.
if (yielding && platform() === 'linux') setPriority(constants.priority.PRIORITY_LOW)
const db = openForReading(file)
const statements = createStatementCache(db)
const timeIsOver = 'the time for this query is over'

let deadline = 0
const check = (): void => {
  if (performance.now() > deadline) throw new Error(timeIsOver)
}
registerFunctions(db, check)

port.on('message', ({id, limitMs, ...job}: ToReader) => {
  const started = performance.now()
  deadline = started + limitMs
  let answer: FromReader
  try {
    const rows = run(job)
    answer = {id, kind: 'rows', rows, ms: performance.now() - started}
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    answer = message === timeIsOver ? {id, kind: 'too-slow'} : {id, kind: 'error', code: error instanceof Error && 'code' in error ? String(error.code) : '', message}
  }
  port.postMessage(answer)
})

function run(job: ReaderJob): readonly unknown[] {
  return job.job === 'rows' ? statements.raw(job.sql).all(...job.params) : searchRows(statements, job, check)
}
