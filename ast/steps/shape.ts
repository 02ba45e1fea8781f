/** Small exact checks of unknown JSON: each throws a `Misshapen` that says where, what was expected and what came. */
import {isHostileKey, reason, shown, type Reason, type Shown, type Thing} from '../../schemas/index.ts'
import {jsonPointer} from '../json-pointer.ts'
import {nearestName} from '../nearest-name.ts'
import {isPlainObject} from '../plain-object.ts'

export class Misshapen extends Error {
  readonly pointer: string
  readonly reason: Reason
  constructor(pointer: string, why: Reason) {
    super(why.code)
    this.pointer = pointer
    this.reason = why
  }
}

/** `at`: the way to the value, for messages. */
export type Check = (value: unknown, at: readonly (string | number)[]) => void

export const fail = (at: readonly (string | number)[], why: Reason): never => {
  throw new Misshapen(jsonPointer(...at), why)
}

export const failAs = (at: readonly (string | number)[], expected: Thing, got: unknown): never => fail(at, reason('misshapen', {expected, got: inShort(got)}))

/** Whatever came; a text is cut before it is quoted. */
function inShort(value: unknown): Shown {
  if (typeof value === 'string') return {json: JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}
  return typeof value === 'number' || typeof value === 'boolean' ? {json: String(value)} : shown(value)
}

export const text = (most: number, pattern?: RegExp, expected: Thing = 'text'): Check => (value, at) => {
  if (typeof value !== 'string' || value === '') failAs(at, expected, value)
  else if (value.length > most) fail(at, reason('thing-too-long', {expected, most, got: inShort(value)}))
  else if (isHostileKey(value) || (pattern && !pattern.test(value))) failAs(at, expected, value)
}

export const oneOf = (...choices: readonly string[]): Check => (value, at) => {
  if (typeof value !== 'string' || !choices.includes(value)) fail(at, reason('none-of', {choices, got: inShort(value)}))
}

export const listOf = (item: Check, most: number, least = 0): Check => (value, at) => {
  if (!Array.isArray(value)) return failAs(at, 'list', value)
  if (value.length < least || value.length > most) fail(at, reason('list-size', {least, most, got: inShort(value)}))
  value.forEach((each: unknown, index) => item(each, [...at, index]))
}

/** An object of any keys that `key` takes, each with a value that `item` takes. */
export const mapOf = (item: Check, most: number, key: Check = text(64)): Check => (value, at) => {
  if (!isPlainObject(value)) return failAs(at, 'object', value)
  const names = ownNames(value, at)
  if (names.length > most) fail(at, reason('too-many-members', {most, got: inShort(value)}))
  for (const name of names) {
    key(name, [...at, name])
    item(value[name], [...at, name])
  }
}

/** An object with exactly these members; those in `optional` may be left out. */
export const shape = (required: {readonly [name: string]: Check}, optional: {readonly [name: string]: Check} = {}): Check => (value, at) => {
  if (!isPlainObject(value)) return failAs(at, 'object', value)
  for (const name of ownNames(value, at)) {
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) {
      const known = [...Object.keys(required), ...Object.keys(optional)]
      fail([...at, name], reason('member-not-known', {name: name.slice(0, 64), near: nearestName(name, known), known}))
    }
  }
  for (const [name, check] of Object.entries(required)) check(Object.hasOwn(value, name) ? value[name] : undefined, [...at, name])
  for (const [name, check] of Object.entries(optional)) if (Object.hasOwn(value, name) && value[name] !== undefined) check(value[name], [...at, name])
}

export const orNull = (check: Check): Check => (value, at) => {
  if (value !== null) check(value, at)
}

export function passes(check: Check, value: unknown): boolean {
  try {
    check(value, [])
    return true
  } catch (error) {
    if (!(error instanceof Misshapen)) throw error
    return false
  }
}

/** JSON and nothing else: bounded in depth, in the number of its values, in the length of its texts; no key that reaches a prototype. */
export const json: Check = (value, at) => void countJson(value, [...at])

const mostDepth = 24
const mostValues = 20_000
const mostText = 100_000

/** `way`: to the value; it grows and shrinks with the walk, for a list of its own for each value is what would cost most. */
function countJson(value: unknown, way: (string | number)[], depth = 0): number {
  if (depth > mostDepth) fail(way, reason('json-levels', {most: mostDepth, got: inShort(value)}))
  if (typeof value === 'string') return value.length > mostText ? fail(way, reason('thing-too-long', {expected: 'text', most: mostText, got: inShort(value)})) : 1
  if (typeof value === 'number') return Number.isFinite(value) ? 1 : failAs(way, 'finite-number', value)
  if (value === null || typeof value === 'boolean') return 1
  const names = isPlainObject(value) ? ownNames(value, way) : undefined
  if (names === undefined && !Array.isArray(value)) return failAs(way, 'json', value)
  const size = names === undefined ? (value as readonly unknown[]).length : names.length
  let count = 1
  if (size > mostValues) tooMany(way, value)
  for (let index = 0; index < size; index++) {
    const name = names === undefined ? index : names[index]!
    way.push(name)
    count += countJson((value as Readonly<Record<string | number, unknown>>)[name], way, depth + 1)
    way.pop()
  }
  return count > mostValues ? tooMany(way, value) : count
}

const tooMany = (way: readonly (string | number)[], value: unknown): never => fail(way, reason('json-values', {most: mostValues, got: inShort(value)}))

function ownNames(value: object, at: readonly (string | number)[]): readonly string[] {
  const names = Object.keys(value)
  for (const name of names) if (isHostileKey(name)) fail([...at, name], reason('hostile-member', {name}))
  return names
}
