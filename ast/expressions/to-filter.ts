/** Compiles an expression over `record` to a Filter, which a store turns into SQL. */
import type {Json, RecordSchema} from '../../schemas/index.ts'
import type {Filter, Scalar} from '../filter.ts'
import {check} from './check-expression.ts'
import {evaluate} from './evaluate-expression.ts'
import {answer, ExpressionError, type Expr, type ExpressionFailure, type Scope} from './expr.ts'
import {foldCase} from './fold-case.ts'
import {filterLimits} from './limits.ts'
import {mentions} from './mentions.ts'
import {parseExpression} from './parse-expression.ts'
import {kindInWords, kindOf, kindOfValue, type ExpressionType, type ExpressionTypes, type Kind, typeOfRecord} from './types.ts'
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
    if (kind !== 'boolean' && kind !== 'any') throw new ExpressionError(`a filter is true or false for each record; this is ${kindInWords[kind]}`, 0)
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
  if (depth > filterLimits.depth) throw new ExpressionError(`the filter is more than ${filterLimits.depth} levels deep; write it flatter`, expr.start)
  if (!mentions(expr, 'record')) return constant(asCondition(valueOf(expr, context), expr, context))
  switch (expr.kind) {
    case 'and': case 'or': return combine(expr.kind, expr, context, depth)
    case 'not': return negate(compile(expr.arg, context, depth + 1))
    case 'equality': case 'order': return comparison(expr, context)
    case 'in': return membership(expr, context)
    case 'call': return textTest(expr, context)
    case 'has': return term(context, expr, {op: 'ne', field: fieldOf({...expr, kind: 'member'}, context).name, value: null})
    case 'member': return bare(expr, context)
    case 'choose': throw cannot(expr, context, 'a condition "? :" cannot be filtered by', 'write it with && and ||')
    case 'macro': throw cannot(expr, context, `${expr.macro}() cannot be filtered by`, 'write "x" in record.list, or one comparison for each value')
    default: throw cannot(expr, context, 'this cannot be filtered by', 'compare a property of the record with a value')
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
    if (a.kind !== b.kind && a.kind !== 'any' && b.kind !== 'any') throw cannot(expr, context, `${kindInWords[a.kind]} and ${kindInWords[b.kind]} cannot be compared`, 'compare properties of one kind')
    return term(context, expr, {op: 'compare', by, left: a.name, right: b.name})
  }
  const [fieldSide, valueSide] = left ? [expr.left, expr.right] : [expr.right, expr.left]
  const field = scalarField(fieldSide, context)
  const value = fitting(valueOf(valueSide, context), field, valueSide, context)
  // By an order, nothing compares with null.
  if (value === null && expr.kind === 'order') return constant(false)
  if (typeof value === 'boolean' && expr.kind === 'order') throw cannot(expr, context, 'true and false have no order', 'use == or !=')
  return term(context, expr, {op: left ? by : mirrored[by], field: field.name, value})
}

function membership(expr: Extract<Expr, {readonly kind: 'in'}>, context: Context): Filter {
  if (mentions(expr.right, 'record')) {
    if (mentions(expr.left, 'record')) throw cannot(expr, context, 'two properties cannot be compared by "in"', 'write a value on one side')
    const field = fieldOf(expr.right, context)
    if (field.kind !== 'list') throw cannot(expr.right, context, `${field.name} is ${kindInWords[field.kind]}, no list`, 'use == or contains()')
    const item = typeof field.type === 'object' && 'list' in field.type ? kindOf(field.type.list) : 'any'
    return term(context, expr, {op: 'has', field: field.name, value: fitting(valueOf(expr.left, context), {name: `an item of ${field.name}`, kind: item}, expr.left, context)})
  }
  const field = scalarField(expr.left, context)
  const list = valueOf(expr.right, context)
  if (list === null) return constant(false)
  if (!Array.isArray(list)) throw cannot(expr.right, context, `expected a list after "in", got ${kindInWords[kindOfValue(list)]}`, 'write it as in record.status in ["open", "late"]')
  if (list.length > filterLimits.values) throw cannot(expr.right, context, `the list has ${list.length} values`, `at most ${filterLimits.values} can be filtered by`)
  const values = (list as readonly Json[]).map((value) => fitting(value, field, expr.right, context))
  return values.length === 0 ? constant(false) : term(context, expr, {op: 'in', field: field.name, values})
}

const textTests = {contains: 'contains', startsWith: 'starts', endsWith: 'ends'} as const

