/** `searchRows`: full-text search over several schemas, best first. Runs in a reader thread. */
import type {SearchHit} from '../store.ts'
import {tableName} from './names.ts'
import type {StatementCache} from './statement-cache.ts'

export interface SearchJob {readonly match: string; readonly schemas: readonly string[]; readonly limit: number}

interface Match {readonly n: number; readonly schema: string; readonly id: string; readonly score: number}

/** Ranking looks at each match: of very many, the newest are ranked, after those whose title matches. */
const maxRanked = 2000
const titleWeight = 10

/** Live records only. `check` throws when the time is over. */
export function searchRows(statements: StatementCache, {match, schemas, limit}: SearchJob, check: () => void): readonly SearchHit[] {
  const hits: SearchHit[] = []
  const seen = new Set<number>()
  for (const expression of [`{title} : (${match})`, match]) {
    if (hits.length >= limit) break
    for (const {n, schema, id} of ranked(statements, expression, schemas)) {
      check()
      if (seen.has(n)) continue
      seen.add(n)
      if (statements.prepare(`SELECT state FROM ${tableName(schema)} WHERE n = ?`).pluck().all(n)[0] !== 'live') continue
      hits.push({schema, id, ...texts(statements, match, n)})
      if (hits.length >= limit) break
    }
  }
  return hits
}

function ranked(statements: StatementCache, expression: string, schemas: readonly string[]): readonly Match[] {
  const sql = `
    SELECT rowid AS n, schema, id, bm25(search, 0, 0, ${titleWeight}, 1) AS score FROM search
    WHERE search MATCH ? AND schema IN (SELECT value FROM json_each(?)) AND ((rowid & 1023) <> 0 OR alive()) ORDER BY rowid DESC LIMIT ${maxRanked}`
  const matches = statements.prepare(sql).all(expression, JSON.stringify(schemas)) as Match[]
  return matches.toSorted((a, b) => a.score - b.score || b.n - a.n)
}

function texts(statements: StatementCache, match: string, n: number): {readonly title: string; readonly snippet: string} {
  const sql = `SELECT title, snippet(search, -1, char(57344), char(57345), '…', 16) AS snippet FROM search WHERE search MATCH ? AND rowid = ?`
  return statements.prepare(sql).all(match, n)[0] as {title: string; snippet: string}
}
