/** Evaluates expressions over JSON values: friendly about null and numbers, bounded in cost, blind to prototypes. */
import {isHostileKey, type Json} from '../../schemas/index.ts'
import {sameJson} from '../canonical-json.ts'
import {nearestName} from '../nearest-name.ts'
import {isPlainObject} from '../plain-object.ts'
import {compareText, sameText} from './compare-text.ts'
import {compareWithDay} from './compare-with-day.ts'
import {answer, ExpressionError, zoneOfDays, type Expr, type ExpressionFailure, type Scope, wrong} from './expr.ts'
import {findFunction, functionNames} from './functions.ts'
import {parseExpression} from './parse-expression.ts'
import {kindOfValue} from './types.ts'
import {Work} from './work.ts'

/**
 * The value of `text` with the names in `scope`. The language is CEL with plain JSON numbers (`7 / 2` is 3.5) and one idea of nothing:
 * - a property that is missing reads as null, and so does any property of null; a name that is not in `scope` is an error;
 * - calculating with null gives null, except that text + null is the text; a function given null gives null;
 * - comparing with null by an order is false; as a condition null is false;
 * - texts that are times (RFC 3339) compare by their instant; a time compares with a day (`"2026-03-01"`) of the scope's zone, where it has one, by whether it is before, on or after it;
 * - other texts are equal letter by letter, and have the order of sorted lists (`textKey`): `"a" < "B"`, `"ä" < "b"`;
 * - dividing by zero, mixing kinds (`"a" < 1`, `"a" + 1`) and whatever the cost limits do not allow are errors.
 */
export function evaluateExpression(text: string, scope: Scope): {readonly ok: true; readonly value: Json} | ExpressionFailure {
  const parsed = parseExpression(text)
  return parsed.ok ? answer(() => ({ok: true, value: evaluate(parsed.expr, scope)}) as const) : parsed
}

/** The value of a parsed expression; several that share `work` share its bound. Throws an ExpressionError. */
export function evaluate(expr: Expr, scope: Scope, work: Work = new Work()): Json {
  const value = run(expr, {scope, local: undefined, work})
  // Small expressions can make lists that hold one list many times, and that list another: what is given back must be affordable to walk and to write.
  spendValues(value, work)
  return value
}

interface Context {
  readonly scope: Scope
  /** The innermost variable of a macro. */
  readonly local: {readonly name: string; readonly value: Json; readonly outer: Context['local']} | undefined
  readonly work: Work
}

function run(expr: Expr, context: Context): Json {
  context.work.spend(1, expr.start)
  switch (expr.kind) {
    case 'value': return expr.value
    case 'name': return readName(expr.name, expr.start, context)
    case 'member': return readMember(run(expr.of, context), expr.name, expr.of.end)
    case 'has': return readMember(run(expr.of, context), expr.name, expr.of.end) !== null
    case 'index': return readIndex(run(expr.of, context), run(expr.at, context), expr.at.start)
    case 'list': return expr.items.map((item) => run(item, context))
    case 'map': return Object.fromEntries(expr.entries.map(([key, value]) => [asKey(run(key, context), key.start), run(value, context)] as const))
    case 'not': return !asCondition(run(expr.arg, context), expr.arg.start)
    case 'minus': return calculate('-', 0, run(expr.arg, context), expr.start, context)
    case 'and': return both(expr.left, expr.right, false, context)
    case 'or': return both(expr.left, expr.right, true, context)
    case 'equality': return isEqual(run(expr.left, context), run(expr.right, context), context) === (expr.op === '==')
    case 'order': return inOrder(expr.op, run(expr.left, context), run(expr.right, context), expr.start, context)
    case 'arithmetic': return calculate(expr.op, run(expr.left, context), run(expr.right, context), expr.start, context)
    case 'in': return isIn(run(expr.left, context), run(expr.right, context), expr.right.start, context)
    case 'choose': return run(asCondition(run(expr.test, context), expr.test.start) ? expr.yes : expr.no, context)
    case 'call': return call(expr, context)
    case 'macro': return runMacro(expr, context)
  }
}

