/** The query string of a request, as its operation's literal says it. */
import type {IncomingMessage} from 'node:http'
import {nearestName} from '../../ast/index.ts'
import type {Operation, QuerySchema} from '../../schemas/index.ts'
import {InvalidInput} from '../errors.ts'

type Value = string | number | readonly string[]
export type ReadQuery = (request: IncomingMessage) => Readonly<Record<string, Value | undefined>>

/** Each name at most once (a list may go on under its name), each value as its schema says. Throws InvalidInput at the parameter; for a name that is unknown, naming the nearest. */
export function queryReader(schemas: Operation['query'] = {}): ReadQuery {
  if (schemas === 'any') return () => none
  const names = Object.keys(schemas)
  const defaults: Readonly<Record<string, Value>> = Object.freeze(Object.fromEntries(names.flatMap(name => (schemas[name]!.default === undefined ? [] : [[name, schemas[name]!.default]]))))
  const required = names.filter(name => schemas[name]!.required)
  return request => {
    const url = request.url!
    const start = url.indexOf('?')
    const given = start < 0 || start === url.length - 1 ? undefined : readGiven(url.slice(start + 1), schemas, names)
    for (const name of required) if (String(given?.[name] ?? '').trim() === '') throw invalidParameter(name, `is needed: ${lowered(schemas[name]!.description)}`)
    return given ? {...defaults, ...given} : defaults
  }
}

const none = Object.freeze({})

function readGiven(text: string, schemas: Readonly<Record<string, QuerySchema>>, names: readonly string[]): Record<string, Value> {
  const query: Record<string, Value> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (!names.includes(name)) throw unknownParameter(name, names)
    const read = valueOf(name, value, schemas[name]!)
    const before = query[name]
    if (before !== undefined && !Array.isArray(before)) throw invalidParameter(name, 'stands more than once')
    query[name] = before === undefined ? read : [...before as readonly string[], ...read as readonly string[]]
  }
  return query
}

function valueOf(name: string, text: string, {type, enum: words, minimum = 0, maximum = Number.MAX_SAFE_INTEGER, maxLength}: QuerySchema): Value {
  if (type === 'integer') return wholeNumber(name, text, minimum, maximum)
  if (type === 'array') return text.split(',').map(part => part.trim()).filter(Boolean)
  if (words && !words.includes(text)) throw invalidParameter(name, `expected ${words.join(', ')}, got ${JSON.stringify(text.slice(0, 40))}`)
  if (maxLength !== undefined && text.length > maxLength) throw invalidParameter(name, `expected at most ${maxLength} characters, got ${text.length}`)
  return text
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw invalidParameter(name, `expected a whole number from ${min} to ${max}, got ${JSON.stringify(text.slice(0, 40))}`)
  return value
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/[;.].*$/, '')

function invalidParameter(name: string, message: string): InvalidInput {
  return new InvalidInput({detail: `The query parameter "${name}" ${message}.`, errors: [{pointer: `?${name}`, message}]})
}

function unknownParameter(name: string, names: readonly string[]): InvalidInput {
  const shown = name.slice(0, 60)
  const near = nearestName(name, names)
  const message = `is unknown here${near ? `: did you mean "${near}"?` : names.length ? `: expected ${names.join(', ')}` : ': this address takes none'}`
  return new InvalidInput({detail: `The query parameter "${shown}" ${message}`, errors: [{pointer: `?${shown}`, message}]}, 'unknown-parameter')
}
