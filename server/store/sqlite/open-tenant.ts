/** Opening a tenant's file: what it must be, and how its connections are set. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'
import {existsSync, statSync} from 'node:fs'
import {CannotStart} from '../../errors.ts'
import {applicationId} from './layout.ts'
import {layoutOf} from './migrate.ts'
import {layoutVersion} from './migrations/index.ts'
import {openingProblem} from './opening-problem.ts'

/** Throws, touching nothing, when the file is not a tenant of a layout that this version knows or can migrate. A missing file is a tenant to be; an empty one was something else once. */
export function inspectFile(file: string): void {
  if (!existsSync(file)) return checkNothingLeft(file)
  if (statSync(file).size === 0) throw empty(file, 'an empty file')
  let found: {readonly id: number; readonly layout: number; readonly tables: number}
  try {
    const db = new Sqlite(file, {readonly: true})
    try {
      const id = db.pragma('application_id', {simple: true}) as number
      const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().all()[0] as number
      const layout = id === applicationId ? layoutOf(db) : 0
      found = {id, layout, tables}
    } finally {
      db.close()
    }
  } catch (error) {
    throw openingProblem(file, error)
  }
  if (found.tables === 0) throw empty(file, 'a database without tables')
  if (found.id !== applicationId) throw new CannotStart(`${file}: expected an Espalier database, got another application's SQLite database; name another file`)
  if (!(found.layout <= layoutVersion)) throw new CannotStart(`${file}: expected at most layout version ${layoutVersion}, got ${found.layout}; open it with the version of Espalier that wrote it, or a newer one`)
}

const empty = (file: string, what: string): Error =>
  new CannotStart(`${file}: expected an Espalier database, got ${what}, as a copy that failed or a full disk leaves behind; restore it from a backup, or remove it to begin a new tenant`)

/** A log without its database: SQLite would throw it away as soon as a new database takes the name. */
function checkNothingLeft(file: string): void {
  const log = `${file}-wal`
  if ((statSync(log, {throwIfNoEntry: false})?.size ?? 0) === 0) return
  throw new CannotStart(`${file}: expected the database beside its log ${log}, got the log alone; put both back as they were, or remove the log to begin a new tenant`)
}

/** The one connection that writes. `maxPages` bounds the file's size, as a full disk would. */
export function openForWriting(file: string, maxPages?: number): Database {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('busy_timeout = 5000')
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('journal_size_limit = 67108864')
  db.pragma('cache_size = -65536')
  db.pragma('temp_store = MEMORY')
  db.pragma('trusted_schema = OFF')
  // What is deleted is overwritten, also in pages that are freed: a tenth more is written. What was purged is not left lying.
  db.pragma('secure_delete = ON')
  if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)
  return db
}

export function openForReading(file: string): Database {
  const db = new Sqlite(file, {readonly: true, fileMustExist: true})
  db.pragma('query_only = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -32768')
  db.pragma('temp_store = MEMORY')
  return db
}
