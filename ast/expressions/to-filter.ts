/** Compiles an expression over `record` to a Filter, which a store turns into SQL. */
import type {FilterPart, Json, Part, RecordSchema} from '../../schemas/index.ts'
import type {Filter, Scalar} from '../filter.ts'
import {check} from './check-expression.ts'
import {evaluate} from './evaluate-expression.ts'
import {answer, type Expr, type ExpressionError, type ExpressionFailure, type Scope, wrong} from './expr.ts'
import {foldCase} from './fold-case.ts'
import {filterLimits} from './limits.ts'
import {mentions} from './mentions.ts'
import {parseExpression} from './parse-expression.ts'
import {kindOf, kindOfValue, type ExpressionType, type ExpressionTypes, type Kind, typeOfRecord} from './types.ts'
import {Work} from './work.ts'

/**
 * What does not mention `record` is evaluated now, with `scope` (params, user, today), so that only values remain. What mentions it may use: `==` `!=` `<` `<=` `>` `>=` with a
 * value or another property; `in` a list of values; a value `in` a list property; `contains`, `startsWith`, `endsWith`, also after `lowerAscii()`; a bare true-or-false
 * property; `has()`; `== null`; `&&`, `||`, `!`. For everything else the answer names the part and what to write instead. The filter selects exactly the records for which
 * `evaluateExpression` would give true. Bounds: 64 terms, 16 levels, 200 values in a list, 2,000 characters.
 */
export function toFilter(text: string, schema: RecordSchema, scope: Scope): {readonly ok: true; readonly filter: Filter} | ExpressionFailure {
  const parsed = parseExpression(text)
  if (!parsed.ok) return parsed
  return answer(() => {
    const types: ExpressionTypes = {...Object.fromEntries(Object.keys(scope).map((name) => [name, 'any'] as const)), record: {record: schema}}
    const kind = kindOf(check(parsed.expr, types))
    if (kind !== 'boolean' && kind !== 'any') throw wrong('not-a-filter', 0, {got: kind})
    const context: Context = {text, fields: fieldsOf(schema), scope, work: new Work(), terms: 0}
    return {ok: true, filter: compile(parsed.expr, context, 0)} as const
  })
}

interface Context {
  readonly text: string
  readonly fields: {readonly [name: string]: ExpressionType}
  readonly scope: Scope
  readonly work: Work
  terms: number
}

function fieldsOf(schema: RecordSchema): {readonly [name: string]: ExpressionType} {
  const type = typeOfRecord(schema)
  return typeof type === 'object' && 'fields' in type ? type.fields : {}
}

const constant = (value: boolean): Filter => ({op: 'const', value})

function compile(expr: Expr, context: Context, depth: number): Filter {
  if (depth > filterLimits.depth) throw wrong('filter-too-deep', expr.start, {most: filterLimits.depth})
  if (!mentions(expr, 'record')) return constant(asCondition(valueOf(expr, context), expr, context))
  switch (expr.kind) {
    case 'and': case 'or': return combine(expr.kind, expr, context, depth)
    case 'not': return negate(compile(expr.arg, context, depth + 1))
    case 'equality': case 'order': return comparison(expr, context)
    case 'in': return membership(expr, context)
    case 'call': return textTest(expr, context)
    case 'has': return term(context, expr, {op: 'ne', field: fieldOf({...expr, kind: 'member'}, context).name, value: null})
    case 'member': return bare(expr, context)
    case 'choose': throw cannot(expr, context, 'condition')
    case 'macro': throw cannot(expr, context, 'macro', {name: expr.macro})
    default: throw cannot(expr, context, 'other')
  }
}

/** `a && b && c` is one filter of three, not two of two. */
function combine(op: 'and' | 'or', expr: Expr, context: Context, depth: number): Filter {
  const args: Filter[] = []
  const decides = op === 'or'
  for (const part of partsOf(op, expr)) {
    const filter = compile(part, context, depth + 1)
    if (filter.op === 'const' && filter.value === decides) return filter
    if (filter.op !== 'const') args.push(...(filter.op === op ? filter.args : [filter]))
  }
  return args.length === 0 ? constant(!decides) : args.length === 1 ? args[0]! : {op, args}
}

function partsOf(op: 'and' | 'or', expr: Expr): readonly Expr[] {
  const parts: Expr[] = []
  const open = [expr]
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === op) open.push(next.right, next.left)
    else parts.push(next)
  }
  return parts
}

function negate(filter: Filter): Filter {
  if (filter.op === 'const') return constant(!filter.value)
  return filter.op === 'not' ? filter.arg : {op: 'not', arg: filter}
}

const comparisons = {'==': 'eq', '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge'} as const
/** The same comparison seen from the other side. */
const mirrored = {eq: 'eq', ne: 'ne', lt: 'gt', le: 'ge', gt: 'lt', ge: 'le'} as const

function comparison(expr: Extract<Expr, {readonly kind: 'equality' | 'order'}>, context: Context): Filter {
  const by = comparisons[expr.op]
  const [left, right] = [mentions(expr.left, 'record'), mentions(expr.right, 'record')]
  if (left && right) {
    const [a, b] = [scalarField(expr.left, context), scalarField(expr.right, context)]
    if (a.kind !== b.kind && a.kind !== 'any' && b.kind !== 'any') throw cannot(expr, context, 'two-kinds', {kind: a.kind, other: b.kind})
    return term(context, expr, {op: 'compare', by, left: a.name, right: b.name})
  }
  const [fieldSide, valueSide] = left ? [expr.left, expr.right] : [expr.right, expr.left]
  const field = scalarField(fieldSide, context)
  const value = fitting(valueOf(valueSide, context), field, valueSide, context)
  // By an order, nothing compares with null.
  if (value === null && expr.kind === 'order') return constant(false)
  if (typeof value === 'boolean' && expr.kind === 'order') throw cannot(expr, context, 'boolean-order')
  return term(context, expr, {op: left ? by : mirrored[by], field: field.name, value})
}

