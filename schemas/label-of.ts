/** A property's name for a person. */
import {propertyOf} from './flat-schema.ts'
import type {RecordSchema} from './record-schema.ts'

const own: {readonly [field: string]: string} = {
  id: 'ID', rev: 'Revision', state: 'State', created_at: 'Created', created_by: 'Created by', updated_at: 'Updated', updated_by: 'Updated by',
}

/** The property's `title`; else its name in words: `first_name` -> `First name`, `company_id` -> `Company`. Also names what every record has (`created_at` -> `Created`). */
export function labelOf(property: string, schema: RecordSchema): string {
  const of = propertyOf(property, schema)
  if (of?.title) return of.title
  if (of === undefined && Object.hasOwn(own, property)) return own[property]!
  const words = property.replace(/_id$/, '').replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
