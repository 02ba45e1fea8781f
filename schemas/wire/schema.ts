/** Schemas in a list, and what a change of one answers. */
import type {TypeOf} from '../type-of.ts'

const text = {type: 'string'} as const

export const schemaItemSchema = {
  type: 'object',
  required: ['name', 'title', 'version', 'system'],
  properties: {
    name: text, title: text, plural: text, description: text,
    version: {type: 'integer', minimum: 0, description: 'Counts its changes; also the ETag.'},
    system: {type: 'boolean', description: 'Espalier\'s own.'},
  },
} as const
export type WireSchemaItem = TypeOf<typeof schemaItemSchema>

export const schemaChangeSchema = {
  type: 'object',
  required: ['name', 'version', 'breaks', 'schema'],
  properties: {name: text, version: {type: 'integer', minimum: 0}, breaks: {type: 'array', items: {type: 'object'}}, schema: {type: 'object'}},
} as const
