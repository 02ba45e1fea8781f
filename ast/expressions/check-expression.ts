/** Type-checks expressions before they run: names, properties, kinds of operands and arguments. */
import {nearestName} from '../nearest-name.ts'
import {unknownFunction} from './evaluate-expression.ts'
import {answer, ExpressionError, type Expr, type ExpressionFailure, wrong} from './expr.ts'
import {findFunction} from './functions.ts'
import {parseExpression} from './parse-expression.ts'
import {kindOf, type ExpressionType, type ExpressionTypes, type Kind, typeOfName} from './types.ts'

/**
 * The type of `text`, or the first thing that is wrong with it and where. Everything may be null at run time, so null fits everywhere; `any` is taken at its word.
 * What passes can still fail on values: a division by zero, a text that is no date, too much work.
 */
export function checkExpression(text: string, types: ExpressionTypes): {readonly ok: true; readonly type: ExpressionType} | ExpressionFailure {
  const parsed = parseExpression(text)
  return parsed.ok ? answer(() => ({ok: true, type: check(parsed.expr, types)}) as const) : parsed
}

/** The type of a parsed expression. Throws an ExpressionError. */
export const check = (expr: Expr, types: ExpressionTypes): ExpressionType => typeOf(expr, {types, local: undefined})

interface Context {
  readonly types: ExpressionTypes
  readonly local: {readonly name: string; readonly type: ExpressionType; readonly outer: Context['local']} | undefined
}

function typeOf(expr: Expr, context: Context): ExpressionType {
  switch (expr.kind) {
    case 'value': return expr.value === null ? 'null' : typeof expr.value === 'string' ? {oneOf: [expr.value]} : (typeof expr.value as 'number' | 'boolean')
    case 'name': return typeOfVariable(expr.name, expr.start, context)
    case 'member': return typeOfMember(typeOf(expr.of, context), expr.name, expr)
    case 'has': return typeOfMember(typeOf(expr.of, context), expr.name, expr) && 'boolean'
    case 'index': return typeOfIndex(typeOf(expr.of, context), typeOf(expr.at, context), expr.at.start)
    case 'list': return {list: expr.items.map((item) => typeOf(item, context)).reduce(unify, 'null')}
    case 'map': return typeOfMap(expr.entries, context)
    case 'not': return condition(expr.arg, context)
    case 'minus': return expectKind(typeOf(expr.arg, context), ['number'], expr.arg.start) && 'number'
    case 'and': case 'or': return condition(expr.left, context) && condition(expr.right, context)
    case 'equality': return comparable(typeOf(expr.left, context), typeOf(expr.right, context), expr)
    case 'order': return ordered(typeOf(expr.left, context), typeOf(expr.right, context), expr)
    case 'arithmetic': return calculated(typeOf(expr.left, context), typeOf(expr.right, context), expr)
    case 'in': return contained(typeOf(expr.left, context), typeOf(expr.right, context), expr)
    case 'choose': return condition(expr.test, context) && unify(typeOf(expr.yes, context), typeOf(expr.no, context))
    case 'call': return typeOfCall(expr, context)
    case 'macro': return typeOfMacro(expr, context)
  }
}

function typeOfVariable(name: string, at: number, {types, local}: Context): ExpressionType {
  for (let each = local; each; each = each.outer) if (each.name === name) return each.type
  if (!Object.hasOwn(types, name)) {
    throw wrong('unknown-name', at, {name, near: nearestName(name, Object.keys(types)), known: Object.keys(types)})
  }
  return typeOfName(types[name]!)
}

function typeOfMember(of: ExpressionType, name: string, {start, of: {end}}: {readonly start: number; readonly of: Expr}): ExpressionType {
  if (of === 'any' || of === 'null') return 'any'
  if (typeof of !== 'object' || !('fields' in of)) throw wrong('no-such-property', end, {of: kindOf(of), name})
  if (Object.hasOwn(of.fields, name)) return of.fields[name]!
  if (of.open) return 'any'
  const known = Object.keys(of.fields)
  throw wrong('unknown-property-of-object', Math.max(start, end), {name, near: nearestName(name, known), known: known.slice(0, 12), more: Math.max(0, known.length - 12)})
}

