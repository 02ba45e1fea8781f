/** The statements that answer a page or a measure. */
import {refusal} from '../../../schemas/index.ts'
import {problem} from '../../errors.ts'
import type {Filter} from '../../../ast/index.ts'
import type {Measure, RecordState, TableSpec} from '../store.ts'
import type {Condition, SqlValue} from './condition.ts'
import {fieldOf} from './fields.ts'
import {conjunction, filterConditions} from './filter-sql.ts'
import {isEmptyBranch, keysetBranches, withoutImplied} from './keyset.ts'
import {recordColumns} from './layout.ts'
import {nameLiteral, tableName} from './names.ts'
import {stateToken} from './plan.ts'
import type {SortField} from './sort-fields.ts'

/** `filter` and `place` are the terms again, for judging the plan. */
export interface Statement {readonly sql: string; readonly params: readonly SqlValue[]; readonly filter: readonly Condition[]; readonly place: readonly Condition[]}

export interface Selection {readonly spec: TableSpec; readonly filter: Filter | undefined; /** an FTS5 expression */ readonly match: string | undefined; readonly state: RecordState | 'all'}

/** Lets a scan be stopped: asks the thread's clock at one row in 1024. */
const alive: Condition = {sql: '((n & 1023) <> 0 OR alive())', params: []}

/**
 * The page's rows in the order of `walk`, after `values`: as one statement per keyset branch, to be run one after the other until there are enough. Rows are
 * arrays of the record's columns. The last parameter, to be added, is the limit.
 */
export function branchStatements(selection: Selection, walk: readonly SortField[], values: readonly SqlValue[] | undefined): readonly Statement[] {
  const filter = selectionConditions(selection)
  const branches = values ? keysetBranches(walk, values).filter(branch => !isEmptyBranch(filter, walk, branch)) : [[]]
  return branches.map(place => pageStatement(selection, walk, values ? withoutImplied(filter, walk, values, place) : filter, place, []))
}

/** The same rows as one statement that can be stopped: for where no index serves the order, so that the table is walked once. */
export function scanStatement(selection: Selection, walk: readonly SortField[], values: readonly SqlValue[] | undefined): Statement {
  const branches = values ? keysetBranches(walk, values).map(conjunction) : []
  const place = values ? [{sql: `(${branches.map(branch => `(${branch.sql})`).join(' OR ')})`, params: branches.flatMap(branch => branch.params)}] : []
  return pageStatement(selection, walk, selectionConditions(selection), place, [alive])
}

/** A plain parameter as LIMIT has SQLite prepare the statement anew whenever it is bound; of a sum it asks no value. */
const limited = 'LIMIT ? + 0'

function pageStatement({spec}: Selection, walk: readonly SortField[], filter: readonly Condition[], place: readonly Condition[], guards: readonly Condition[]): Statement {
  const where = conjunction([...guards, ...filter, ...place])
  const order = walk.map(({field, descending}) => `${field.sql}${descending ? ' DESC' : ''}`).join(', ')
  return {sql: `SELECT ${recordColumns} FROM ${tableName(spec.schema)} r WHERE ${where.sql} ORDER BY ${order} ${limited}`, params: where.params, filter, place}
}

/**
 * The rows of a page's statement as one row: how many there are, and as bytes of text one `WireRecord` on each line and a comma before the line's end. Neither ids nor the store's own fields need
 * escaping, and a document is one line of JSON already.
 */
export function linesStatement(schema: string, {sql}: Statement): string {
  const text = `concat('{"id":"', id, '","schema":"', ${nameLiteral(schema)}, '","rev":', rev, ',"state":"', state, '","created_at":"', created_at, '","created_by":"', created_by,
    '","updated_at":"', updated_at, '","updated_by":"', updated_by, '","data":', doc, '}')`
  return `SELECT count(*), CAST(group_concat(${text}, ',' || char(10)) AS BLOB) FROM (${sql})`
}

/** One row: what SQLite sorted a record by. */
export function sortValuesStatement(spec: TableSpec, sort: readonly SortField[], id: string): {readonly sql: string; readonly params: readonly SqlValue[]} {
  return {sql: `SELECT ${sort.map(({field}) => field.sql).join(', ')} FROM ${tableName(spec.schema)} WHERE id = ?`, params: [id]}
}

/** One row with one number. Throws `invalid-input` where the field does not hold numbers. */
export function measureStatement(selection: Selection, {fn, field: name, cap}: Measure): Statement {
  const filter = selectionConditions(selection)
  const where = conjunction([alive, ...filter])
  const from = `FROM ${tableName(selection.spec.schema)} r WHERE ${where.sql}`
  if (fn === 'count') {
    if (cap === undefined) return {sql: `SELECT count(*) ${from}`, params: where.params, filter, place: []}
    return {sql: `SELECT count(*) FROM (SELECT 1 ${from} ${limited})`, params: [...where.params, cap + 1], filter, place: []}
  }
  const field = name === undefined ? undefined : fieldOf(selection.spec, name)
  if (field?.kind !== 'number') {
    throw problem('unanswerable-query', {}, {errors: [refusal('not-measurable', '', {schema: selection.spec.schema, measure: fn, got: name})]})
  }
  return {sql: `SELECT ${fn === 'sum' ? `coalesce(sum(${field.sql}), 0)` : `${fn}(${field.sql})`} ${from}`, params: where.params, filter, place: []}
}

function selectionConditions({spec, filter, match, state}: Selection): readonly Condition[] {
  return [
    // A literal, so that SQLite knows it to be constant.
    ...(state === 'all' ? [] : [{sql: `state = '${state === 'live' ? 'live' : 'archived'}'`, params: [], token: stateToken}]),
    ...(filter ? filterConditions(spec, filter) : []),
    ...(match === undefined ? [] : [{sql: 'n IN (SELECT rowid FROM search WHERE search MATCH ?)', params: [match], token: 'rowid='}]),
  ]
}
