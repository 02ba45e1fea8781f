/** `filterConditions`: a Filter as terms of a WHERE, with exactly the nulls of `ast/filter.ts`. Values are bound; identifiers come from the schema. */
import {refusal} from '../../../schemas/index.ts'
import {foldText, isTimeLike, isWholeKey, textKey, timeKey, type Filter, type Scalar} from '../../../ast/index.ts'
import {problem} from '../../errors.ts'
import type {TableSpec} from '../store.ts'
import {instantOf, keyOf, orderedBy, sameAs} from './comparand.ts'
import type {Condition, Order} from './condition.ts'
import {operators, orderToken} from './condition.ts'
import type {Field, Side} from './fields.ts'
import {fieldOf} from './fields.ts'

const maxTerms = 500

/** Joined by AND, the terms are true for exactly the records that match; they may be NULL for others. Throws `invalid-input` on unknown fields and on filters of more than 500 terms. */
export function filterConditions(spec: TableSpec, filter: Filter): readonly Condition[] {
  const size = termsOf(filter)
  if (size > maxTerms) {
    throw problem('unanswerable-query', {}, {errors: [refusal('filter-of-many-terms', '?filter', {most: maxTerms, got: size})]})
  }
  return conditionsOf(spec, filter)
}

function termsOf(filter: Filter): number {
  if (filter.op === 'and' || filter.op === 'or') return filter.args.reduce((sum, arg) => sum + termsOf(arg), 1)
  if (filter.op === 'not') return 1 + termsOf(filter.arg)
  return filter.op === 'in' ? 1 + filter.values.length / 10 : 1
}

function conditionsOf(spec: TableSpec, filter: Filter): readonly Condition[] {
  switch (filter.op) {
    case 'and': return filter.args.flatMap(arg => conditionsOf(spec, arg))
    case 'or': return [joined(spec, filter.args)]
    case 'not': {
      const inner = conjunction(conditionsOf(spec, filter.arg))
      return [{sql: `((${inner.sql}) IS NOT TRUE)`, params: inner.params}]
    }
    case 'const': return filter.value ? [] : [never]
    case 'eq': return filter.value === null ? [isNull(fieldOf(spec, filter.field))] : equals(fieldOf(spec, filter.field), filter.value)
    case 'ne': return [differs(fieldOf(spec, filter.field), filter.value)]
    case 'lt': case 'le': case 'gt': case 'ge': return [ordered(fieldOf(spec, filter.field), filter.op, filter.value)]
    case 'compare': return [compared(fieldOf(spec, filter.left), filter.by, fieldOf(spec, filter.right))]
    case 'in': return [among(fieldOf(spec, filter.field), filter.values)]
    case 'contains': return textTest(fieldOf(spec, filter.field), value => ({sql: `instr(${folded(value, filter.fold)}, ?) > 0`, params: [foldedBy(filter.fold, filter.value)]}))
    case 'starts': return starts(fieldOf(spec, filter.field), filter.value, filter.fold)
    case 'ends': return textTest(fieldOf(spec, filter.field), value => ({sql: `ends_with(${folded(value, filter.fold)}, ?)`, params: [foldedBy(filter.fold, filter.value)]}))
    case 'has': return [holds(fieldOf(spec, filter.field), filter.value)]
  }
}

const never: Condition = {sql: '0', params: []}
const always: Condition = {sql: '1', params: []}

type Fold = 'case' | 'letters'

/** How text is compared where case is to be ignored; the same function stands behind `fold(…)` in SQL. */
export const fold = (text: string): string => text.toLowerCase()
const folded = (sql: string, by: Fold | undefined): string => by === undefined ? sql : by === 'case' ? `fold(${sql})` : `fold_letters(${sql})`
const foldedBy = (by: Fold | undefined, text: string): string => by === undefined ? text : by === 'case' ? fold(text) : foldText(text)

export function conjunction(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return always
  return {sql: conditions.map(condition => condition.sql).join(' AND '), params: conditions.flatMap(condition => condition.params)}
}

function joined(spec: TableSpec, args: readonly Filter[]): Condition {
  if (args.length === 0) return never
  const parts = args.map(arg => conjunction(conditionsOf(spec, arg)))
  return {sql: `(${parts.map(part => `(${part.sql})`).join(' OR ')})`, params: parts.flatMap(part => part.params)}
}

const isNull = ({same}: Field): Condition => ({sql: `${same.sql} IS NULL`, params: [], token: `${same.plain}=`})

function equals(field: Field, value: Exclude<Scalar, null>): readonly Condition[] {
  const guard = guardOf(field, value)
  if (guard === undefined) return [never]
  const {sql, plain, value: bound, loose} = sameAs(field, value)
  if (guard !== '') return [{sql: `(${guard} AND ${sql} = ?)`, params: [bound]}]
  if (plain === undefined) return [{sql: `${sql} = ?`, params: [bound]}]
  const found = {sql: `${sql} = ?`, params: [bound], token: `${plain}=`}
  return loose ? [found, {...isText(field, value), free: true}] : [{...found, single: `${plain}=`}]
}

/** Of a text whose key says too little. */
const isText = (field: Field, value: Exclude<Scalar, null>): Condition =>
  ({sql: `${instantOf(field)} = ?`, params: [timeKey(String(value))]})

function differs(field: Field, value: Scalar): Condition {
  if (value === null) return {sql: `${field.sql} IS NOT NULL`, params: []}
  const equal = conjunction(equals(field, value))
  return {sql: `((${equal.sql}) IS NOT TRUE)`, params: equal.params}
}

