/** `lockFile`: one process per tenant. The lock is SQLite's own on a small file beside it, so the system gives it back when the process dies, however it dies. */
import Sqlite from 'better-sqlite3'
import {closeSync, openSync} from 'node:fs'
import {CannotStart} from '../../errors.ts'

/**
 * Returns the way to unlock. Throws when another process, or another store of this one, holds the file, naming the process. (The lock file is never read or copied
 * by other means: closing it would give the lock back.)
 */
export function lockFile(file: string): () => void {
  const lock = `${file}-lock`
  closeSync(openSync(lock, 'a', 0o600))
  const db = new Sqlite(lock, {timeout: 0})
  try {
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL); BEGIN IMMEDIATE; DELETE FROM holder;')
    db.prepare('INSERT INTO holder (pid) VALUES (?)').run(process.pid)
    db.exec('COMMIT')
    // Held until it is closed: whoever comes can read the holder, and cannot become it.
    db.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const holder = findHolder(db)
    db.close()
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    throw new CannotStart(`${file}: expected to be the only one to serve it, got a file that is already served by process ${holder ?? 'unknown'}; stop that process first, or name another file`, {cause: error})
  }
  return () => db.close()
}

function findHolder(db: Sqlite.Database): number | undefined {
  try {
    if (db.inTransaction) db.exec('ROLLBACK')
    return db.prepare('SELECT pid FROM holder').pluck().all()[0] as number | undefined
  } catch {
    return undefined
  }
}
