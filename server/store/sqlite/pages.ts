/** `createPages`: pages and measures: compiled, judged by their plan, and run where they harm no one. */
import type {Database} from 'better-sqlite3'
import {refusal, type JsonObject, type WireRecord} from '../../../schemas/index.ts'
import {problem, type Problem} from '../../errors.ts'
import type {PageQuery, Store, StoredPage, StoredRecord, TableSpec} from '../store.ts'
import type {SqlValue} from './condition.ts'
import type {Direction} from './cursor.ts'
import {readCursor, writeCursor} from './cursor.ts'
import {firstLine, joinLines, lastLine, noLines, reverseLines, withoutLast, type Lines} from './lines.ts'
import type {Selection, Statement} from './page-sql.ts'
import {branchStatements, linesStatement, measureStatement, scanStatement, sortValuesStatement} from './page-sql.ts'
import type {Cost} from './plan.ts'
import {costOf} from './plan.ts'
import type {ReaderPool} from './reader-pool.ts'
import {matchOf, wordsOf} from './search-words.ts'
import type {SortField} from './sort-fields.ts'
import {reversed, sortFields} from './sort-fields.ts'
import {sortValues, type Standing} from './sort-values.ts'
import {createStatementCache, type StatementCache} from './statement-cache.ts'

export interface Pages extends Pick<Store, 'page' | 'pageText' | 'measure'> {
  /** Plans are no longer true once a table changed. */
  forgetPlans(): void
}

/** The columns of a record. */
type Row = readonly SqlValue[]

/** A query as statements, with what is needed to say where its page ends. */
interface Plan {
  readonly schema: string
  readonly limit: number
  /** One more than the page, to see whether there is more. */
  readonly wanted: number
  readonly sort: readonly SortField[]
  readonly direction: Direction
  readonly continued: boolean
  /** In order; empty where the query can have no answer. */
  readonly statements: readonly Statement[]
  readonly here: boolean
}

const maxLimit = 1000
const maxPlans = 2000

