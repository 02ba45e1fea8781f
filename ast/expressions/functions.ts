/** The functions of expressions: one table that evaluating and checking read. */
import {inexactNumber, isExactNumber, type Json} from '../../schemas/index.ts'
import {isPlainObject} from '../plain-object.ts'
import {addDays, dateOf, daysBetween} from './dates.ts'
import {ExpressionError, wrong} from './expr.ts'
import {foldCase} from './fold-case.ts'
import {money, roundTo} from './numbers.ts'
import type {ExpressionType, Kind} from './types.ts'
import type {Work} from './work.ts'

/** A function that is given null gives null; `run` never sees one. Arguments have been checked against `takes`. */
export interface CelFunction {
  /** `method`: only as `text.contains(x)`; `function`: only as `round(x)`. */
  readonly as: 'method' | 'function' | 'either'
  /** The kinds each argument may be of, a method's receiver first. */
  readonly takes: readonly (readonly Kind[])[]
  /** How many arguments may be left out at the end. */
  readonly optional?: number
  readonly gives: ExpressionType
  /** What a call costs beyond others, in units of work. */
  readonly cost?: number
  /** For messages. */
  readonly example: string
  /** `zone`: whose days are meant; undefined: UTC's. */
  readonly run: (args: readonly Json[], work: Work, zone: string | undefined) => Json
}

const text: readonly Kind[] = ['text']
const number: readonly Kind[] = ['number']

const onText = (example: string, gives: ExpressionType, run: (receiver: string, other: string) => Json): CelFunction => ({
  as: 'method', takes: [text, text], gives, example,
  run: ([receiver, other]) => run(receiver as string, other as string),
})

const reshaping = (example: string, run: (receiver: string) => string): CelFunction => ({
  as: 'method', takes: [text], gives: 'string', example, run: ([receiver], work) => work.made(run(receiver as string)),
})

const onNumber = (example: string, run: (x: number) => number): CelFunction => ({as: 'function', takes: [number], gives: 'number', example, run: ([x]) => run(x as number)})

const onNumbers = (example: string, run: (a: number, b: number) => number): CelFunction => ({
  as: 'function', takes: [number, number], gives: 'number', example, run: ([a, b]) => run(a as number, b as number),
})

const functions: {readonly [name: string]: CelFunction} = {
  contains: onText('text.contains("x")', 'boolean', (receiver, other) => receiver.includes(other)),
  startsWith: onText('text.startsWith("x")', 'boolean', (receiver, other) => receiver.startsWith(other)),
  endsWith: onText('text.endsWith("x")', 'boolean', (receiver, other) => receiver.endsWith(other)),
  lowerAscii: reshaping('text.lowerAscii()', foldCase),
  upperAscii: reshaping('text.upperAscii()', (receiver) => receiver.toUpperCase()),
  trim: reshaping('text.trim()', (receiver) => receiver.trim()),
  substring: {
    as: 'method', takes: [text, number, number], optional: 1, gives: 'string', example: 'text.substring(0, 3)',
    run: ([receiver, from, to], work) => work.made(substring(receiver as string, from as number, to as number | undefined)),
  },
  replace: {
    as: 'method', takes: [text, text, text], gives: 'string', example: 'text.replace("a", "b")',
    run: ([receiver, what, by], work) => work.made(replaceAll(receiver as string, what as string, by as string, work)),
  },
  split: {
    as: 'method', takes: [text, text], gives: {list: 'string'}, example: 'text.split(" ")',
    run: ([receiver, by], work) => split(receiver as string, by as string, work),
  },
  join: {
    as: 'method', takes: [['list'], text], optional: 1, gives: 'string', example: 'list.join(", ")',
    run: ([list, by = ''], work) => join(list as readonly Json[], by as string, work),
  },
  size: {as: 'either', takes: [['text', 'list', 'object']], gives: 'number', example: 'size(list)', run: ([of]) => sizeOf(of!)},
  string: {as: 'function', takes: [['text', 'number', 'boolean']], gives: 'string', example: 'string(12)', run: ([value]) => String(value)},
  double: {as: 'function', takes: [['number', 'text']], gives: 'number', example: 'double("1.5")', run: ([value]) => toNumber(value!)},
  int: {as: 'function', takes: [['number', 'text']], gives: 'number', example: 'int("12")', run: ([value]) => Math.trunc(toNumber(value!))},
  round: {as: 'function', takes: [number, number], optional: 1, gives: 'number', example: 'round(x, 2)', run: ([x, digits = 0]) => roundTo(x as number, digits as number)},
  floor: onNumber('floor(x)', Math.floor),
  ceil: onNumber('ceil(x)', Math.ceil),
  abs: onNumber('abs(x)', Math.abs),
  min: onNumbers('min(a, b)', Math.min),
  max: onNumbers('max(a, b)', Math.max),
  date: {as: 'function', cost: 25, takes: [text], gives: 'string', example: 'date(record.created_at)', run: ([value], _work, zone) => dateOf(value as string, zone)},
  addDays: {as: 'function', cost: 25, takes: [text, number], gives: 'string', example: 'addDays(today, 30)', run: ([from, days], _work, zone) => addDays(from as string, days as number, zone)},
  daysBetween: {as: 'function', cost: 50, takes: [text, text], gives: 'number', example: 'daysBetween(record.due_on, today)', run: ([from, to], _work, zone) => daysBetween(from as string, to as string, zone)},
  money: {as: 'function', takes: [number, text], gives: 'string', example: 'money(record.total, "EUR")', run: ([amount, currency]) => money(amount as number, currency as string)},
}

export const functionNames: readonly string[] = Object.keys(functions)

/** Undefined where there is none of that name. */
export const findFunction = (name: string): CelFunction | undefined => (Object.hasOwn(functions, name) ? functions[name] : undefined)

function sizeOf(value: Json): number {
  // Characters as people count them, not UTF-16 units, as the CEL specification says.
  if (typeof value === 'string') {
    let count = 0
    for (const _ of value) count++
    return count
  }
  return isPlainObject(value) ? Object.keys(value).length : (value as readonly Json[]).length
}

function substring(receiver: string, from: number, to: number | undefined): string {
  if (!Number.isInteger(from) || (to !== undefined && !Number.isInteger(to))) throw wrong('substring-of-parts', undefined)
  return receiver.substring(from, to)
}

function replaceAll(receiver: string, what: string, by: string, work: Work): string {
  if (what === '') return receiver
  const parts = receiver.split(what)
  // Before it is made: many short hits with a long replacement grow fast.
  work.spend(parts.length * (1 + by.length / 64))
  return parts.join(by)
}

function split(receiver: string, by: string, work: Work): readonly string[] {
  const parts = by === '' ? [...receiver] : receiver.split(by)
  work.spend(parts.length)
  return parts
}

function join(list: readonly Json[], by: string, work: Work): string {
  work.spend(list.length * (1 + by.length / 64))
  return work.made(list.map((item) => {
    if (item !== null && typeof item === 'object') throw wrong('not-to-join', undefined)
    return item === null ? '' : String(item)
  }).join(by))
}

const decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

function toNumber(value: Json): number {
  const asNumber = typeof value === 'string' && decimal.test(value.trim()) ? Number(value) : value
  if (typeof asNumber !== 'number' || !Number.isFinite(asNumber)) throw wrong('not-a-number', undefined, {got: JSON.stringify(value).slice(0, 60)})
  if (typeof value === 'string' && !isExactNumber(value.trim())) throw new ExpressionError(inexactNumber(value.trim()))
  return asNumber
}
