/** What a property is to a person: how its value is shown, typed in and filtered. */
import type {PropertySchema, RecordSchema} from '../schemas/index.ts'

export type FieldKind =
  | 'text' | 'long-text' | 'email' | 'url' | 'enum' | 'boolean' | 'integer' | 'number' | 'currency' | 'date' | 'date-time' | 'link'
  /** Lists and objects: no single cell or input shows them. */
  | 'compound'

export function fieldKind(name: string, schema: PropertySchema): FieldKind {
  if (linkedSchema(name, schema) !== undefined) return 'link'
  if (schema.enum) return 'enum'
  const type = baseType(schema)
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return schema['x-currency'] ? 'currency' : type
  if (type === 'array' || type === 'object') return 'compound'
  if (schema.format === 'date' || schema.format === 'date-time' || schema.format === 'email') return schema.format
  if (schema.format === 'uri' || schema.format === 'url' || schema.format === 'uri-reference') return 'url'
  if (schema['x-widget'] === 'textarea' || schema['x-widget'] === 'markdown') return 'long-text'
  return 'text'
}

/** The schema that a property links to: `x-link`, or what the name says (`company_id` -> `company`). */
export function linkedSchema(name: string, schema: PropertySchema): string | undefined {
  if (schema['x-link']) return schema['x-link']
  const type = baseType(schema)
  return name.endsWith('_id') && (type === undefined || type === 'string') ? name.slice(0, -3) : undefined
}

/** A property's name for a person. */
export const fieldLabel = (name: string, schema: PropertySchema | undefined): string => schema?.title ?? humanize(name.replace(/_id$/, ''))

/** `in_progress` -> `In progress`. Values that are no plain words stay as they are. */
export function humanize(word: string): string {
  if (!/^[a-z0-9]+([_-][a-z0-9]+)*$/.test(word)) return word
  const spaced = word.replace(/[_-]/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** The properties that name a record to a person, in order. */
export function titleProperties(def: RecordSchema): readonly string[] {
  const named = def['x-title']?.filter(name => name in def.properties)
  if (named?.length) return named
  const usual = ['name', 'title'].find(name => name in def.properties)
  const first = usual ?? Object.keys(def.properties).find(name => fieldKind(name, def.properties[name]!) === 'text')
  return first === undefined ? [] : [first]
}

/** The schema's plural for a person: "Companies". */
export const pluralOf = (def: RecordSchema): string => def['x-plural'] ?? def.title

/** The type apart from `null`. */
export function baseType(schema: PropertySchema): string | undefined {
  return typeof schema.type === 'string' ? schema.type : schema.type?.find(type => type !== 'null')
}
