/** The draft of a config item. Written through the config calls alone. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const configDraftSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Config draft',
  description: 'A config item as it is edited: its own document, its removal, or, where it says neither, what is live.',
  type: 'object',
  additionalProperties: false,
  required: ['item', 'kind', 'key'],
  'x-plural': 'Config drafts',
  'x-title': ['item'],
  'x-system': true,
  'x-rights': {read: 'admin', create: null, update: null, archive: null, purge: null},
  properties: {
    item: {
      type: 'string', title: 'Item', description: '<kind>/<key>. Unique, so that an item has one draft.', maxLength: 200,
      'x-unique': true, 'x-search': false,
    },
    kind: {type: 'string', title: 'Kind', maxLength: 63, 'x-index': true, 'x-search': false},
    key: {type: 'string', title: 'Key', maxLength: 120, 'x-search': false},
    document: {type: 'object', title: 'Document'},
    removed: {const: true, title: 'Removed', description: 'It goes with the next publish.'},
  },
} as const satisfies RecordSchema

export type ConfigDraftData = TypeOf<typeof configDraftSchema>
