/** Opening a tenant's file: what it must be, and how its connections are set. */
import Sqlite from 'better-sqlite3'
import type {Database} from 'better-sqlite3'
import {closeSync, existsSync, mkdirSync, openSync, statSync} from 'node:fs'
import {dirname} from 'node:path'
import {CannotStart} from '../../errors.ts'
import {applicationId, baseTables, layoutVersion} from './layout.ts'
import {openingProblem} from './opening-problem.ts'

/** Makes the folder and the file, readable by their owner alone. A file that is there keeps its rights. */
export function createFile(file: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700})
  closeSync(openSync(file, 'a', 0o600))
}

/** Throws, touching nothing, when the file is not a tenant of a layout that this version knows. An empty or missing file is a tenant to be. */
export function inspectFile(file: string): void {
  if (!existsSync(file) || statSync(file).size === 0) return
  let found: {readonly id: number; readonly layout: number; readonly tables: number}
  try {
    const db = new Sqlite(file, {readonly: true})
    try {
      const id = db.pragma('application_id', {simple: true}) as number
      const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().all()[0] as number
      const layout = id === applicationId ? Number(db.prepare(`SELECT value FROM _meta WHERE key = 'layout'`).pluck().all()[0]) : 0
      found = {id, layout, tables}
    } finally {
      db.close()
    }
  } catch (error) {
    throw openingProblem(file, error)
  }
  if (found.tables === 0) return
  if (found.id !== applicationId) throw new CannotStart(`${file}: expected an Espalier database, got another application's SQLite database; name another file`)
  if (found.layout !== layoutVersion) throw new CannotStart(`${file}: expected layout version ${layoutVersion}, got ${found.layout}; open it with the version of Espalier that wrote it, or a newer one`)
}

/** The one connection that writes. Lays out a new file. `maxPages` bounds its size, as a full disk would. */
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
  // What was purged is not left lying in freed pages where that costs no extra write.
  db.pragma('secure_delete = FAST')
  if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)
  if (db.pragma('application_id', {simple: true}) !== applicationId) {
    db.transaction(() => {
      db.exec(baseTables)
      db.prepare(`INSERT INTO _meta (key, value) VALUES ('layout', ?)`).run(String(layoutVersion))
      db.pragma(`application_id = ${applicationId}`)
    }).immediate()
  }
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
