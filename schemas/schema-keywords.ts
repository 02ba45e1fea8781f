/** The JSON Schema keywords and hints that a record schema may use, and what each one's value must look like. */
import {parsePattern} from './parse-pattern.ts'
import type {KeywordValue} from './words/english/schemas.ts'
import {reason, type Reason} from './words/reason.ts'

/** What is wrong with a keyword's value; undefined: nothing. */
export type KeywordCheck = (value: unknown) => Reason | undefined

const jsonTypes = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
/** Checked when a record is written; any other would be an empty promise. */
export const knownFormats: readonly string[] = ['date', 'date-time', 'time', 'duration', 'email', 'uri', 'uri-reference', 'uuid', 'hostname', 'ipv4', 'ipv6']

type Wanted = Omit<KeywordValue, 'expected' | 'got'>
const expected = (what: KeywordValue['expected'], value: unknown, more: Wanted = {}): Reason => reason('keyword-value', {expected: what, got: brief(value), ...more})
const brief = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
const text = (most: number): KeywordCheck => value => (typeof value === 'string' && value.length <= most ? undefined : expected('text', value, {most}))
const flag: KeywordCheck = value => (typeof value === 'boolean' ? undefined : expected('flag', value))
const number: KeywordCheck = value => (typeof value === 'number' ? undefined : expected('number', value))
const count: KeywordCheck = value => (Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : expected('count', value))
const anything: KeywordCheck = () => undefined
const names: KeywordCheck = value => (isListOf(value, one => typeof one === 'string') && new Set(value).size === value.length ? undefined : expected('different-names', value))

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[]
function isListOf(value: unknown, is: (one: unknown) => boolean): value is readonly unknown[]
function isListOf(value: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is)
}

/** Keywords whose value is no schema, in any schema. */
export const plainKeywords: Readonly<Record<string, KeywordCheck>> = {
  title: text(200),
  description: text(4_000),
  $comment: text(4_000),
  default: anything,
  const: anything,
  examples: value => (Array.isArray(value) ? undefined : expected('list', value)),
  deprecated: flag,
  readOnly: flag,
  writeOnly: flag,
  type: value => {
    const types = typeof value === 'string' ? [value] : value
    const good = isListOf(types, one => jsonTypes.includes(one as string)) && types.length > 0 && new Set(types).size === types.length
    return good ? undefined : expected('types', value, {choices: jsonTypes})
  },
  enum: value => (Array.isArray(value) && value.length > 0 && value.length <= 1_000 && new Set(value.map(one => JSON.stringify(one))).size === value.length ? undefined : expected('different-values', value)),
  minLength: count,
  maxLength: count,
  pattern: value => {
    if (typeof value !== 'string') return expected('pattern-as-text', value)
    const parsed = parsePattern(value)
    return parsed.ok ? undefined : parsed.reason
  },
  format: value => (knownFormats.includes(value as string) ? undefined : expected('choice', value, {choices: knownFormats})),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: value => (typeof value === 'number' && value > 0 ? undefined : expected('above-0', value)),
  minItems: count,
  maxItems: count,
  uniqueItems: flag,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  required: names,
  $ref: value => (typeof value === 'string' && /^#\/\$defs\/[A-Za-z0-9_.-]+$/.test(value) ? undefined : reason('not-a-reference', {got: brief(value)})),
  'x-currency': value => (typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? undefined : expected('currency', value)),
  'x-widget': text(40),
}

/** Hints on a record's own properties; further inside they would promise what nobody keeps. */
export const propertyHints: Readonly<Record<string, KeywordCheck>> = {
  'x-link': value => (typeof value === 'string' && (value === '' || isName(value)) ? undefined : expected('schema', value)),
  'x-index': flag,
  'x-unique': value => (typeof value === 'boolean' || value === 'live' ? undefined : expected('unique', value)),
  'x-search': flag,
  'x-secret': flag,
  'x-server': flag,
}

const verbs = ['read', 'create', 'update', 'archive', 'purge']
const roles = ['admin', 'manager', 'agent', 'readonly']

/** Keywords of the schema as a whole. */
export const rootKeywords: Readonly<Record<string, KeywordCheck>> = {
  $schema: value => (value === 'https://json-schema.org/draft/2020-12/schema' ? undefined : expected('draft', value)),
  $id: text(400),
  'x-title': names,
  'x-plural': text(200),
  'x-indexes': value => (isListOf(value, one => names(one) === undefined && (one as readonly string[]).length >= 1 && (one as readonly string[]).length <= 4) && value.length <= 16 ? undefined : expected('indexes', value)),
  'x-rights': value => {
    const good = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.entries(value).every(([verb, role]) => verbs.includes(verb) && (role === null || roles.includes(role as string)))
    return good ? undefined : expected('rights', value, {choices: verbs, roles})
  },
  'x-system': flag,
}

/** A schema's or property's name: lower case, digits and `_`, a letter first, at most 63. */
export const isName = (name: string): boolean => /^[a-z][a-z0-9_]{0,62}$/.test(name)
