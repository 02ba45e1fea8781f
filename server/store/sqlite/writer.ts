/** `createWriter`: writes what is queued as one transaction, so that many commits share one fsync. Runs in the writer thread. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'
import {statSync} from 'node:fs'
import type {StoreCommit} from '../store.ts'
import type {Committer} from './committer.ts'
import {createCommitter} from './committer.ts'
import {createForgetter, type Forgetter} from './forgetter.ts'
import type {Answer} from './protocol.ts'

export interface QueuedCommit {readonly id: number; readonly commit: StoreCommit}
export interface Writer {
  /** Durable when it returns. */
  write(queued: readonly QueuedCommit[]): readonly Answer[]
  /** What is still to be done about purges. */
  readonly forgetter: Forgetter
}

export function createWriter(db: Database): Writer {
  const forgetter = createForgetter(db)
  const committer = createCommitter(db, forgetter.note)
  const tend = createWalTender(db)
  return {
    write: queued => {
      const answers = writeTogether(committer, queued) ?? queued.map(one => writeTogether(committer, [one], true)![0]!)
      tend()
      return answers
    },
    forgetter,
  }
}

/** Undefined when the disk failed: nothing is written, and each commit is to be tried alone, so that one that is too big does not take the others with it. */
function writeTogether(committer: Committer, queued: readonly QueuedCommit[], alone = false): readonly Answer[] | undefined {
  try {
    committer.begin()
    const answers = queued.map(one => writeOne(committer, one))
    committer.end()
    return answers
  } catch (error) {
    committer.rollback()
    if (!alone && queued.length > 1) return undefined
    return queued.map(({id}) => ({id, kind: 'storage-failed', code: error instanceof Sqlite.SqliteError ? error.code : '', message: messageOf(error)}))
  }
}

function writeOne(committer: Committer, {id, commit}: QueuedCommit): Answer {
  try {
    const result = committer.apply(commit)
    return result.ok ? {id, kind: 'applied', applied: result.applied, forgets: !result.applied.replayed && commit.writes.some(({op}) => op === 'purge')} : {id, kind: 'refused', failure: result.failure}
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && !ourMistake.test(error.code)) throw error
    return {id, kind: 'error', message: messageOf(error)}
  }
}

/** Wrong SQL, a violated constraint or an oversized value concern one commit; anything else is the disk, the memory or the file. */
const ourMistake = /^SQLITE_(?:ERROR|CONSTRAINT|MISMATCH|RANGE|TOOBIG|MISUSE)/

const messageOf = (error: unknown): string => error instanceof Error ? error.message : String(error)

const walLimit = 64 * 1024 * 1024
const walPatience = 5000

/** SQLite checkpoints by itself, but starts the log anew only when no reader is in it: a log that has grown is emptied as soon as that is possible without waiting. */
function createWalTender(db: Database): () => void {
  let sinceLook = 0
  let lastTry = 0
  return () => {
    sinceLook += 1
    if (sinceLook < 50 || Date.now() - lastTry < walPatience) return
    sinceLook = 0
    if ((statSync(`${db.name}-wal`, {throwIfNoEntry: false})?.size ?? 0) < walLimit) return
    lastTry = Date.now()
    db.pragma('busy_timeout = 0')
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.pragma('busy_timeout = 5000')
  }
}
