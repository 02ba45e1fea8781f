/** A parsed expression: our own small tree, so that evaluating, checking and compiling it do not hang on a parser's inside. */
import {reason, say, type Reason, type RefusalCode, type Sentences, type Told} from '../../schemas/index.ts'

interface Span {
  /** Where it stands in the text: first character, and the one after the last. */
  readonly start: number
  readonly end: number
}

export type Arithmetic = '+' | '-' | '*' | '/' | '%'
export type Order = '<' | '<=' | '>' | '>='
export type Equality = '==' | '!='
export type Macro = 'all' | 'exists' | 'exists_one' | 'map' | 'filter'

export type Expr = Span &
  (
    | {readonly kind: 'value'; readonly value: string | number | boolean | null}
    | {readonly kind: 'name'; readonly name: string}
    /** `of.name`, and `of["name"]` with a literal. */
    | {readonly kind: 'member'; readonly of: Expr; readonly name: string}
    | {readonly kind: 'index'; readonly of: Expr; readonly at: Expr}
    | {readonly kind: 'list'; readonly items: readonly Expr[]}
    | {readonly kind: 'map'; readonly entries: readonly (readonly [key: Expr, value: Expr])[]}
    | {readonly kind: 'not' | 'minus'; readonly arg: Expr}
    | {readonly kind: 'and' | 'or'; readonly left: Expr; readonly right: Expr}
    | {readonly kind: 'equality'; readonly op: Equality; readonly left: Expr; readonly right: Expr}
    | {readonly kind: 'order'; readonly op: Order; readonly left: Expr; readonly right: Expr}
    | {readonly kind: 'arithmetic'; readonly op: Arithmetic; readonly left: Expr; readonly right: Expr}
    | {readonly kind: 'in'; readonly left: Expr; readonly right: Expr}
    | {readonly kind: 'choose'; readonly test: Expr; readonly yes: Expr; readonly no: Expr}
    /** A method's receiver is its first argument: `a.contains(b)` is `contains(a, b)`. */
    | {readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[]; readonly method: boolean}
    /** `has(a.b)` */
    | {readonly kind: 'has'; readonly of: Expr; readonly name: string}
    /** `list.map(name, body)`; `where` is the middle argument of `map(name, where, body)`. */
    | {readonly kind: 'macro'; readonly macro: Macro; readonly list: Expr; readonly name: string; readonly where?: Expr; readonly body: Expr}
  )

/** In a scope: whose days are meant, as an IANA zone that Intl knows. No expression can name it. */
export const zoneOfDays: unique symbol = Symbol('zone of days')

/**
 * The names an expression may use and their values: JSON, where undefined is null. Only own properties count. With `zoneOfDays` a time compares with a day as that day's interval there;
 * without it as texts, and the day of a time is UTC's.
 */
export type Scope = Readonly<Record<string, unknown>> & {readonly [zoneOfDays]?: string}

/** Something wrong in an expression; `at` is the offset in its text. */
export class ExpressionError extends Error {
  readonly reason: Reason
  readonly at: number | undefined
  constructor(why: Reason, at?: number) {
    super(why.code)
    this.reason = why
    this.at = at
  }
}

/** `throw wrong('no-such-property', at, {of, name})` */
export const wrong = <C extends RefusalCode>(code: C, at: number | undefined, ...params: Told<Sentences[C]>): ExpressionError =>
  new ExpressionError(reason(code, ...params), at)

/** A failed answer, as all public functions over expressions give it. */
export type ExpressionFailure = Reason & {readonly ok: false; readonly message: string; readonly at?: number}

/** Runs `work`; what it says by an ExpressionError becomes an answer. */
export function answer<T extends {readonly ok: true}>(work: () => T): T | ExpressionFailure {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return {ok: false, ...error.reason, message: say(error.reason), ...(error.at === undefined ? {} : {at: error.at})}
  }
}
