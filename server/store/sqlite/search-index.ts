/** `createSearchIndex`: keeps the full-text index in step with the records, in one go at the end of a transaction. */
import type {Database} from 'better-sqlite3'
import type {JsonObject} from '../../../schemas/index.ts'
import type {TableSpec} from '../store.ts'
import {nameLiteral, tableName} from './names.ts'
import {searchText, type SearchText} from './search-text.ts'
import {indexedWords} from './search-words.ts'
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
        if (after) statements.prepare('INSERT INTO search (rowid, schema, id, title, body) VALUES (?, ?, ?, ?, ?)').run(n, schema, id, indexedWords(after.title), indexedWords(after.body))
      }
      waiting = []
    },
    discard: () => {
      waiting = []
    },
  }
}

/** Indexes at most `most` records of a table after row `after`: a portion, as a table may not be written to while it is iterated. `last`: the last row, undefined when none is left. */
export function indexRecords(db: Database, spec: TableSpec, after: number, most: number): {readonly last: number | undefined; readonly count: number} {
  const rows = db.prepare(`SELECT n, id, doc FROM ${tableName(spec.schema)} WHERE n > ? ORDER BY n LIMIT ?`).all(after, most) as {n: number; id: string; doc: string}[]
  const insert = db.prepare(`INSERT INTO search (rowid, schema, id, title, body) VALUES (?, ${nameLiteral(spec.schema)}, ?, ?, ?)`)
  for (const {n, id, doc} of rows) {
    const text = searchText(spec, JSON.parse(doc) as JsonObject)
    if (text) insert.run(n, id, indexedWords(text.title), indexedWords(text.body))
  }
  return {last: rows.length < most ? undefined : rows.at(-1)!.n, count: rows.length}
}
