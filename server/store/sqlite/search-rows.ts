/** `searchRows`: full-text search over several schemas, best first. Runs in a reader thread. */
import type {JsonObject} from '../../../schemas/index.ts'
import type {SearchHit, TableSpec} from '../store.ts'
import {tableName} from './names.ts'
import {markMatches} from './mark-matches.ts'
import {searchText} from './search-text.ts'
import {indexedWords} from './search-words.ts'
import type {StatementCache} from './statement-cache.ts'

/** `schemas`: null for all of them. */
export interface SearchJob {readonly match: string; readonly words: readonly string[]; readonly schemas: readonly string[] | null; readonly limit: number}

interface Match {readonly n: number; readonly score: number}
interface Found {readonly schema: string; readonly id: string}

/** Ranking looks at each match: of more than this, the newest are ranked, after those whose title is the words, begins with them, or holds them. */
const maxRanked = 2000
const maxCalled = 100
const titleWeight = 10
const among = ' AND ((rowid & 1023) <> 0 OR alive()) AND schema IN (SELECT value FROM json_each(?))'

/** Live records only. `check` throws when the time is over. */
export function searchRows(statements: StatementCache, {match, words, schemas, limit}: SearchJob, check: () => void): readonly SearchHit[] {
  const matches = ranked(statements, match, schemas)
  const byTitle = matches.length < maxRanked || words.length === 0 ? [] : [
    ...called(statements, words, schemas), ...ranked(statements, `{title} : (^${match})`, schemas), ...ranked(statements, `{title} : (${match})`, schemas),
  ]
  const hits: SearchHit[] = []
  const seen = new Set<number>()
  const specs = new Map<string, TableSpec>()
  const specOf = (schema: string): TableSpec => {
    const spec = specs.get(schema) ?? JSON.parse(statements.prepare('SELECT spec FROM _table_spec WHERE schema = ?').pluck().all(schema)[0] as string) as TableSpec
    specs.set(schema, spec)
    return spec
  }
  for (const {n} of [...byTitle, ...matches]) {
    if (hits.length >= limit) break
    check()
    if (seen.has(n)) continue
    seen.add(n)
    const {schema, id} = statements.prepare('SELECT schema, id FROM search WHERE rowid = ?').all(n)[0] as Found
    const doc = statements.prepare(`SELECT doc FROM ${tableName(schema)} WHERE n = ? AND state = 'live'`).pluck().all(n)[0] as string | undefined
    const text = doc === undefined ? undefined : searchText(specOf(schema), JSON.parse(doc) as JsonObject)
    if (text) hits.push({schema, id, title: text.title, snippet: markMatches(text.title, text.body, words)})
  }
  return hits
}

/** Those whose title holds these words and no others. */
function called(statements: StatementCache, words: readonly string[], schemas: readonly string[] | null): readonly Pick<Match, 'n'>[] {
  const title = indexedWords(words.join(' '))
  const sql = `SELECT rowid AS n FROM search WHERE search MATCH ? AND title = ?${schemas ? among : ''} ORDER BY rowid DESC LIMIT ${maxCalled}`
  return statements.prepare(sql).all(`{title} : ^"${title}"`, title, ...(schemas ? [JSON.stringify(schemas)] : [])) as Pick<Match, 'n'>[]
}

function ranked(statements: StatementCache, expression: string, schemas: readonly string[] | null): readonly Match[] {
  const sql = `SELECT rowid AS n, bm25(search, 0, 0, ${titleWeight}, 1) AS score FROM search WHERE search MATCH ?${schemas ? among : ''} ORDER BY rowid DESC LIMIT ${maxRanked}`
  const matches = statements.prepare(sql).all(expression, ...(schemas ? [JSON.stringify(schemas)] : [])) as Match[]
  return matches.toSorted((a, b) => a.score - b.score || b.n - a.n)
}
