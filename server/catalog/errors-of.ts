/** `errorsOf`: what a validator found, in words for the person who sent it. */
import type {ErrorObject} from 'ajv'
import {didYouMean} from '../../ast/index.ts'
import {longestText, propertyOf, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import type {FieldError} from '../errors.ts'
import {placeOf} from './place-of.ts'

const most = 50

/** Keywords that fail once where nothing inside them fits. */
const choosing: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'contains'])

/** Without what says less than another: what failed inside each alternative says less than that none fits, as each item that is not what a list must contain. */
export function worthSaying(found: readonly ErrorObject[]): readonly ErrorObject[] {
  // By place in the schema, of which there are few: one for each item of a list would be compared with each other.
  const choices = [...new Set(found.filter(({keyword}) => choosing.has(keyword)).map(({schemaPath}) => `${schemaPath}/`))]
  return found.filter(error => error.keyword !== 'if' && !choices.some(choice => error.schemaPath.startsWith(choice)))
}

/** One error per place and message, at most 50. Of a secret property neither the value is repeated nor those that its schema names. */
export function errorsOf(found: readonly ErrorObject[], data: unknown, doc: RecordSchema): readonly FieldError[] {
  const errors = new Map<string, FieldError>()
  for (const error of found) {
    const pointer = placeOf(error)
    const value = valueAt(data, pointer)
    const secret = value !== undefined && doc.properties[pointer.split('/')[1] ?? '']?.['x-secret'] === true
    const message = secret ? secretMessage(error, doc) : messageOf(error, brief(value), value, doc)
    errors.set(`${pointer} ${message}`, {pointer, message})
    if (errors.size === most) break
  }
  return [...errors.values()]
}

function secretMessage(error: ErrorObject, doc: RecordSchema): string {
  if (error.keyword === 'enum' || error.keyword === 'const') return 'expected one of the values that are allowed, got something else'
  return messageOf(error, 'something else', undefined, doc)
}

function messageOf(error: ErrorObject, got: string, value: unknown, doc: RecordSchema): string {
  const {keyword, params} = error
  switch (keyword) {
    case 'required': return `expected ${typeWords(propertyAt(doc, placeOf(error)))}, got nothing; it is required`
    case 'additionalProperties': return `unknown field${didYouMean(String(params['additionalProperty']), knownNames(doc, error.instancePath))}`
    case 'type': return `expected ${[params['type']].flat().map(type => words[String(type)] ?? type).join(' or ')}, got ${got}${value === null ? '; leave it out to have no value' : ''}`
    case 'enum': return `expected ${list(params['allowedValues'] as readonly unknown[])}, got ${got}`
    case 'const': return `expected ${brief(params['allowedValue'])}, got ${got}`
    case 'format': return `expected ${formatWords[String(params['format'])] ?? `text in the format ${params['format']}`}, got ${got}`
    case 'pattern': return typeof value === 'string' && value.length > longestText
      ? `expected at most ${longestText} characters where a pattern is to be matched, got ${value.length}`
      : `expected text that matches ${params['pattern']}, got ${got}`
    case 'minLength': return `expected at least ${counted(params['limit'], 'character')}, got ${lengthOf(value)}`
    case 'maxLength': return `expected at most ${counted(params['limit'], 'character')}, got ${lengthOf(value)}`
    case 'minItems': return `expected at least ${counted(params['limit'], 'item')}, got ${lengthOf(value)}`
    case 'maxItems': return `expected at most ${counted(params['limit'], 'item')}, got ${lengthOf(value)}`
    case 'minimum': return `expected ${params['limit']} or more, got ${got}`
    case 'maximum': return `expected ${params['limit']} or less, got ${got}`
    case 'exclusiveMinimum': return `expected more than ${params['limit']}, got ${got}`
    case 'exclusiveMaximum': return `expected less than ${params['limit']}, got ${got}`
    case 'multipleOf': return `expected a multiple of ${params['multipleOf']}, got ${got}`
    case 'uniqueItems': return 'expected no item twice'
    case 'anyOf': case 'oneOf': return `fits none of the allowed forms, got ${got}`
    default: return `${error.message ?? 'is not valid'}, got ${got}`
  }
}

const words: Readonly<Record<string, string>> = {string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list', null: 'null'}
const formatWords: Readonly<Record<string, string>> = {
  date: 'a date as in 2026-01-31', 'date-time': 'a time as in 2026-01-31T09:30:00Z', time: 'a time of day as in 09:30:00Z', email: 'an email address', uri: 'an address as in https://example.com', uuid: 'a UUID',
}

function typeWords(property: PropertySchema | undefined): string {
  if (property?.enum) return list(property.enum)
  const types = property?.type === undefined ? [] : [property.type].flat()
  return types.length === 0 ? 'a value' : types.map(type => words[type] ?? type).join(' or ')
}

function propertyAt(doc: RecordSchema, pointer: string): PropertySchema | undefined {
  const [, name, ...deeper] = pointer.split('/')
  return deeper.length === 0 && name !== undefined ? propertyOf(name, doc) : undefined
}

/** Only at the top is it known what the names could have been. */
const knownNames = (doc: RecordSchema, instancePath: string): readonly string[] => (instancePath === '' ? Object.keys(doc.properties) : [])

function list(values: readonly unknown[]): string {
  const shown = values.slice(0, 12).map(brief)
  if (values.length > 12) return `${shown.join(', ')} or one of ${values.length - 12} others`
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}` : shown.join('')
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text
}

const counted = (count: unknown, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
const lengthOf = (value: unknown): number | string => (typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : value === undefined ? 'something else' : 0)

function valueAt(data: unknown, pointer: string): unknown {
  let value = data
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value
}
