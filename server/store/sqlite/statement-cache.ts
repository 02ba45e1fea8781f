/** `createStatementCache`: prepared statements by their text, the least recently used given up first. */
import type {Database, Statement} from 'better-sqlite3'

export interface StatementCache {
  /** Rows as objects. */
  prepare(sql: string): Statement<unknown[]>
  /** Rows as arrays. `write` makes the statement where it is not `sql` itself but follows from it. */
  raw(sql: string, write?: () => string): Statement<unknown[]>
}

export function createStatementCache(db: Database, size = 400): StatementCache {
  const objects = new Map<string, Statement<unknown[]>>()
  const arrays = new Map<string, Statement<unknown[]>>()
  const cached = (cache: Map<string, Statement<unknown[]>>, sql: string, make: () => Statement<unknown[]>): Statement<unknown[]> => {
    const statement = cache.get(sql) ?? make()
    cache.delete(sql)
    cache.set(sql, statement)
    if (cache.size > size) cache.delete(cache.keys().next().value!)
    return statement
  }
  return {
    prepare: sql => cached(objects, sql, () => db.prepare(sql)),
    raw: (sql, write) => cached(arrays, sql, () => db.prepare(write ? write() : sql).raw(true)),
  }
}
