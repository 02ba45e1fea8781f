/** A schema in force, as a record. Written by PUT /schemas/{name} alone. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const schemaSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Schema',
  description: 'What the records of one kind look like.',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version', 'doc'],
  'x-plural': 'Schemas',
  'x-title': ['name'],
  'x-system': true,
  'x-rights': {read: 'admin', create: null, update: null, archive: null, purge: null},
  properties: {
    name: {type: 'string', title: 'Name', pattern: '^[a-z][a-z0-9_]{0,62}$', 'x-unique': true},
    version: {type: 'integer', title: 'Version', minimum: 1},
    doc: {type: 'object', title: 'JSON Schema'},
    dropped: {
      type: 'array', title: 'Dropped properties', description: 'Names that earlier versions had: records may still hold them, so they stay hidden.',
      items: {type: 'object', additionalProperties: false, required: ['name', 'secret'], properties: {name: {type: 'string'}, secret: {type: 'boolean'}}},
    },
  },
} as const satisfies RecordSchema

export type SchemaData = TypeOf<typeof schemaSchema>
