/** `overwriteFreePages`: what was deleted before deleting meant overwriting. */
import type {Database} from 'better-sqlite3'

const pagesAtOnce = 1_000

/** Within a transaction. The free pages are taken for a table of zeros, which is then dropped; the log grows by as much. */
export function overwriteFreePages(db: Database): void {
  const free = (): number => db.pragma('freelist_count', {simple: true}) as number
  if (free() === 0) return
  const pageSize = db.pragma('page_size', {simple: true}) as number
  db.exec('CREATE TABLE _blank (zeros BLOB)')
  const insert = db.prepare('INSERT INTO _blank VALUES (zeroblob(?))')
  for (let left = free(); left > 0; left = free()) insert.run(Math.min(left, pagesAtOnce) * pageSize)
  db.exec('DROP TABLE _blank')
}
