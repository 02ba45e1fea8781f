/** `keepOrigins`: beside its events stands why a commit happened, and the log becomes a chain of hashes, from its first event on. */
import type {Database} from 'better-sqlite3'
import {loadChain, logCommit} from '../commit-log.ts'
import {commitTable} from '../layout.ts'
import {leafOf, newSalt, sealOf, textOf, type Sayings} from '../seal.ts'
import {createStatementCache, type StatementCache} from '../statement-cache.ts'
import {allDone, type Migration} from './migration.ts'

const eventsAtOnce = 5_000

/** In portions of whole commits: each event gets its seal. Why they happened is not known of what is older. */
export const keepOrigins: Migration = {
  to: 7,
  title: 'the log of changes is sealed',
  run(db, position) {
    if (position === undefined) db.exec(`ALTER TABLE event ADD COLUMN seal BLOB; ${commitTable}`)
    const statements = createStatementCache(db)
    const done = Number(position?.['seq'] ?? 0)
    const head = Number(db.prepare('SELECT coalesce(max(seq), 0) FROM event').pluck().all()[0])
    if (done >= head) return allDone
    const until = endOfCommit(db, Math.min(done + eventsAtOnce, head))
    sealUntil(statements, done, until)
    return until >= head ? allDone : {share: Math.min(until / head, 0.99), next: {seq: until}}
  },
}

/** The last event of the commit that has this one. */
function endOfCommit(db: Database, seq: number): number {
  const next = db.prepare('SELECT seq FROM event WHERE seq > ? AND "commit" > (SELECT "commit" FROM event WHERE seq <= ? ORDER BY seq DESC LIMIT 1) ORDER BY seq LIMIT 1').pluck().all(seq, seq)[0] as number | undefined
  return next === undefined ? Number(db.prepare('SELECT max(seq) FROM event').pluck().all()[0]) : next - 1
}

/** One event at a time, as their texts may be large. */
function sealUntil(statements: StatementCache, done: number, until: number): void {
  let before = loadChain(statements)
  let open: {readonly n: number; readonly first: number; readonly leaves: Buffer[]} | undefined
  for (let seq = done + 1; seq <= until; seq++) {
    const event = statements.prepare('SELECT * FROM event WHERE seq = ?').all(seq)[0] as Sayings | undefined
    if (!event) continue
    if (open?.n !== event.commit) {
      if (open) before = logCommit(statements, {...open, origin: undefined, before})
      open = {n: event.commit, first: seq, leaves: []}
    }
    const salt = newSalt()
    const leaf = leafOf(salt, textOf(event))
    statements.prepare('UPDATE event SET seal = ? WHERE seq = ?').run(sealOf(salt, leaf), seq)
    open.leaves.push(leaf)
  }
  if (open) logCommit(statements, {...open, origin: undefined, before})
}
