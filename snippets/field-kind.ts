/** What a property is to a person: how its value is shown, typed in and filtered. */
import {baseType, labelOf, linkOf, type PropertySchema, type RecordSchema} from '../schemas/index.ts'
import {choicesOf} from './choices-of.ts'

export type FieldKind =
  | 'text' | 'long-text' | 'email' | 'url' | 'enum' | 'boolean' | 'integer' | 'number' | 'currency' | 'date' | 'date-time' | 'link'
  /** Lists and objects: no single cell or input shows them. */
  | 'compound'

export function fieldKind(name: string, schema: PropertySchema): FieldKind {
  if (linkedSchema(name, schema) !== undefined) return 'link'
  if (choicesOf(schema)) return 'enum'
  const type = baseType(schema)
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return schema['x-currency'] ? 'currency' : type
  if (type === 'array' || type === 'object') return 'compound'
  if (schema.format === 'date' || schema.format === 'date-time' || schema.format === 'email') return schema.format
  if (schema.format === 'uri' || schema.format === 'url' || schema.format === 'uri-reference') return 'url'
  if (schema['x-widget'] === 'textarea' || schema['x-widget'] === 'markdown') return 'long-text'
  return 'text'
}

/** The schema that a property links to, by its hint or its name. */
export const linkedSchema = (name: string, schema: PropertySchema): string | undefined => linkOf(name, alone(name, schema))

/** A property's name for a person. */
export const fieldLabel = (name: string, schema: PropertySchema | undefined): string => labelOf(name, alone(name, schema))

/** The schema's plural for a person: "Companies". */
export const pluralOf = (def: RecordSchema): string => def['x-plural'] ?? def.title

// A field of nested data has no record schema around it.
const alone = (name: string, schema: PropertySchema | undefined): RecordSchema => ({title: '', type: 'object', properties: schema ? {[name]: schema} : {}})