function typeOfIndex(of: ExpressionType, index: ExpressionType, at: number): ExpressionType {
  if (of === 'any' || of === 'null') return 'any'
  if (typeof of === 'object' && 'list' in of) return expectKind(index, ['number'], at) && of.list
  if (typeof of === 'object' && 'fields' in of) return expectKind(index, ['text'], at) && 'any'
  throw wrong('not-to-look-into', at, {of: kindOf(of)})
}

function typeOfMap(entries: readonly (readonly [Expr, Expr])[], context: Context): ExpressionType {
  const fields: Record<string, ExpressionType> = {}
  let open = false
  for (const [key, value] of entries) {
    expectKind(typeOf(key, context), ['text'], key.start)
    const type = typeOf(value, context)
    if (key.kind === 'value' && typeof key.value === 'string') Object.defineProperty(fields, key.value, {value: type, enumerable: true, configurable: true})
    else open = true
  }
  return {fields, open}
}

function expectKind(type: ExpressionType, kinds: readonly Kind[], at: number): ExpressionType {
  const kind = kindOf(type)
  if (kind === 'any' || kind === 'null' || kinds.includes(kind)) return type
  throw wrong('other-kind', at, {expected: kinds, got: kind})
}

const condition = (expr: Expr, context: Context): ExpressionType => expectKind(typeOf(expr, context), ['boolean'], expr.start) && 'boolean'

type Pair = Extract<Expr, {readonly left: Expr; readonly right: Expr}>

const loose = (type: ExpressionType): boolean => type === 'any' || type === 'null'

function comparable(left: ExpressionType, right: ExpressionType, expr: Pair): ExpressionType {
  if (loose(left) || loose(right)) return 'boolean'
  if (kindOf(left) !== kindOf(right)) {
    throw wrong('never-equal', expr.start, {left: kindOf(left), right: kindOf(right)})
  }
  knownChoice(left, right, expr.right)
  knownChoice(right, left, expr.left)
  return 'boolean'
}

/** A text written out that is none of a closed list's. */
function knownChoice(choices: ExpressionType, type: ExpressionType, expr: Expr): void {
  if (typeof choices !== 'object' || !('oneOf' in choices) || typeof type !== 'object' || !('oneOf' in type) || expr.kind !== 'value' || choices.oneOf.length < 2) return
  const [written = ''] = type.oneOf
  if (choices.oneOf.includes(written)) return
  throw wrong('other-choice', expr.start, {choices: choices.oneOf.slice(0, 12), got: written, near: nearestName(written, choices.oneOf)})
}

function ordered(left: ExpressionType, right: ExpressionType, {start, left: a, right: b}: Pair): ExpressionType {
  expectKind(left, ['number', 'text'], a.start)
  expectKind(right, ['number', 'text'], b.start)
  if (loose(left) || loose(right) || kindOf(left) === kindOf(right)) return 'boolean'
  throw wrong('no-order', start, {left: kindOf(left), right: kindOf(right)})
}

function calculated(left: ExpressionType, right: ExpressionType, expr: Extract<Expr, {readonly kind: 'arithmetic'}>): ExpressionType {
  const kinds = [kindOf(left), kindOf(right)].filter((kind) => kind !== 'any' && kind !== 'null')
  const allowed: readonly Kind[] = expr.op === '+' ? ['number', 'text', 'list'] : ['number']
  expectKind(left, allowed, expr.left.start)
  expectKind(right, allowed, expr.right.start)
  if (kinds.length === 2 && kinds[0] !== kinds[1]) {
    throw wrong('not-calculable', expr.start, {left: kindOf(left), op: expr.op, right: kindOf(right), withText: kinds.includes('text')})
  }
  if (expr.op !== '+') return 'number'
  if (kinds.length === 0) return 'any'
  return kinds[0] === 'text' ? 'string' : kinds[0] === 'number' ? 'number' : kinds.length === 2 ? unify(left, right) : 'any'
}

