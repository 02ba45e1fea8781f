/** What a failed check says to the person who typed. */
import type {Json} from '../../schemas/index.ts'

type SchemaNode = {readonly [keyword: string]: unknown}

/** `keyword` failed at `schema`, the schema that holds it. Says what is expected, in words. */
export function errorWords(keyword: string, schema: SchemaNode): string {
  const words = table[keyword]
  return words ? words(schema[keyword], schema) : 'This does not fit.'
}

const table: {readonly [keyword: string]: (limit: unknown, schema: SchemaNode) => string} = {
  required: () => 'Fill this in.',
  type: limit => typeWords(Array.isArray(limit) ? limit.find(type => type !== 'null') : limit),
  enum: () => 'Choose one of the list.',
  const: limit => `This must be ${JSON.stringify(limit)}.`,
  minLength: limit => (limit === 1 ? 'Fill this in.' : `Use at least ${String(limit)} characters.`),
  maxLength: limit => `Use at most ${count(limit, 'character')}.`,
  minimum: limit => `This must be ${String(limit)} or more.`,
  maximum: limit => `This must be ${String(limit)} or less.`,
  exclusiveMinimum: limit => `This must be more than ${String(limit)}.`,
  exclusiveMaximum: limit => `This must be less than ${String(limit)}.`,
  multipleOf: limit => (limit === 0.01 ? 'Use at most two decimals.' : `This must be a multiple of ${String(limit)}.`),
  pattern: (_, schema) => (typeof schema['x-pattern-words'] === 'string' ? schema['x-pattern-words'] : 'This does not have the form that is expected.'),
  format: limit => formats[String(limit)] ?? 'This does not have the form that is expected.',
  minItems: limit => `Give at least ${count(limit, 'item')}.`,
  maxItems: limit => `Give at most ${count(limit, 'item')}.`,
  uniqueItems: () => 'No two may be the same.',
  anyOf: () => 'This fits none of the forms that are allowed.',
  oneOf: () => 'This must fit exactly one of the forms that are allowed.',
  not: () => 'This is not allowed.',
  additionalProperties: () => 'This holds a name that is not known here.',
}

const formats: {readonly [format: string]: string} = {
  'email': 'Use an e-mail address, as in name@example.org.',
  'uri': 'Use a whole web address, as in https://example.org.',
  'date': 'Use a date.',
  'date-time': 'Use a date and a time.',
  'time': 'Use a time.',
  'uuid': 'Use an id.',
}

function typeWords(type: Json | undefined | unknown): string {
  if (type === 'integer') return 'Use a whole number.'
  if (type === 'number') return 'Use a number.'
  if (type === 'boolean') return 'Choose yes or no.'
  return type === 'array' ? 'Give a list.' : 'Fill this in.'
}

const count = (limit: unknown, noun: string): string => `${String(limit)} ${noun}${limit === 1 ? '' : 's'}`
