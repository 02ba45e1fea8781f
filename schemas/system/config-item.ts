/** A published config document, stored once under its hash and never changed. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const configItemSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Config item',
  description: 'A config document as it was released, stored once under its hash.',
  type: 'object',
  additionalProperties: false,
  required: ['hash', 'kind', 'document'],
  'x-plural': 'Config items',
  'x-title': ['hash'],
  'x-system': true,
  'x-rights': {read: 'admin', create: null, update: null, archive: null, purge: null},
  properties: {
    hash: {type: 'string', title: 'Hash', minLength: 1, maxLength: 128, 'x-unique': true, 'x-search': false},
    kind: {type: 'string', title: 'Kind', maxLength: 63, 'x-search': false},
    document: {type: 'object', title: 'Document'},
  },
} as const satisfies RecordSchema

export type ConfigItemData = TypeOf<typeof configItemSchema>
