/** `createFile`: a new tenant's file, which is there as a whole or not at all. */
import Sqlite from 'better-sqlite3'
import {closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync} from 'node:fs'
import {dirname} from 'node:path'
import {applicationId, baseTables} from './layout.ts'
import {layoutVersion} from './migrations/index.ts'

/**
 * Does nothing where the file is there. It is laid out under another name, readable by its owner alone, and then renamed: a process that dies meanwhile leaves no tenant that the next start
 * would have to judge. The caller holds the tenant's lock. `maxPages` bounds its size, as a full disk would.
 */
export function createFile(file: string, maxPages?: number): void {
  if (existsSync(file)) return
  const draft = `${file}-new`
  remove(draft)
  try {
    layOut(draft, maxPages)
    renameSync(draft, file)
  } catch (error) {
    remove(draft)
    throw error
  }
  syncFolder(dirname(file))
}

function layOut(draft: string, maxPages: number | undefined): void {
  closeSync(openSync(draft, 'w', 0o600))
  const db = new Sqlite(draft)
  try {
    db.pragma('synchronous = FULL')
    if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`)
    db.transaction(() => {
      db.exec(baseTables)
      db.prepare(`INSERT INTO _meta (key, value) VALUES ('layout', ?)`).run(String(layoutVersion))
      db.pragma(`application_id = ${applicationId}`)
    }).immediate()
  } finally {
    db.close()
  }
}

function remove(draft: string): void {
  for (const name of [draft, `${draft}-journal`]) rmSync(name, {force: true})
}

/** The name is as durable as the file. Windows has no way to say so for a folder. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
