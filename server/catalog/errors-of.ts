/** `errorsOf`: what a validator found, in words for the person who sent it. */
import type {ErrorObject} from 'ajv'
import {nearestName} from '../../ast/index.ts'
import {longestText, propertyOf, reason, refusalOf, shown, type PropertySchema, type Reason, type RecordSchema, type Refusal, type Shown} from '../../schemas/index.ts'
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
export function errorsOf(found: readonly ErrorObject[], data: unknown, doc: RecordSchema): readonly Refusal[] {
  const errors = new Map<string, Refusal>()
  for (const error of found) {
    const pointer = placeOf(error)
    const value = valueAt(data, pointer)
    const secret = value !== undefined && doc.properties[pointer.split('/')[1] ?? '']?.['x-secret'] === true
    const refused = refusalOf(pointer, secret ? secretReason(error, doc) : reasonOf(error, shown(value), value, doc))
    errors.set(`${pointer} ${refused.message}`, refused)
    if (errors.size === most) break
  }
  return [...errors.values()]
}

function secretReason(error: ErrorObject, doc: RecordSchema): Reason {
  if (error.keyword === 'enum' || error.keyword === 'const') return reason('not-a-secret-choice')
  return reasonOf(error, {is: 'something-else'}, undefined, doc)
}

function reasonOf(error: ErrorObject, got: Shown, value: unknown, doc: RecordSchema): Reason {
  const {keyword, params} = error
  const limit = params['limit'] as number
  switch (keyword) {
    case 'required': return missing(propertyAt(doc, placeOf(error)))
    case 'additionalProperties': return reason('unknown-field', {near: nearestName(String(params['additionalProperty']), knownNames(doc, error.instancePath))})
    case 'type': return wrongType([params['type']].flat().map(String), got, value)
    case 'enum': return reason('not-a-choice', {...choices(params['allowedValues'] as readonly unknown[]), got})
    case 'const': return reason('not-the-value', {expected: shown(params['allowedValue']), got})
    case 'format': return reason('not-of-format', {format: String(params['format']), got})
    case 'pattern': return typeof value === 'string' && value.length > longestText
      ? reason('too-long-to-match', {most: longestText, size: value.length})
      : reason('no-match', {pattern: String(params['pattern']), got})
    case 'minLength': return reason('too-short', {limit, size: sizeOf(value)})
    case 'maxLength': return reason('too-long', {limit, size: sizeOf(value)})
    case 'minItems': return reason('too-few-items', {limit, size: sizeOf(value)})
    case 'maxItems': return reason('too-many-items', {limit, size: sizeOf(value)})
    case 'minimum': return reason('below-minimum', {limit, got})
    case 'maximum': return reason('above-maximum', {limit, got})
    case 'exclusiveMinimum': return reason('not-above', {limit, got})
    case 'exclusiveMaximum': return reason('not-below', {limit, got})
    case 'multipleOf': return reason('not-a-multiple', {of: params['multipleOf'] as number, got})
    case 'uniqueItems': return reason('item-twice')
    case 'anyOf': case 'oneOf': return reason('no-form-fits', {got})
    default: return reason('not-valid', {said: error.message ?? 'is not valid', got})
  }
}

function missing(property: PropertySchema | undefined): Reason {
  if (property?.enum) return reason('required-choice', choices(property.enum))
  return reason('required', {types: property?.type === undefined ? [] : [property.type].flat()})
}

const wrongType = (types: readonly string[], got: Shown, value: unknown): Reason => (value === null ? reason('null-not-taken', {types}) : reason('not-of-type', {types, got}))

function propertyAt(doc: RecordSchema, pointer: string): PropertySchema | undefined {
  const [, name, ...deeper] = pointer.split('/')
  return deeper.length === 0 && name !== undefined ? propertyOf(name, doc) : undefined
}

/** Only at the top is it known what the names could have been. */
const knownNames = (doc: RecordSchema, instancePath: string): readonly string[] => (instancePath === '' ? Object.keys(doc.properties) : [])

const mostShown = 12
const choices = (values: readonly unknown[]): {readonly values: readonly Shown[]; readonly others: number} =>
  ({values: values.slice(0, mostShown).map(value => shown(value)), others: Math.max(0, values.length - mostShown)})

/** Undefined: it is not to be told. */
const sizeOf = (value: unknown): number | undefined => (typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : value === undefined ? undefined : 0)

function valueAt(data: unknown, pointer: string): unknown {
  let value = data
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Readonly<Record<string, unknown>>)[key]
  }
  return value
}