function readName(name: string, at: number, {scope, local}: Context): Json {
  for (let each = local; each; each = each.outer) if (each.name === name) return each.value
  if (!Object.hasOwn(scope, name)) throw wrong('unknown-name', at, {name, near: nearestName(name, Object.keys(scope)), known: Object.keys(scope)})
  return asJson(scope[name], name, at)
}

function readMember(of: Json, name: string, at: number): Json {
  if (of === null) return null
  if (isHostileKey(name)) throw wrong('never-a-property', at, {name})
  if (!isPlainObject(of)) throw wrong('no-such-property', at, {of: kindOfValue(of), name})
  return Object.hasOwn(of, name) ? asJson(of[name], name, at) : null
}

function readIndex(of: Json, index: Json, at: number): Json {
  if (of === null || index === null) return null
  if (typeof index === 'string') return readMember(of, index, at)
  if (!Array.isArray(of) || typeof index !== 'number' || !Number.isInteger(index)) {
    throw wrong('wrong-index', at, {got: kindOfValue(index), of: kindOfValue(of)})
  }
  return asJson((of as readonly Json[])[index], String(index), at)
}

/** What the scope holds may be more than JSON; what an expression sees is not. */
function asJson(value: unknown, name: string, at: number): Json {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value) || isPlainObject(value)) return value as Json
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'bigint') return Number(value)
  throw wrong('not-usable', at, {name})
}

function asKey(key: Json, at: number): string {
  if (typeof key !== 'string' || isHostileKey(key)) throw wrong('not-a-member-name', at)
  return key
}

function asCondition(value: Json, at: number): boolean {
  if (typeof value === 'boolean') return value
  if (value === null) return false
  throw wrong('not-a-condition', at, {got: kindOfValue(value), value: JSON.stringify(value).slice(0, 40)})
}

/** `&&` and `||` as CEL has them: an error on one side does not matter where the other side decides. */
function both(left: Expr, right: Expr, decides: boolean, context: Context): boolean {
  let first: boolean
  try {
    first = asCondition(run(left, context), left.start)
  } catch (error) {
    if (error instanceof ExpressionError && asCondition(run(right, context), right.start) === decides) return decides
    throw error
  }
  return first === decides ? decides : asCondition(run(right, context), right.start)
}

function isEqual(a: Json, b: Json, {work, scope: {[zoneOfDays]: zone}}: Context): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length === b.length) work.read(a)
    const order = zone === undefined ? undefined : compareWithDay(a, b, zone, work)
    return order === undefined ? sameText(a, b) : order === 0
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) spendValues(a, work)
  return sameJson(a, b)
}

function spendValues(value: Json, work: Work): void {
  if (typeof value === 'string') work.read(value)
  else if (typeof value === 'object' && value !== null) {
    work.spend(1)
    for (const inner of Object.values(value) as readonly Json[]) spendValues(inner, work)
  } else work.spend(1)
}

function inOrder(op: '<' | '<=' | '>' | '>=', a: Json, b: Json, at: number, {work, scope: {[zoneOfDays]: zone}}: Context): boolean {
  if (a === null || b === null) return false
  let order: number
  if (typeof a === 'number' && typeof b === 'number') order = a - b
  else if (typeof a === 'string' && typeof b === 'string') {
    work.read(a.length < b.length ? a : b)
    order = (zone === undefined ? undefined : compareWithDay(a, b, zone, work)) ?? compareText(a, b)
  }
  else throw wrong('not-comparable', at, {left: kindOfValue(a), op, right: kindOfValue(b)})
  return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0
}

