/** The query string of a request, as its operation's literal says it. */
import type {IncomingMessage} from 'node:http'
import {nearestName} from '../../ast/index.ts'
import {reason, refusal, refusalOf, type Operation, type QuerySchema, type Reason} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'

type Value = string | number | readonly string[]
export type ReadQuery = (request: IncomingMessage) => Readonly<Record<string, Value | undefined>>

/** Each name at most once (a list may go on under its name), each value as its schema says. Throws `invalid-input` at the parameter; for a name that is unknown, naming the nearest. */
export function queryReader(schemas: Operation['query'] = {}): ReadQuery {
  if (schemas === 'any') return () => none
  const names = Object.keys(schemas)
  const defaults: Readonly<Record<string, Value>> = Object.freeze(Object.fromEntries(names.flatMap(name => (schemas[name]!.default === undefined ? [] : [[name, schemas[name]!.default]]))))
  const required = names.filter(name => schemas[name]!.required)
  return request => {
    const url = request.url!
    const start = url.indexOf('?')
    const given = start < 0 || start === url.length - 1 ? undefined : readGiven(url.slice(start + 1), schemas, names)
    for (const name of required) if (String(given?.[name] ?? '').trim() === '') throw invalidParameter(name, reason('parameter-needed'))
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
    if (before !== undefined && !Array.isArray(before)) throw invalidParameter(name, reason('parameter-twice'))
    query[name] = before === undefined ? read : [...before as readonly string[], ...read as readonly string[]]
  }
  return query
}

function valueOf(name: string, text: string, {type, enum: words, minimum = 0, maximum = Number.MAX_SAFE_INTEGER, maxLength}: QuerySchema): Value {
  if (type === 'integer') return wholeNumber(name, text, minimum, maximum)
  if (type === 'array') return text.split(',').map(part => part.trim()).filter(Boolean)
  if (words && !words.includes(text)) throw invalidParameter(name, reason('parameter-not-a-choice', {values: words, got: JSON.stringify(text.slice(0, 40))}))
  if (maxLength !== undefined && text.length > maxLength) throw invalidParameter(name, reason('too-many-characters', {most: maxLength, got: text.length}))
  return text
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= min && value <= max)) throw invalidParameter(name, reason('not-in-range', {least: min, most: max, got: JSON.stringify(text.slice(0, 40))}))
  return value
}

const invalidParameter = (name: string, why: Reason): Problem => problem('invalid-input', {why: reason('in-parameter', {name, why})}, {errors: [refusalOf(`?${name}`, why)]})

function unknownParameter(name: string, known: readonly string[]): Problem {
  const shown = name.slice(0, 60)
  return problem('unknown-parameter', {name: shown}, {errors: [refusal('unknown-parameter', `?${shown}`, {near: nearestName(name, known), known})]})
}
