/** What was published: an immutable map from screens and config items to hashes, and what it was held against. The newest one is live. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Release',
  description: 'What was published: which tree each screen shows, which document each config item is, and what they were held against.',
  type: 'object',
  additionalProperties: false,
  required: ['number', 'kind', 'note', 'screens', 'before'],
  'x-plural': 'Releases',
  'x-title': ['note'],
  'x-system': true,
  'x-rights': {read: 'manager', create: null, update: null, archive: null, purge: null},
  properties: {
    number: {type: 'integer', title: 'Number', description: 'One more than the release before it; the greatest is live. Unique, so that of two at once one wins.', minimum: 1, 'x-unique': true},
    kind: {enum: ['publish', 'hotpatch', 'rollback'], title: 'Kind', 'x-index': true},
    note: {type: 'string', title: 'Note', maxLength: 2000},
    screens: {type: 'object', title: 'Screens', description: 'Screen id -> hash of its tree.', additionalProperties: {type: 'string'}},
    items: {
      type: 'object', title: 'Config items', 'x-secret': true, additionalProperties: {type: 'string'},
      description: '<kind>/<key> -> hash of its document. Told with the release, to whoever may edit its kind.',
    },
    snippets: {
      type: 'object', title: 'Snippets', description: 'Snippet that stands in one of the trees -> hash of its code.',
      additionalProperties: {type: 'string'},
    },
    schemas: {
      type: 'object', title: 'Schemas', description: 'Schema that trees or items speak of -> the version that they were checked against.',
      additionalProperties: {type: 'integer'},
    },
    misfits: {
      type: 'array', title: 'Misfits', 'x-secret': true, items: {type: 'object'},
      description: 'What did not fit those schemas when it was made. Told with the release, to whoever may edit what it is in.',
    },
    hash: {type: 'string', title: 'Hash', description: 'Of screens, items, snippets and schemas together.', maxLength: 128, 'x-search': false},
    former: {type: 'object', title: 'Former paths', description: 'Path that was given up -> the screen that had it last.', additionalProperties: {type: 'string'}},
    before: {type: ['string', 'null'], title: 'Before', description: 'The release before it.', 'x-search': false},
    of: {type: 'string', title: 'Of', description: 'The release that a rollback went back to.', 'x-search': false},
  },
} as const satisfies RecordSchema

export type ReleaseData = TypeOf<typeof releaseSchema>