function calculate(op: '+' | '-' | '*' | '/' | '%', a: Json, b: Json, at: number, {work}: Context): Json {
  if (op === '+' && (typeof a === 'string' || typeof b === 'string')) {
    if ((typeof a === 'string' || a === null) && (typeof b === 'string' || b === null)) return work.made(`${a ?? ''}${b ?? ''}`)
    throw wrong('not-addable', at, {left: kindOfValue(a), right: kindOfValue(b)})
  }
  if (a === null || b === null) return null
  if (op === '+' && Array.isArray(a) && Array.isArray(b)) {
    work.spend(a.length + b.length, at)
    return [...(a as readonly Json[]), ...(b as readonly Json[])]
  }
  if (typeof a !== 'number' || typeof b !== 'number') {
    throw wrong('not-two-numbers', at, {left: kindOfValue(a), op, right: kindOfValue(b)})
  }
  if (b === 0 && (op === '/' || op === '%')) throw wrong('division-by-zero', at)
  const result = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '/' ? a / b : a % b
  if (!Number.isFinite(result)) throw wrong('result-too-large', at)
  // There is no -0 in JSON.
  return result + 0
}

function isIn(value: Json, list: Json, at: number, context: Context): boolean {
  if (list === null) return false
  if (Array.isArray(list)) {
    context.work.spend(list.length / 8, at)
    return (list as readonly Json[]).some((item) => isEqual(value, item, context))
  }
  if (isPlainObject(list)) return typeof value === 'string' && !isHostileKey(value) && Object.hasOwn(list, value)
  throw wrong('no-list-after-in', at, {got: kindOfValue(list)})
}

function call(expr: Extract<Expr, {readonly kind: 'call'}>, context: Context): Json {
  const known = findFunction(expr.name)
  if (!known) throw unknownFunction(expr)
  context.work.spend(4 + (known.cost ?? 0), expr.start)
  const args = expr.args.map((arg) => run(arg, context))
  if (args.length > known.takes.length || args.length < known.takes.length - (known.optional ?? 0)) {
    throw wrong('other-arguments', expr.start, {name: expr.name, example: known.example})
  }
  if (args.includes(null)) return null
  for (const [index, arg] of args.entries()) {
    // Whatever a function does with a text, it reads it.
    if (typeof arg === 'string') context.work.read(arg)
    const takes = known.takes[index]!
    if (!takes.includes(kindOfValue(arg))) {
      throw wrong('wrong-argument-kind', expr.args[index]!.start, {name: expr.name, expected: takes, got: kindOfValue(arg), example: known.example})
    }
  }
  try {
    return known.run(args, context.work, context.scope[zoneOfDays])
  } catch (error) {
    throw error instanceof ExpressionError && error.at === undefined ? new ExpressionError(error.reason, expr.start) : error
  }
}

/** Why a function of that name cannot be called. */
export function unknownFunction({name, start}: Extract<Expr, {readonly kind: 'call'}>): ExpressionError {
  if (name === 'matches') return wrong('matches-not-available', start)
  return wrong('unknown-function', start, {name, near: nearestName(name, functionNames)})
}

function runMacro(expr: Extract<Expr, {readonly kind: 'macro'}>, context: Context): Json {
  const list = run(expr.list, context)
  if (list === null) return expr.macro === 'all' || (expr.macro === 'map' || expr.macro === 'filter' ? null : false)
  if (!Array.isArray(list)) throw wrong('not-through-a-list', expr.list.start, {name: expr.macro, got: kindOfValue(list)})
  const items = list as readonly Json[]
  const inside = (value: Json): Context => ({...context, local: {name: expr.name, value, outer: context.local}})
  const holds = (item: Json): boolean => asCondition(run(expr.body, inside(item)), expr.body.start)
  switch (expr.macro) {
    case 'all': return items.every(holds)
    case 'exists': return items.some(holds)
    case 'exists_one': return items.filter(holds).length === 1
    case 'filter': return items.filter(holds)
    case 'map': {
      const {where} = expr
      const kept = where ? items.filter((item) => asCondition(run(where, inside(item)), where.start)) : items
      return kept.map((item) => run(expr.body, inside(item)))
    }
  }
}
