/** The properties that name a record to a person. */
import {baseType} from './base-type.ts'
import {propertyOf} from './flat-schema.ts'
import {linkOf} from './link-of.ts'
import type {RecordSchema} from './record-schema.ts'

/** `x-title`, else `name`, else `title`, else the first string that is neither a link nor secret; empty when there is none. Secret properties never name a record. */
export function titleProperties(schema: RecordSchema): readonly string[] {
  const shown = (name: string): boolean => Object.hasOwn(schema.properties, name) && schema.properties[name]!['x-secret'] !== true
  const asked = schema['x-title']?.filter(shown) ?? []
  if (asked.length > 0) return asked
  const usual = ['name', 'title'].find(shown)
  const first = usual ?? Object.keys(schema.properties).find(name => shown(name) && baseType(propertyOf(name, schema)!) === 'string' && linkOf(name, schema) === undefined)
  return first === undefined ? [] : [first]
}

/** What records are sorted by where people choose one by its name, in grids and in forms: what of its title has one value, and no more keys than a list takes. */
export const titleOrder = (schema: RecordSchema): readonly string[] =>
  titleProperties(schema).filter(name => sortable.has(baseType(propertyOf(name, schema)!) ?? '')).slice(0, 5)

const sortable = new Set(['string', 'number', 'integer', 'boolean'])