export function createPages(db: Database, statements: StatementCache, pool: ReaderPool, specOf: (schema: string) => TableSpec): Pages {
  const costs = new Map<string, Cost>()
  /** By the text of the statement within. */
  const lined = createStatementCache(db)

  const costOfStatement = ({sql, params, filter, place}: Statement, more: readonly SqlValue[]): Cost => {
    const known = costs.get(sql)
    if (known) return known
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params, ...more) as {detail: string}[]
    const cost = costOf(plan.map(({detail}) => detail), filter, place)
    costs.set(sql, cost)
    if (costs.size > maxPlans) costs.delete(costs.keys().next().value!)
    return cost
  }
  /** `sql` is the statement's own, or one around it. */
  const runElsewhere = (statement: Statement, more: readonly SqlValue[], sql = statement.sql): Promise<readonly unknown[]> =>
    pool.run(statement.sql, costOfStatement(statement, more) === 'scan' ? 'slow' : 'quick', {job: 'rows', sql, params: [...statement.params, ...more]})

  const selectionOf = ({schema, filter, q, state = 'live'}: Pick<PageQuery, 'schema' | 'filter' | 'q' | 'state'>): Selection => ({spec: specOf(schema), filter, match: q === undefined || q.trim() === '' ? undefined : matchOf(wordsOf(q)), state})

  const planOf = (query: PageQuery): Plan => {
    const {schema, limit, cursor: text} = query
    if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) throw badLimit(limit)
    const selection = selectionOf(query)
    const sort = sortFields(selection.spec, query.sort)
    const cursor = text === undefined ? undefined : readCursor(schema, sort, text)
    const direction = cursor?.direction ?? 'next'
    const values = cursor && cursor.values.length > 0 ? cursor.values : undefined
    const plan = {schema, limit, wanted: limit + 1, sort, direction, continued: values !== undefined}
    if (selection.match === '') return {...plan, statements: [], here: true}
    const walk = direction === 'next' ? sort : reversed(sort)
    const branches = branchStatements(selection, walk, values)
    const here = branches.every(branch => costOfStatement(branch, [plan.wanted]) === 'cheap')
    return {...plan, here, statements: here ? branches : [scanStatement(selection, walk, values)]}
  }

  const rowsHere = ({statements: branches, wanted}: Plan): readonly Row[] => {
    const rows: Row[] = []
    for (const {sql, params} of branches) {
      if (rows.length >= wanted) break
      rows.push(...statements.raw(sql).all(...params, wanted - rows.length) as Row[])
    }
    return rows
  }
  const linesHere = ({schema, statements: branches, wanted}: Plan): Lines => {
    let lines = noLines
    for (const branch of branches) {
      if (lines.count >= wanted) break
      const [row] = lined.raw(branch.sql, () => linesStatement(schema, branch)).all(...branch.params, wanted - lines.count) as [LinesRow]
      lines = joinLines(lines, linesOf(row))
    }
    return lines
  }
  /** Several branches within one transaction, so that no record moves from one to the other between them. */
  const rowsTogether = db.transaction(rowsHere)
  const linesTogether = db.transaction(linesHere)

  const sortedBy = (spec: TableSpec, sort: readonly SortField[], id: string): Row | undefined => {
    const {sql, params} = sortValuesStatement(spec, sort, id)
    return statements.raw(sql).all(...params)[0] as Row | undefined
  }
  /** `found` is what came of what was wanted; a side's record is asked only where there is more on that side. */
  const cursors = ({schema, limit, sort, direction, continued}: Plan, found: number, first: () => Standing | undefined, last: () => Standing | undefined): Pick<StoredPage, 'next' | 'prev'> => {
    const more = found > limit
    const [hasNext, hasPrev] = direction === 'next' ? [more, continued] : [continued, more]
    const at = (to: Direction, standing: Standing | undefined): string | null => {
      const values = standing && (sortValues(standing, sort) ?? sortedBy(specOf(schema), sort, standing.record.id))
      return values ? writeCursor(schema, sort, {direction: to, values}) : null
    }
    return {next: hasNext ? at('next', last()) : null, prev: hasPrev ? at('prev', first()) : null}
  }

  /** Of a page whose rows have gone: to the last rows, or to the first, that are there. */
  const waysBack = async ({schema, sort, direction}: Plan, {cursor: _gone, ...query}: PageQuery): Promise<Pick<StoredPage, 'next' | 'prev'>> => {
    const {items} = await page({...query, limit: 1})
    const to = direction === 'next' ? 'prev' : 'next'
    return {next: null, prev: null, ...(items.length > 0 && {[to]: writeCursor(schema, sort, {direction: to, values: []})})}
  }

  const page = async (query: PageQuery): Promise<StoredPage> => {
    const plan = planOf(query)
    const rows = plan.here
      ? (plan.statements.length > 1 ? rowsTogether : rowsHere)(plan)
      : await runElsewhere(plan.statements[0]!, [plan.wanted]) as readonly Row[]
    if (rows.length === 0 && plan.continued) return {items: [], ...await waysBack(plan, query)}
    const items = rows.slice(0, plan.limit).map(row => recordOf(plan.schema, row))
    if (plan.direction === 'prev') items.reverse()
    const standing = (record: StoredRecord | undefined): Standing | undefined => record && {record, data: () => JSON.parse(record.doc) as JsonObject}
    return {items, ...cursors(plan, rows.length, () => standing(items[0]), () => standing(items.at(-1)))}
  }

  return {
    page,
    pageText: async query => {
      const plan = planOf(query)
      const lines = plan.here
        ? (plan.statements.length > 1 ? linesTogether : linesHere)(plan)
        : linesOf((await runElsewhere(plan.statements[0]!, [plan.wanted], linesStatement(plan.schema, plan.statements[0]!)))[0] as LinesRow)
      if (lines.count === 0 && plan.continued) return {items: '', ...await waysBack(plan, query)}
      const shown = lines.count > plan.limit ? withoutLast(lines) : lines
      const items = plan.direction === 'prev' ? reverseLines(shown) : shown
      return {items: items.text, ...cursors(plan, lines.count, () => standingOf(firstLine(items)), () => standingOf(lastLine(items)))}
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

/** A thread's answer is a plain Uint8Array. As a string the page leaves memory with the next small collection: many large buffers bring about full ones, 6 ms each. */
type LinesRow = readonly [number, Uint8Array | null]
const linesOf = ([count, bytes]: LinesRow): Lines => (bytes ? {count, text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')} : noLines)

function standingOf(line: string): Standing | undefined {
  if (line === '') return undefined
  const record = JSON.parse(line) as WireRecord
  return {record, data: () => record.data}
}

function recordOf(schema: string, row: Row): StoredRecord {
  const [id, rev, state, created_at, created_by, updated_at, updated_by, doc] = row as readonly [string, number, StoredRecord['state'], string, string, string, string, string]
  return {id, schema, rev, state, created_at, created_by, updated_at, updated_by, doc}
}

const badLimit = (limit: number): Problem => problem('unanswerable-query', {}, {errors: [refusal('page-size', '?limit', {most: maxLimit, got: limit})]})
