/** `createSearchIndex`: keeps the full-text index in step with the records, in one go at the end of a transaction. */
import type {SearchText} from './search-text.ts'
import type {StatementCache} from './statement-cache.ts'

/** The text of a record before and after a write; `n` names it in the index. */
export interface SearchChange {readonly n: number; readonly schema: string; readonly id: string; readonly before: SearchText | undefined; readonly after: SearchText | undefined}

export interface SearchIndex {
  /** To be written with `flush`. */
  add(changes: readonly SearchChange[]): void
  /** FTS5 writes out what it gathered at every savepoint: changes that are written between two of them share that work. */
  flush(): void
  discard(): void
}

export function createSearchIndex(statements: StatementCache): SearchIndex {
  let waiting: SearchChange[] = []
  return {
    add: changes => {
      waiting.push(...changes)
    },
    flush: () => {
      for (const {n, schema, id, before, after} of waiting) {
        if (before) statements.prepare('DELETE FROM search WHERE rowid = ?').run(n)
        if (after) statements.prepare('INSERT INTO search (rowid, schema, id, title, body) VALUES (?, ?, ?, ?, ?)').run(n, schema, id, after.title, after.body)
      }
      waiting = []
    },
    discard: () => {
      waiting = []
    },
  }
}