function membership(expr: Extract<Expr, {readonly kind: 'in'}>, context: Context): Filter {
  if (mentions(expr.right, 'record')) {
    if (mentions(expr.left, 'record')) throw cannot(expr, context, 'two-properties')
    const field = fieldOf(expr.right, context)
    if (field.kind !== 'list') throw cannot(expr.right, context, 'not-a-list', {name: field.name, kind: field.kind})
    const item = typeof field.type === 'object' && 'list' in field.type ? kindOf(field.type.list) : 'any'
    return term(context, expr, {op: 'has', field: field.name, value: fitting(valueOf(expr.left, context), {name: field.name, item: true, kind: item}, expr.left, context)})
  }
  const field = scalarField(expr.left, context)
  const list = valueOf(expr.right, context)
  if (list === null) return constant(false)
  if (!Array.isArray(list)) throw cannot(expr.right, context, 'no-list', {kind: kindOfValue(list)})
  if (list.length > filterLimits.values) throw cannot(expr.right, context, 'too-many-values', {count: list.length, most: filterLimits.values})
  const values = (list as readonly Json[]).map((value) => fitting(value, field, expr.right, context))
  return values.length === 0 ? constant(false) : term(context, expr, {op: 'in', field: field.name, values})
}

const textTests = {contains: 'contains', startsWith: 'starts', endsWith: 'ends'} as const

function textTest(expr: Extract<Expr, {readonly kind: 'call'}>, context: Context): Filter {
  const op = Object.hasOwn(textTests, expr.name) ? textTests[expr.name as keyof typeof textTests] : undefined
  const [receiver, wanted] = expr.args
  if (!op || !receiver || !wanted) throw cannot(expr, context, 'function', {name: expr.name})
  if (!mentions(receiver, 'record') || mentions(wanted, 'record')) throw cannot(expr, context, 'text-test', {name: expr.name})
  const fold = receiver.kind === 'call' && receiver.name === 'lowerAscii'
  const of = fold ? receiver.args[0]! : receiver
  const field = fieldOf(of, context)
  if (field.kind !== 'text' && field.kind !== 'any') throw cannot(of, context, 'not-text', {name: field.name, kind: field.kind})
  const value = valueOf(wanted, context)
  if (value === null) return constant(false)
  if (typeof value !== 'string') throw cannot(wanted, context, 'text-wanted', {kind: kindOfValue(value)})
  // In lower case there are no capitals to be found.
  if (fold && foldCase(value) !== value) return constant(false)
  return term(context, expr, {op, field: field.name, value, ...(fold ? {fold: 'case'} : {})})
}

function bare(expr: Expr, context: Context): Filter {
  const field = fieldOf(expr, context)
  if (field.kind !== 'boolean' && field.kind !== 'any') throw cannot(expr, context, 'not-a-condition', {name: field.name, kind: field.kind})
  return term(context, expr, {op: 'eq', field: field.name, value: true})
}

interface Field {readonly name: string; readonly type: ExpressionType; readonly kind: Kind}

/** `record.name`; the check has seen already that it exists. */
function fieldOf(expr: Expr, context: Context): Field {
  if (expr.kind === 'member' && expr.of.kind === 'name' && expr.of.name === 'record') {
    const type = context.fields[expr.name] ?? 'any'
    return {name: expr.name, type, kind: kindOf(type)}
  }
  if (expr.kind === 'member') throw cannot(expr, context, 'not-own-property')
  if (expr.kind === 'name') throw cannot(expr, context, 'whole-record')
  if (expr.kind === 'call') throw cannot(expr, context, 'function-of-property', {name: expr.name})
  throw cannot(expr, context, 'calculation')
}

function scalarField(expr: Expr, context: Context): Field {
  const field = fieldOf(expr, context)
  if (field.kind === 'list') throw cannot(expr, context, 'is-list', {name: field.name})
  if (field.kind === 'object') throw cannot(expr, context, 'is-object', {name: field.name})
  return field
}

const valueOf = (expr: Expr, {scope, work}: Context): Json => evaluate(expr, scope, work)

function asCondition(value: Json, expr: Expr, context: Context): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  throw cannot(expr, context, 'condition-wanted', {kind: kindOfValue(value)})
}

function fitting(value: Json, field: Pick<Field, 'name' | 'kind'> & {readonly item?: boolean}, expr: Expr, context: Context): Scalar {
  const kind = kindOfValue(value)
  const {name, item = false} = field
  if (typeof value === 'object' && value !== null) throw cannot(expr, context, 'one-value', {name, item, kind})
  if (value !== null && field.kind !== 'any' && kind !== field.kind) {
    throw cannot(expr, context, 'other-kind', {name, item, kind: field.kind, other: kind, got: JSON.stringify(value).slice(0, 60)})
  }
  return value
}

function term(context: Context, expr: Expr, filter: Filter): Filter {
  if (++context.terms > filterLimits.terms) throw wrong('filter-too-long', expr.start, {most: filterLimits.terms})
  return filter
}

function cannot(expr: Expr, {text}: Context, why: FilterPart, about: Part = {}): ExpressionError {
  const part = text.slice(expr.start, expr.end)
  return wrong('not-a-filter-part', expr.start, {part: part.length > 80 ? `${part.slice(0, 80)}…` : part, why, ...about})
}
