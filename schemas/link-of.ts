/** Which schema a property links to: what `x-link` says, else what its name says. */
import {baseType} from './base-type.ts'
import type {RecordSchema} from './record-schema.ts'

/** `company_id` -> `company`. Undefined: the property is no link, or is not there. `"x-link": ""` says that a property is no link in spite of its name. */
export function linkOf(property: string, schema: RecordSchema): string | undefined {
  const of = Object.hasOwn(schema.properties, property) ? schema.properties[property] : undefined
  if (of === undefined) return undefined
  if (of['x-link'] !== undefined) return of['x-link'] || undefined
  const type = baseType(of)
  const named = property.endsWith('_id') && property.length > 3 && (type === undefined || type === 'string') && of.enum === undefined
  return named ? property.slice(0, -3) : undefined
}