function textTest(expr: Extract<Expr, {readonly kind: 'call'}>, context: Context): Filter {
  const op = Object.hasOwn(textTests, expr.name) ? textTests[expr.name as keyof typeof textTests] : undefined
  const [receiver, wanted] = expr.args
  if (!op || !receiver || !wanted) throw cannot(expr, context, `${expr.name}() over a record cannot be filtered by`, 'use comparisons, contains(), startsWith() or endsWith()')
  if (!mentions(receiver, 'record') || mentions(wanted, 'record')) throw cannot(expr, context, `${expr.name}() looks for a value in a property`, `write record.name.${expr.name}("x")`)
  const fold = receiver.kind === 'call' && receiver.name === 'lowerAscii'
  const of = fold ? receiver.args[0]! : receiver
  const field = fieldOf(of, context)
  if (field.kind !== 'text' && field.kind !== 'any') throw cannot(of, context, `${field.name} is ${kindInWords[field.kind]}`, field.kind === 'list' ? `write "x" in record.${field.name}` : 'use == or an order')
  const value = valueOf(wanted, context)
  if (value === null) return constant(false)
  if (typeof value !== 'string') throw cannot(wanted, context, `expected a text, got ${kindInWords[kindOfValue(value)]}`, 'make a text of it with string(…)')
  // In lower case there are no capitals to be found.
  if (fold && foldCase(value) !== value) return constant(false)
  return term(context, expr, {op, field: field.name, value, ...(fold ? {fold: 'case'} : {})})
}

function bare(expr: Expr, context: Context): Filter {
  const field = fieldOf(expr, context)
  if (field.kind !== 'boolean' && field.kind !== 'any') throw cannot(expr, context, `${field.name} is ${kindInWords[field.kind]}, not true or false`, 'compare it with a value')
  return term(context, expr, {op: 'eq', field: field.name, value: true})
}

interface Field {readonly name: string; readonly type: ExpressionType; readonly kind: Kind}

/** `record.name`; the check has seen already that it exists. */
function fieldOf(expr: Expr, context: Context): Field {
  if (expr.kind === 'member' && expr.of.kind === 'name' && expr.of.name === 'record') {
    const type = context.fields[expr.name] ?? 'any'
    return {name: expr.name, type, kind: kindOf(type)}
  }
  if (expr.kind === 'member') throw cannot(expr, context, 'only the record\'s own properties can be filtered by', 'write record.<property>')
  if (expr.kind === 'name') throw cannot(expr, context, 'a whole record cannot be filtered by', 'write record.<property>')
  if (expr.kind === 'call') throw cannot(expr, context, `${expr.name}() of a property cannot be filtered by`, 'compare the property itself, or do the calculation on the other side')
  throw cannot(expr, context, 'a calculation with a property cannot be filtered by', 'do it on the other side, as in record.total > 100 / 1.24')
}

function scalarField(expr: Expr, context: Context): Field {
  const field = fieldOf(expr, context)
  if (field.kind === 'list') throw cannot(expr, context, `${field.name} is a list`, `write "x" in record.${field.name}`)
  if (field.kind === 'object') throw cannot(expr, context, `${field.name} is an object`, `only has(record.${field.name}) can be asked of it`)
  return field
}

const valueOf = (expr: Expr, {scope, work}: Context): Json => evaluate(expr, scope, work)

function asCondition(value: Json, expr: Expr, context: Context): boolean {
  if (value === null || typeof value === 'boolean') return value === true
  throw cannot(expr, context, `expected true or false, got ${kindInWords[kindOfValue(value)]}`, 'compare it with a value')
}

function fitting(value: Json, field: Pick<Field, 'name' | 'kind'>, expr: Expr, context: Context): Scalar {
  const kind = kindOfValue(value)
  if (typeof value === 'object' && value !== null) throw cannot(expr, context, `${field.name} cannot be compared with ${kindInWords[kind]}`, 'compare it with one value')
  if (value !== null && field.kind !== 'any' && kind !== field.kind) {
    const hint = field.kind === 'number' && kind === 'text' ? 'make a number of it with double(…)' : field.kind === 'text' && kind === 'number' ? 'make a text of it with string(…)' : 'compare things of one kind'
    throw cannot(expr, context, `${field.name} is ${kindInWords[field.kind]}, got ${JSON.stringify(value).slice(0, 60)}`, hint)
  }
  return value
}

function term(context: Context, expr: Expr, filter: Filter): Filter {
  if (++context.terms > filterLimits.terms) throw new ExpressionError(`the filter has more than ${filterLimits.terms} terms; use "in" with a list of values`, expr.start)
  return filter
}

function cannot(expr: Expr, {text}: Context, why: string, instead: string): ExpressionError {
  const part = text.slice(expr.start, expr.end)
  return new ExpressionError(`${part.length > 80 ? `${part.slice(0, 80)}…` : part}: ${why}; ${instead}`, expr.start)
}
