/** `createForgetter`: after a purge, brings about that what was purged stands nowhere in the files: neither in the full-text index, nor in free pages, nor in the log. */
import type {Database} from 'better-sqlite3'

export interface Forgetter {
  /** Within the transaction that purges: kept in the file, so that the next start goes on where a process died. */
  note(): void
  /** Since the last `note`, or since a process before. */
  pending(): boolean
  /** A short piece of the work, between transactions. `wait`: a reader still looks at the log as it was; ask again a little later. */
  step(): 'more' | 'wait' | 'done'
}

/** Of the index: what one piece merges. Deleted words are struck off in the oldest segment, so it is merged to the end. */
const pagesAtOnce = 256
/** Where readers never leave a moment without any, commits wait for a second now and then, so that those who read can come to an end. */
const holdEvery = 5_000
const holdFor = 1_000

export function createForgetter(db: Database): Forgetter {
  let state: 'idle' | 'begin' | 'merging' | 'emptying' = noted(db) ? 'begin' : 'idle'
  let lastHold = 0

  const merge = (pages: number): boolean => {
    const before = changes(db)
    db.prepare(`INSERT INTO search (search, rank) VALUES ('merge', ?)`).run(pages)
    // The command itself counts as one.
    return changes(db) - before >= 2
  }
  return {
    note: () => {
      db.prepare(`INSERT OR REPLACE INTO _meta (key, value) VALUES ('forget', '1')`).run()
      state = 'begin'
    },
    pending: () => state !== 'idle',
    step: () => {
      if (state === 'begin' || state === 'merging') {
        const more = merge(state === 'begin' ? -pagesAtOnce : pagesAtOnce)
        state = more ? 'merging' : 'emptying'
        lastHold = Date.now()
        return 'more'
      }
      if (noted(db)) db.prepare(`DELETE FROM _meta WHERE key = 'forget'`).run()
      const holds = Date.now() - lastHold > holdEvery
      if (holds) lastHold = Date.now()
      if (!emptyLog(db, holds ? holdFor : 0)) return 'wait'
      state = 'idle'
      return 'done'
    },
  }
}

/** False when a reader was in the way for longer than `wait` milliseconds. */
function emptyLog(db: Database, wait: number): boolean {
  db.pragma(`busy_timeout = ${wait}`)
  try {
    const [{busy}] = db.pragma('wal_checkpoint(TRUNCATE)') as [{busy: number}]
    return busy === 0
  } finally {
    db.pragma('busy_timeout = 5000')
  }
}

const noted = (db: Database): boolean => db.prepare(`SELECT 1 FROM _meta WHERE key = 'forget'`).all().length > 0
const changes = (db: Database): number => db.prepare('SELECT total_changes()').pluck().all()[0] as number