function contained(left: ExpressionType, right: ExpressionType, expr: Pair): ExpressionType {
  if (loose(right)) return 'boolean'
  if (typeof right === 'object' && 'list' in right) {
    const item = right.list
    if (!loose(left) && !loose(item) && kindOf(left) !== kindOf(item)) {
      throw wrong('never-in-list', expr.start, {left: kindOf(left), right: kindOf(item)})
    }
    if (expr.right.kind === 'list') for (const each of expr.right.items) if (each.kind === 'value' && typeof each.value === 'string') knownChoice(left, {oneOf: [each.value]}, each)
    knownChoice(item, left, expr.left)
    return 'boolean'
  }
  if (typeof right === 'object' && 'fields' in right) return expectKind(left, ['text'], expr.left.start) && 'boolean'
  throw wrong('no-list-after-in', expr.right.start, {got: kindOf(right)})
}

function typeOfCall(expr: Extract<Expr, {readonly kind: 'call'}>, context: Context): ExpressionType {
  const known = findFunction(expr.name)
  if (!known) throw unknownFunction(expr)
  if (known.as !== 'either' && (known.as === 'method') !== expr.method) throw wrong('written-as', expr.start, {name: expr.name, example: known.example})
  const args = expr.args.map((arg) => typeOf(arg, context))
  if (args.length > known.takes.length || args.length < known.takes.length - (known.optional ?? 0)) {
    throw wrong('other-arguments', expr.start, {name: expr.name, example: known.example})
  }
  for (const [index, type] of args.entries()) {
    try {
      expectKind(type, known.takes[index]!, expr.args[index]!.start)
    } catch (error) {
      throw error instanceof ExpressionError ? wrong('wrong-argument', error.at, {name: expr.name, why: error.reason, example: known.example}) : error
    }
  }
  return known.gives
}

function typeOfMacro(expr: Extract<Expr, {readonly kind: 'macro'}>, context: Context): ExpressionType {
  const list = typeOf(expr.list, context)
  if (!loose(list) && !(typeof list === 'object' && 'list' in list)) throw wrong('not-through-a-list', expr.list.start, {name: expr.macro, got: kindOf(list)})
  const item = typeof list === 'object' && 'list' in list ? list.list : 'any'
  const inside: Context = {...context, local: {name: expr.name, type: item, outer: context.local}}
  if (expr.where) condition(expr.where, inside)
  if (expr.macro === 'map') return {list: typeOf(expr.body, inside)}
  condition(expr.body, inside)
  return expr.macro === 'filter' ? {list: item} : 'boolean'
}

/** The type of something that is one or the other. */
function unify(a: ExpressionType, b: ExpressionType): ExpressionType {
  if (a === b || b === 'null') return a
  if (a === 'null') return b
  if (kindOf(a) !== kindOf(b)) return 'any'
  if (kindOf(a) === 'text') return typeof a === 'object' && typeof b === 'object' && 'oneOf' in a && 'oneOf' in b ? {oneOf: [...new Set([...a.oneOf, ...b.oneOf])]} : 'string'
  if (typeof a === 'object' && typeof b === 'object') {
    if ('list' in a && 'list' in b) return {list: unify(a.list, b.list)}
    if ('fields' in a && 'fields' in b) {
      const fields = Object.fromEntries(Object.entries(a.fields).map(([name, type]) => [name, Object.hasOwn(b.fields, name) ? unify(type, b.fields[name]!) : type]))
      return {fields: {...b.fields, ...fields}, open: a.open === true || b.open === true}
    }
  }
  return 'any'
}
