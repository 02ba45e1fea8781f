/** The query string of a request, against the names that its route knows. */
import type {IncomingMessage} from 'node:http'
import {nearestName} from '../../ast/index.ts'
import {InvalidInput} from '../errors.ts'

export type Query<N extends string> = {readonly [K in N]?: string}

const none: Query<never> = Object.freeze({})

/** Each name at most once. Throws InvalidInput for a name that is not in `names`, naming the nearest. */
export function queryOf<N extends string>(request: IncomingMessage, names: readonly N[]): Query<N> {
  const url = request.url!
  const start = url.indexOf('?')
  if (start < 0 || start === url.length - 1) return none
  const query: {[K in N]?: string} = {}
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    const known = names.find(candidate => candidate === name)
    if (known === undefined) throw unknownParameter(name, names)
    if (query[known] !== undefined) throw invalidParameter(name, 'stands more than once')
    query[known] = value
  }
  return query
}

/** A whole number in a range; undefined when it is not there. */
export function wholeNumber(name: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw invalidParameter(name, `expected a whole number from ${min} to ${max}, got ${JSON.stringify(text.slice(0, 40))}`)
  return value
}

/** `a,b,c` as a list; undefined when it is not there. */
export function listOf(text: string | undefined): readonly string[] | undefined {
  return text === undefined ? undefined : text.split(',').map(part => part.trim()).filter(Boolean)
}

/** One of a few words; undefined when it is not there. */
export function oneOf<W extends string>(name: string, text: string | undefined, words: readonly W[]): W | undefined {
  if (text === undefined) return undefined
  const word = words.find(candidate => candidate === text)
  if (word === undefined) throw invalidParameter(name, `expected ${words.join(', ')}, got ${JSON.stringify(text.slice(0, 40))}`)
  return word
}

export function invalidParameter(name: string, message: string): InvalidInput {
  return new InvalidInput({detail: `The query parameter "${name}" ${message}.`, errors: [{pointer: `?${name}`, message}]})
}

function unknownParameter(name: string, names: readonly string[]): InvalidInput {
  const shown = name.slice(0, 60)
  const near = nearestName(name, names)
  const message = `is unknown here${near ? `: did you mean "${near}"?` : names.length ? `: expected ${names.join(', ')}` : ': this address takes none'}`
  return new InvalidInput({detail: `The query parameter "${shown}" ${message}`, errors: [{pointer: `?${shown}`, message}]}, 'unknown-parameter')
}
