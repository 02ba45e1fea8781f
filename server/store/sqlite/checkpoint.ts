/** `checkpoint`: moves what stands in the log into the file. On a full disk it stays in the log, which is whole without it. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'

export function checkpoint(db: Database, mode: 'PASSIVE' | 'TRUNCATE'): void {
  try {
    db.pragma(`wal_checkpoint(${mode})`)
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError)) throw error
  }
}
