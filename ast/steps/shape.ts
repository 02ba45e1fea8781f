/** Small exact checks of unknown JSON: each throws a `Misshapen` that says where, what was expected and what came. */
import {isHostileKey} from '../../schemas/index.ts'
import {jsonPointer} from '../json-pointer.ts'
import {didYouMean} from '../nearest-name.ts'
import {isPlainObject} from '../plain-object.ts'

export class Misshapen extends Error {
  readonly pointer: string
  constructor(pointer: string, message: string) {
    super(message)
    this.pointer = pointer
  }
}

/** `at`: the way to the value, for messages. */
export type Check = (value: unknown, at: readonly (string | number)[]) => void

export const fail = (at: readonly (string | number)[], expected: string, got: unknown): never => {
  throw new Misshapen(jsonPointer(...at), `expected ${expected}, got ${inWords(got)}`)
}

/** Short words for whatever came. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : `a ${typeof value}`
}

export const text = (most: number, pattern?: RegExp, what = 'text'): Check => (value, at) => {
  if (typeof value !== 'string' || value === '') fail(at, what, value)
  else if (value.length > most) fail(at, `${what} of at most ${most} characters`, value)
  else if (isHostileKey(value) || (pattern && !pattern.test(value))) fail(at, what, value)
}

export const oneOf = (...choices: readonly string[]): Check => (value, at) => {
  if (typeof value !== 'string' || !choices.includes(value)) fail(at, choices.map((choice) => JSON.stringify(choice)).join(' or '), value)
}

export const listOf = (item: Check, most: number, least = 0): Check => (value, at) => {
  if (!Array.isArray(value)) return fail(at, 'a list', value)
  if (value.length < least || value.length > most) fail(at, `a list of ${least} to ${most}`, value)
  value.forEach((each: unknown, index) => item(each, [...at, index]))
}

/** An object of any keys that `key` takes, each with a value that `item` takes. */
export const mapOf = (item: Check, most: number, key: Check = text(64)): Check => (value, at) => {
  if (!isPlainObject(value)) return fail(at, 'an object', value)
  const names = ownNames(value, at)
  if (names.length > most) fail(at, `an object of at most ${most} members`, value)
  for (const name of names) {
    key(name, [...at, name])
    item(value[name], [...at, name])
  }
}

/** An object with exactly these members; those in `optional` may be left out. */
export const shape = (required: {readonly [name: string]: Check}, optional: {readonly [name: string]: Check} = {}): Check => (value, at) => {
  if (!isPlainObject(value)) return fail(at, 'an object', value)
  for (const name of ownNames(value, at)) {
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) {
      const known = [...Object.keys(required), ...Object.keys(optional)]
      throw new Misshapen(jsonPointer(...at, name), `unknown member "${name.slice(0, 64)}"${didYouMean(name, known)}; expected ${known.join(', ')}`)
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
  if (depth > mostDepth) fail(way, `JSON at most ${mostDepth} levels deep`, value)
  if (typeof value === 'string') return value.length > mostText ? fail(way, `text of at most ${mostText} characters`, value) : 1
  if (typeof value === 'number') return Number.isFinite(value) ? 1 : fail(way, 'a finite number', value)
  if (value === null || typeof value === 'boolean') return 1
  const names = isPlainObject(value) ? ownNames(value, way) : undefined
  if (names === undefined && !Array.isArray(value)) return fail(way, 'JSON', value)
  const size = names === undefined ? (value as readonly unknown[]).length : names.length
  let count = 1
  if (size > mostValues) fail(way, `at most ${mostValues} values`, value)
  for (let index = 0; index < size; index++) {
    const name = names === undefined ? index : names[index]!
    way.push(name)
    count += countJson((value as Readonly<Record<string | number, unknown>>)[name], way, depth + 1)
    way.pop()
  }
  return count > mostValues ? fail(way, `at most ${mostValues} values`, value) : count
}

function ownNames(value: object, at: readonly (string | number)[]): readonly string[] {
  const names = Object.keys(value)
  for (const name of names) if (isHostileKey(name)) throw new Misshapen(jsonPointer(...at, name), `"${name}" is no name for a member; choose another`)
  return names
}
