/** A released tree, stored once under its hash and never changed. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const uiTreeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Tree',
  description: 'A screen as it was released, stored once under its hash.',
  type: 'object',
  additionalProperties: false,
  required: ['hash', 'screen', 'nodes'],
  'x-plural': 'Trees',
  'x-title': ['hash'],
  'x-system': true,
  'x-rights': {read: 'manager', create: null, update: null, archive: null, purge: null},
  properties: {
    hash: {type: 'string', title: 'Hash', minLength: 1, maxLength: 128, 'x-unique': true, 'x-search': false},
    screen: {type: 'object', title: 'Screen', description: 'The screen as it was.'},
    nodes: {type: 'array', title: 'Nodes', description: 'In document order, root first.', items: {type: 'object'}},
  },
} as const satisfies RecordSchema

export type UiTreeData = TypeOf<typeof uiTreeSchema>
