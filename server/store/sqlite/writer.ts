/** `createWriter`: writes what is queued as one transaction, so that many commits share one fsync. Runs in the writer thread. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'
import {statSync} from 'node:fs'
import type {StoreCommit} from '../store.ts'
import {checkpoint} from './checkpoint.ts'
import type {Committer} from './committer.ts'
import {createCommitter} from './committer.ts'
import {createForgetter, type Forgetter} from './forgetter.ts'
import type {Answer} from './protocol.ts'
import {createReserve} from './reserve.ts'
import {isFullCode, isStorageCode} from './storage-failed.ts'

export interface QueuedCommit {readonly id: number; readonly commit: StoreCommit}
export interface Writer {
  /** Durable when it returns. */
  write(queued: readonly QueuedCommit[]): readonly Answer[]
  /** Whether the file takes changes, found out by making one that nobody sees: SQLite's code for what is wrong, or an empty text. */
  probe(): string
  /** Gives the reserve back, before the file is closed: emptying the log may need it. */
  close(): void
  /** What is still to be done about purges. */
  readonly forgetter: Forgetter
}

/** `urgent`: schemas whose writes may take what is held in reserve when the disk is full. */
export function createWriter(db: Database, urgent: readonly string[] = []): Writer {
  const forgetter = createForgetter(db)
  const committer = createCommitter(db, forgetter.note)
  const tend = createWalTender(db)
  const reserve = createReserve(db.name)
  reserve.hold()
  const isUrgent = ({commit}: QueuedCommit): boolean => !commit.tables && commit.writes.length > 0 && commit.writes.every(({schema}) => urgent.includes(schema))
  const writeAlone = (one: QueuedCommit): Answer => writeTogether(committer, [one], true)![0]!
  /** While the reserve is given away, what is left of it is for what is urgent. */
  const writeInNeed = (one: QueuedCommit): Answer => {
    if (!isUrgent(one)) return reserve.hold() ? writeAlone(one) : {id: one.id, kind: 'storage-failed', code: 'SQLITE_FULL', message: 'no room but what is held in reserve'}
    const answer = writeAlone(one)
    if (!isFull(answer) || !reserve.give()) return answer
    return writeAlone(one)
  }
  return {
    write: queued => {
      const answers = (reserve.hold() ? writeTogether(committer, queued) : undefined) ?? queued.map(writeInNeed)
      // Makes the log's own room usable again, so that the reserve lasts; unless the file would have to grow for it, into that very reserve.
      if (!reserve.hold() && !wantsToGrow(db)) checkpoint(db, 'PASSIVE')
      tend()
      return answers
    },
    probe: () => {
      if (!reserve.hold() || !reserve.hasRoom()) return 'SQLITE_FULL'
      try {
        db.prepare(`INSERT INTO _meta (key, value) VALUES ('probe', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(String(Date.now()))
        return ''
      } catch (error) {
        return error instanceof Sqlite.SqliteError ? error.code : 'SQLITE_IOERR'
      }
    },
    close: () => void reserve.give(),
    forgetter,
  }
}

const isFull = (answer: Answer): boolean => answer.kind === 'storage-failed' && isFullCode(answer.code)

/** Whether the log holds pages that the file has no place for yet. */
function wantsToGrow(db: Database): boolean {
  const [pages, size] = (['page_count', 'page_size'] as const).map(name => db.pragma(name, {simple: true}) as number) as [number, number]
  return pages * size > statSync(db.name).size
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
    if (!alone) return undefined
    return queued.map(({id}) => ({id, kind: 'storage-failed', code: error instanceof Sqlite.SqliteError ? error.code : '', message: messageOf(error)}))
  }
}

function writeOne(committer: Committer, {id, commit}: QueuedCommit): Answer {
  try {
    const result = committer.apply(commit)
    return result.ok ? {id, kind: 'applied', applied: result.applied, forgets: !result.applied.replayed && !commit.dry && commit.writes.some(({op}) => op === 'purge')} : {id, kind: 'refused', failure: result.failure}
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && isStorageCode(error.code)) throw error
    return {id, kind: 'error', message: messageOf(error)}
  }
}

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
    checkpoint(db, 'TRUNCATE')
    db.pragma('busy_timeout = 5000')
  }
}
