/** `createPages`: pages and measures: compiled, judged by their plan, and run where they harm no one. */
import type {Database} from 'better-sqlite3'
import {InvalidInput} from '../../errors.ts'
import type {PageQuery, Store, StoredPage, StoredRecord, TableSpec} from '../store.ts'
import type {SqlValue} from './condition.ts'
import type {Direction} from './cursor.ts'
import {readCursor, writeCursor} from './cursor.ts'
import type {Selection, Statement} from './page-sql.ts'
import {branchStatements, measureStatement, scanStatement, sortValuesStatement} from './page-sql.ts'
import type {Cost} from './plan.ts'
import {costOf} from './plan.ts'
import type {ReaderPool} from './reader-pool.ts'
import {matchOf, wordsOf} from './search-words.ts'
import type {SortField} from './sort-fields.ts'
import {reversed, sortFields} from './sort-fields.ts'
import {sortValues} from './sort-values.ts'
import type {StatementCache} from './statement-cache.ts'

export interface Pages extends Pick<Store, 'page' | 'measure'> {
  /** Plans are no longer true once a table changed. */
  forgetPlans(): void
}

/** The columns of a record. */
type Row = readonly SqlValue[]

const maxLimit = 1000
const maxPlans = 2000

export function createPages(db: Database, statements: StatementCache, pool: ReaderPool, specOf: (schema: string) => TableSpec): Pages {
  const costs = new Map<string, Cost>()

  const costOfStatement = ({sql, params, filter, place}: Statement, more: readonly SqlValue[]): Cost => {
    const known = costs.get(sql)
    if (known) return known
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params, ...more) as {detail: string}[]
    const cost = costOf(plan.map(({detail}) => detail), filter, place)
    costs.set(sql, cost)
    if (costs.size > maxPlans) costs.delete(costs.keys().next().value!)
    return cost
  }
  const runElsewhere = (statement: Statement, more: readonly SqlValue[]): Promise<readonly unknown[]> =>
    pool.run(statement.sql, costOfStatement(statement, more) === 'scan' ? 'slow' : 'quick', {job: 'rows', sql: statement.sql, params: [...statement.params, ...more]})

  const runHere = (branches: readonly Statement[], wanted: number): readonly Row[] => {
    const rows: Row[] = []
    for (const {sql, params} of branches) {
      if (rows.length >= wanted) break
      rows.push(...statements.raw(sql).all(...params, wanted - rows.length) as Row[])
    }
    return rows
  }
  /** Several branches within one transaction, so that no record moves from one to the other between them. */
  const runTogether = db.transaction(runHere)

  const selectionOf = ({schema, filter, q, state = 'live'}: Pick<PageQuery, 'schema' | 'filter' | 'q' | 'state'>): Selection => ({spec: specOf(schema), filter, match: q === undefined || q.trim() === '' ? undefined : matchOf(wordsOf(q)), state})

  const sortedBy = (spec: TableSpec, sort: readonly SortField[], id: string): Row | undefined => {
    const {sql, params} = sortValuesStatement(spec, sort, id)
    return statements.raw(sql).all(...params)[0] as Row | undefined
  }

  return {
    page: async query => {
      const {schema, limit, cursor: text} = query
      if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) throw badLimit(limit)
      const selection = selectionOf(query)
      const sort = sortFields(selection.spec, query.sort)
      const cursor = text === undefined ? undefined : readCursor(schema, sort, text)
      if (selection.match === '') return {items: [], next: null, prev: null}
      const direction = cursor?.direction ?? 'next'
      const walk = direction === 'next' ? sort : reversed(sort)
      const wanted = limit + 1
      const branches = branchStatements(selection, walk, cursor?.values)
      const rows = branches.every(branch => costOfStatement(branch, [wanted]) === 'cheap')
        ? (branches.length > 1 ? runTogether : runHere)(branches, wanted)
        : await runElsewhere(scanStatement(selection, walk, cursor?.values), [wanted]) as readonly Row[]
      const cursorAt = (record: StoredRecord, to: Direction): string | null => {
        const values = sortValues(record, sort) ?? sortedBy(selection.spec, sort, record.id)
        return values ? writeCursor(schema, sort, {direction: to, values}) : null
      }
      return pageOf(schema, rows, limit, direction, cursor !== undefined, cursorAt)
    },
    measure: async (query, measure) => {
      const selection = selectionOf(query)
      const statement = measureStatement(selection, measure)
      if (selection.match === '') return measure.fn === 'count' || measure.fn === 'sum' ? 0 : null
      const rows = await runElsewhere(statement, []) as readonly (readonly (number | null)[])[]
      return rows[0]?.[0] ?? null
    },
    forgetPlans: () => costs.clear(),
  }
}

/** `rows` are in the order of the walk, with one more than the page where there is more. */
function pageOf(schema: string, rows: readonly Row[], limit: number, direction: Direction, continued: boolean, cursorAt: (record: StoredRecord, to: Direction) => string | null): StoredPage {
  const more = rows.length > limit
  const shown = rows.slice(0, limit).map(row => recordOf(schema, row))
  if (direction === 'prev') shown.reverse()
  const [first, last] = [shown[0], shown.at(-1)]
  const [hasNext, hasPrev] = direction === 'next' ? [more, continued] : [true, more]
  return {
    items: shown,
    next: hasNext && last ? cursorAt(last, 'next') : null,
    prev: hasPrev && first ? cursorAt(first, 'prev') : null,
  }
}

function recordOf(schema: string, row: Row): StoredRecord {
  const [id, rev, state, created_at, created_by, updated_at, updated_by, doc] = row as readonly [string, number, StoredRecord['state'], string, string, string, string, string]
  return {id, schema, rev, state, created_at, created_by, updated_at, updated_by, doc}
}

function badLimit(limit: number): InvalidInput {
  const message = `expected a page of 1 to ${maxLimit} records, got ${limit}`
  return new InvalidInput({detail: message, errors: [{pointer: '?limit', message}]})
}
