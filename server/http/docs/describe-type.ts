/** A JSON Schema in a few words, and its properties as rows of a table. */
import type {SchemaObject} from '../openapi/index.ts'

export interface PropertyRow {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly text: string
}

const maxShown = 8

/** `text, one of "a", "b"`; `list of numbers`. */
export function describeType(schema: SchemaObject): string {
  if (Array.isArray(schema.enum)) return listed(schema.enum.map(value => JSON.stringify(value)))
  if ('const' in schema) return JSON.stringify(schema.const)
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1)!
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]) as readonly unknown[]
  const words = types.map(type => {
    if (type === 'array') return isSchema(schema.items) ? `list of ${describeType(schema.items)}` : 'list'
    if (type === 'string') return typeof schema.format === 'string' ? schema.format : 'text'
    return type === undefined ? 'anything' : String(type)
  })
  return [words.join(' or '), ...limits(schema)].join(', ')
}

/** The rows of an object schema; empty for all else. */
export function propertyRows(schema: SchemaObject): readonly PropertyRow[] {
  if (!isSchema(schema.properties)) return []
  const required = new Set(Array.isArray(schema.required) ? schema.required as readonly string[] : [])
  return Object.entries(schema.properties).filter((entry): entry is [string, SchemaObject] => isSchema(entry[1])).map(([name, property]) => ({
    name, type: describeType(property), required: required.has(name),
    text: [property.title !== undefined && String(property.title).toLowerCase() !== name.replaceAll('_', ' ') && `${String(property.title)}.`, property.description, typeof property['x-link'] === 'string' && `Links to ${property['x-link']}.`, property['x-unique'] === true && 'No two records share a value.', property['x-unique'] === 'live' && 'No two records that are not archived share a value.', property.writeOnly === true && 'Can be written, never read.', property['x-server'] === true && 'Made by the server.', property.default !== undefined && `Default ${JSON.stringify(property.default)}.`].filter(Boolean).join(' '),
  }))
}

function limits(schema: SchemaObject): readonly string[] {
  const {minimum, maximum, minLength, maxLength} = schema as {readonly [keyword: string]: number | undefined}
  return [
    minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : minimum !== undefined ? `at least ${minimum}` : maximum !== undefined ? `at most ${maximum}` : '',
    maxLength !== undefined ? `${minLength ? `${minLength} to` : 'up to'} ${maxLength} characters` : '',
  ].filter(Boolean)
}

function listed(values: readonly string[]): string {
  return values.length > maxShown ? `${values.slice(0, maxShown).join(', ')} … (${values.length})` : values.join(', ')
}

function isSchema(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
