/** What was published: an immutable map from screens to trees. The newest one is live. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const releaseSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Release',
  description: 'What was published: which tree each screen shows.',
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
    former: {type: 'object', title: 'Former paths', description: 'Path that was given up -> the screen that had it last.', additionalProperties: {type: 'string'}},
    before: {type: ['string', 'null'], title: 'Before', description: 'The release before it.', 'x-search': false},
    of: {type: 'string', title: 'Of', description: 'The release that a rollback went back to.', 'x-search': false},
  },
} as const satisfies RecordSchema

export type ReleaseData = TypeOf<typeof releaseSchema>
