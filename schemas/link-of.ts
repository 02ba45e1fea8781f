/** Which schema a property links to: what `x-link` says, else what its name says. */
import {propertyOf} from './flat-schema.ts'
import type {PropertySchema, RecordSchema} from './record-schema.ts'

/** `company_id` -> `company`. Undefined: the property is no link, or is not there. `"x-link": ""` says that a property is no link in spite of its name. */
export function linkOf(property: string, schema: RecordSchema): string | undefined {
  const of = propertyOf(property, schema)
  if (of === undefined) return undefined
  if (of['x-link'] !== undefined) return of['x-link'] || undefined
  return property.endsWith('_id') && property.length > 3 && isText(of) ? property.slice(0, -3) : undefined
}

function isText({type, enum: values, const: only}: PropertySchema): boolean {
  const types = type === undefined ? (values ?? (only === undefined ? [] : [only])).map(value => (value === null ? 'null' : typeof value)) : [type].flat()
  const others = types.filter(one => one !== 'null')
  return others.length > 0 && others.every(one => one === 'string')
}