function ordered(field: Field, op: Order, value: Scalar): Condition {
  // Only numbers and texts have an order.
  if (value === null || typeof value === 'boolean') return never
  const guard = guardOf(field, value)
  if (guard === undefined) return never
  const {sql: side, plain, value: bound} = orderedBy(field, value)
  const params = [bound]
  const sql = `${side} ${operators[op]} ?`
  if (guard !== '') return {sql: `(${guard} AND ${sql})`, params}
  return plain === undefined ? {sql, params} : {sql, params, token: orderToken(field, op), bound: {field, op, value: bound}}
}

function compared(left: Field, by: 'eq' | 'ne' | Order, right: Field): Condition {
  for (const field of [left, right]) {
    if (field.kind !== 'json') continue
    throw problem('unanswerable-query', {}, {errors: [refusal('not-scalar-to-compare', '?filter', {name: field.name})]})
  }
  const [a, b] = by === 'eq' || by === 'ne' ? [instantOf(left), instantOf(right)] : [keyOf(left), keyOf(right)]
  if (left.kind !== right.kind) {
    if (by === 'eq') return {sql: `(${a} IS NULL AND ${b} IS NULL)`, params: []}
    return by === 'ne' ? {sql: `(${a} IS NOT NULL OR ${b} IS NOT NULL)`, params: []} : never
  }
  if (left.kind === 'boolean' && by !== 'eq' && by !== 'ne') return never
  const operator = by === 'eq' ? 'IS' : by === 'ne' ? 'IS NOT' : operators[by]
  return {sql: `(${a} ${operator} ${b})`, params: []}
}

function among(field: Field, values: readonly Scalar[]): Condition {
  const parts: Condition[] = []
  if (values.includes(null)) parts.push(isNull(field))
  const fitting = values.filter((value): value is Exclude<Scalar, null> => value !== null && guardOf(field, value) !== undefined)
  const sides = fitting.map(value => sameAs(field, value))
  const oneByOne = field.kind === 'json' || sides.some(({plain, loose}) => plain === undefined || loose)
  if (oneByOne) parts.push(...fitting.map(value => conjunction(equals(field, value))))
  else if (fitting.length > 0) {
    const list = `(${fitting.map(() => '?').join(', ')})`
    const params = sides.map(({value}) => value)
    parts.push({sql: `${field.same.sql} IN ${list}`, params, token: `${field.same.plain}=`})
  }
  if (parts.length <= 1) return parts[0] ?? never
  return {sql: `(${parts.map(part => part.sql).join(' OR ')})`, params: parts.flatMap(part => part.params)}
}

function textTest(field: Field, test: (value: string) => Condition): readonly Condition[] {
  const guard = guardOf(field, '')
  if (guard === undefined) return [never]
  const condition = test(field.text)
  return [guard === '' ? condition : {sql: `(${guard} AND ${condition.sql})`, params: condition.params}]
}

/** A prefix is a range of the index, of keys where it holds keys, and then an exact test. */
function starts(field: Field, prefix: string, by: Fold | undefined): readonly Condition[] {
  if (by) return textTest(field, value => ({sql: `instr(${folded(value, by)}, ?) = 1`, params: [foldedBy(by, prefix)]}))
  const exact = textTest(field, value => ({sql: `instr(${value}, ?) = 1`, params: [prefix]}))
  const range = rangeOf(field, prefix)
  const end = range && afterPrefix(range.start)
  if (!range || end === undefined) return exact
  const bound = (op: Order, value: string): Condition => ({
    sql: `${range.side.sql} ${operators[op]} ?`, params: [value], token: orderToken(range.side, op),
    ...(range.side.sql === field.sql && {bound: {field, op, value}}),
  })
  return [bound('ge', range.start), bound('lt', end), ...exact.map(condition => ({...condition, free: true}))]
}

/** Where texts with this prefix stand; nowhere together where they may be times, whose keys begin otherwise. */
function rangeOf(field: Field, prefix: string): {readonly side: Side; readonly start: string} | undefined {
  if (field.kind !== 'text' || field.holds === 'instants' || prefix === '') return undefined
  if (field.same.sql !== field.sql || field.holds !== 'words') return {side: field.same, start: prefix}
  const start = foldText(prefix)
  const mayBeginTime = /^\d{0,4}$|^\d{4}-/.test(prefix)
  return mayBeginTime || start === '' || !isWholeKey(textKey(prefix)) ? undefined : {side: field, start}
}

/** The least text that is greater than every text with this prefix. */
function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix].map(character => character.codePointAt(0)!)
  while (points.length > 0) {
    const last = points.pop()!
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1)
  }
  return undefined
}

function holds(field: Field, value: Scalar): Condition {
  if (field.kind !== 'json') return never
  const test = value === null ? `item.type = 'null'`
    : typeof value === 'string' ? `item.type = 'text' AND ${isTimeLike(value) ? 'time_key(item.value)' : 'item.value'} = ?`
    : typeof value === 'number' ? `item.type IN ('integer', 'real') AND item.value = ?`
    : `item.type = '${value}'`
  return {
    sql: `(json_type(doc, ${field.path}) = 'array' AND EXISTS (SELECT 1 FROM json_each(doc, ${field.path}) item WHERE ${test}))`,
    params: typeof value === 'string' ? [timeKey(value)] : typeof value === 'number' ? [value] : [],
  }
}

/** What must hold before the field may be compared with such a value: '' nothing, undefined never. */
function guardOf(field: Field, value: Exclude<Scalar, null>): string | undefined {
  const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean'
  if (field.kind !== 'json') return field.kind === kind ? '' : undefined
  return `json_type(doc, ${field.path}) IN (${{text: `'text'`, number: `'integer', 'real'`, boolean: `'true', 'false'`}[kind]})`
}
