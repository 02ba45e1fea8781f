/** `eraseRecord`: takes what a record held out of the log, in such a way that the rest of the log can still be proven. */
import type {CommitRow} from './commit-log.ts'
import {leafOf, saltIn, textOf, type Sayings} from './seal.ts'
import type {StatementCache} from './statement-cache.ts'

type Row = Sayings & {readonly seal: Buffer | null}

/** Of each of its events until now the text goes, with the salt that it could be tried with; so does what was kept of their commits beyond events, which may speak of the record. */
export function eraseRecord(statements: StatementCache, schema: string, id: string): void {
  const rows = statements.prepare('SELECT * FROM event WHERE schema = ? AND id = ? AND doc IS NOT NULL').all(schema, id) as Row[]
  for (const row of rows) {
    const salt = saltIn(row.seal)
    statements.prepare('UPDATE event SET doc = NULL, seal = ? WHERE seq = ?').run(salt ? leafOf(salt, textOf(row)) : row.seal, row.seq)
  }
  for (const commit of new Set(rows.map(row => row.commit))) {
    const [{meta, salt} = {meta: null, salt: null}] = statements.prepare('SELECT meta, salt FROM commit_log WHERE n = ?').all(commit) as Pick<CommitRow, 'meta' | 'salt'>[]
    if (meta !== null) statements.prepare('UPDATE commit_log SET meta = NULL, salt = ? WHERE n = ?').run(leafOf(salt!, meta), commit)
  }
}
