/** Parses CEL (cel-spec's grammar, by cel-js) to our own expression tree. */
import {Environment, ParseError, type ParseResult} from '@marcbachmann/cel-js'
import {inexactNumber, isExactNumber, isHostileKey, reason, type Reason} from '../../schemas/index.ts'
import {answer, ExpressionError, type Expr, type ExpressionFailure, type Macro, wrong} from './expr.ts'
import {mostCharacters, mostRemembered, parserLimits} from './limits.ts'

type CelNode = ParseResult['ast']
type Parsed = {readonly ok: true; readonly expr: Expr} | ExpressionFailure

let environment: Environment | undefined
const remembered = new Map<string, Parsed>()

/**
 * Remembers what it parsed (the last used ones). Numbers become plain numbers. Refused with a message and a place: what CEL's grammar does not take, too long or too deep
 * a text, byte texts, numbers that a double would change, names that reach a prototype.
 */
export function parseExpression(text: string): Parsed {
  const known = remembered.get(text)
  if (known) {
    // Taken out and put back: the map's order is then that of last use.
    remembered.delete(text)
    remembered.set(text, known)
    return known
  }
  const parsed = answer(() => ({ok: true, expr: parse(text)}) as const)
  if (text.length <= mostCharacters) {
    remembered.set(text, parsed)
    if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
  }
  return parsed
}

function parse(text: string): Expr {
  if (text.trim() === '') throw wrong('expression-empty', 0)
  if (text.length > mostCharacters) throw wrong('expression-too-long', 0, {size: text.length, most: mostCharacters})
  environment ??= new Environment({unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, limits: parserLimits})
  try {
    return exprOf(environment.parse(text).ast)
  } catch (error) {
    if (error instanceof ParseError) throw new ExpressionError(whyNot(error, text), error.range?.start)
    throw error
  }
}

function whyNot(error: ParseError, text: string): Reason {
  const [, limit, most] = /^Exceeded (\w+) \((\d+)\)/.exec(error.summary) ?? []
  if (limit !== undefined) return reason('expression-too-much', {limit, most: most!})
  const macro = /^(\w+)\(.*iteration variable/.exec(error.summary)?.[1]
  if (macro !== undefined) return reason('macro-without-name', {name: macro})
  return reason('not-an-expression', {said: error.summary, instead: meantToken(text.slice(error.range?.start ?? 0))})
}

/** What people write who come from other languages. */
function meantToken(text: string): '==' | '&&' | '||' | undefined {
  const word = /^[A-Za-z]+/.exec(text)?.[0]?.toLowerCase()
  if (text[0] === '=') return '=='
  if (text[0] === '&' || word === 'and') return '&&'
  return text[0] === '|' || word === 'or' ? '||' : undefined
}

const binary = {
  '==': 'equality', '!=': 'equality', '<': 'order', '<=': 'order', '>': 'order', '>=': 'order', '+': 'arithmetic', '-': 'arithmetic', '*': 'arithmetic', '/': 'arithmetic', '%': 'arithmetic',
} as const

function exprOf(node: CelNode): Expr {
  const {start, end} = node
  switch (node.op) {
    case 'value': return {kind: 'value', value: literal(node.args, start, node.input.slice(start, end)), start, end}
    case 'id': return {kind: 'name', name: safe(node.args, start), start, end}
    case '.': return {kind: 'member', of: exprOf(node.args[0]), name: safe(node.args[1], start), start, end}
    case '[]': {
      const [of, at] = [exprOf(node.args[0]), exprOf(node.args[1])]
      if (at.kind === 'value' && typeof at.value === 'string') return {kind: 'member', of, name: safe(at.value, at.start), start, end}
      return {kind: 'index', of, at, start, end}
    }
    case 'list': return {kind: 'list', items: node.args.map(exprOf), start, end}
    case 'map': return {kind: 'map', entries: node.args.map(([key, value]) => [exprOf(key), exprOf(value)] as const), start, end}
    case '!_': return {kind: 'not', arg: exprOf(node.args), start, end}
    case '-_': return {kind: 'minus', arg: exprOf(node.args), start, end}
    case '&&': return {kind: 'and', left: exprOf(node.args[0]), right: exprOf(node.args[1]), start, end}
    case '||': return {kind: 'or', left: exprOf(node.args[0]), right: exprOf(node.args[1]), start, end}
    case 'in': return {kind: 'in', left: exprOf(node.args[0]), right: exprOf(node.args[1]), start, end}
    case '?:': return {kind: 'choose', test: exprOf(node.args[0]), yes: exprOf(node.args[1]), no: exprOf(node.args[2]), start, end}
    case 'call': return callOf(node.args[0], node.args[1], start, end)
    case 'rcall': return methodOf(node.args[0], node.args[1], node.args[2], start, end)
    case '.?': case '[?]': throw wrong('optional-not-known', start)
    default: return {kind: binary[node.op], op: node.op, left: exprOf(node.args[0]), right: exprOf(node.args[1]), start, end} as Expr
  }
}

function callOf(name: string, args: readonly CelNode[], start: number, end: number): Expr {
  if (name !== 'has') return {kind: 'call', name, args: args.map(exprOf), method: false, start, end}
  const of = args.length === 1 ? exprOf(args[0]!) : undefined
  if (of?.kind !== 'member') throw wrong('has-without-property', start)
  return {kind: 'has', of: of.of, name: of.name, start, end}
}

const macros: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

function methodOf(name: string, receiver: CelNode, args: readonly CelNode[], start: number, end: number): Expr {
  if (!macros.has(name)) return {kind: 'call', name, args: [receiver, ...args].map(exprOf), method: true, start, end}
  const [variable, ...bodies] = args.map(exprOf)
  const body = bodies.pop()
  if (variable?.kind !== 'name' || !body || bodies.length > (name === 'map' ? 1 : 0)) {
    throw wrong('macro-arguments', start, {name})
  }
  return {kind: 'macro', macro: name as Macro, list: exprOf(receiver), name: variable.name, ...(bodies[0] ? {where: bodies[0]} : {}), body, start, end}
}

function literal(value: unknown, at: number, text: string): string | number | boolean | null {
  if (typeof value === 'number' && !isExactNumber(text)) throw new ExpressionError(inexactNumber(text), at)
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Uint8Array) throw wrong('bytes-not-known', at)
  // A whole number, or an unsigned one (`5u`), which is an object around one.
  const whole = Number(typeof value === 'bigint' ? value : (value as {readonly value?: bigint}).value)
  if (!Number.isSafeInteger(whole)) throw wrong('number-too-large', at)
  return whole
}

function safe(name: string, at: number): string {
  if (isHostileKey(name)) throw wrong('hostile-property', at, {name})
  return name
}
