/** What an expression's parts can be: the types that the checker knows. */
import {flatSchema, type Json, type JsonObject, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {isPlainObject} from '../plain-object.ts'

/** `fields`: the properties of an object; any other name is an error, unless it is `open`. `oneOf`: a text of a closed list. */
export type ExpressionType =
  | 'any' | 'null' | 'boolean' | 'number' | 'string'
  | {readonly oneOf: readonly string[]}
  | {readonly list: ExpressionType}
  | {readonly fields: {readonly [name: string]: ExpressionType}; readonly open?: boolean}

/** The names an expression may use. `record`: one of a schema's records; `schema`: a value that a JSON Schema describes. */
export type ExpressionTypes = {readonly [name: string]: ExpressionType | {readonly record: RecordSchema} | {readonly schema: JsonObject}}

/** What every record has beside its properties. */
export const ownFields = {id: 'string', rev: 'number', state: {oneOf: ['live', 'archived']}, created_at: 'string', created_by: 'string', updated_at: 'string', updated_by: 'string'} as const

export const typeOfName = (type: ExpressionTypes[string]): ExpressionType => {
  if (typeof type === 'object' && 'record' in type) return typeOfRecord(type.record)
  if (typeof type === 'object' && 'schema' in type) return typeOfSchema(type.schema)
  return type
}

const recordTypes = new WeakMap<RecordSchema, ExpressionType>()

/** Properties that never leave the server are not there: an expression cannot tell them from ones that do not exist. */
export function typeOfRecord(schema: RecordSchema): ExpressionType {
  const known = recordTypes.get(schema)
  if (known) return known
  const fields: Record<string, ExpressionType> = {...ownFields}
  for (const [name, property] of Object.entries(flatSchema(schema).properties)) if (property['x-secret'] !== true) fields[name] = typeOfSchema(property)
  const type = {fields}
  recordTypes.set(schema, type)
  return type
}

/** Of a JSON Schema, as far as it says; `any` where it says nothing or more than one thing. Everything may be null as well. */
export function typeOfSchema(schema: PropertySchema | JsonObject, depth = 0): ExpressionType {
  if (depth > 8) return 'any'
  const names = [schema['type']].flat().filter((name): name is string => typeof name === 'string' && name !== 'null')
  const choices: unknown = schema['enum']
  if (Array.isArray(choices)) {
    const texts = (choices as readonly Json[]).filter((choice) => choice !== null)
    if (texts.every((choice) => typeof choice === 'string')) return {oneOf: texts}
  }
  if (names.length !== 1) return 'any'
  switch (names[0]) {
    case 'string': case 'boolean': case 'number': return names[0]
    case 'integer': return 'number'
    case 'array': return {list: isPlainObject(schema['items']) ? typeOfSchema(schema['items'], depth + 1) : 'any'}
    case 'object': {
      const properties: unknown = schema['properties']
      const fields = isPlainObject(properties)
        ? Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, isPlainObject(inner) ? typeOfSchema(inner, depth + 1) : 'any'] as const)) : {}
      return {fields, open: !isPlainObject(properties) || schema['additionalProperties'] !== false}
    }
    default: return 'any'
  }
}

export type Kind = 'any' | 'null' | 'boolean' | 'number' | 'text' | 'list' | 'object'

export function kindOf(type: ExpressionType): Kind {
  if (type === 'string') return 'text'
  if (typeof type === 'string') return type
  return 'oneOf' in type ? 'text' : 'list' in type ? 'list' : 'object'
}

export function kindOfValue(value: unknown): Exclude<Kind, 'any'> {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'object'
}
