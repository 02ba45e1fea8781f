/** What can stand on a screen: the manifest of a snippet, mirrored from its code at start. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const uiSnippetSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Snippet',
  description: 'What can stand on a screen. Mirrored from the code at start.',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'title', 'group', 'props'],
  'x-plural': 'Snippets',
  'x-title': ['title'],
  'x-system': true,
  'x-rights': {read: 'manager', create: null, update: null, archive: null, purge: null},
  properties: {
    name: {type: 'string', title: 'Name', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60, 'x-unique': true},
    title: {type: 'string', title: 'Title', minLength: 1, maxLength: 120},
    description: {type: 'string', title: 'Description', maxLength: 2000},
    icon: {type: 'string', title: 'Icon', description: 'Path data in a square of 24.', maxLength: 4000, 'x-search': false},
    group: {type: 'string', title: 'Group', maxLength: 60, 'x-index': true},
    props: {type: 'object', title: 'Props'},
    slots: {type: 'object', title: 'Slots'},
    data: {type: 'object', title: 'Data needs'},
    events: {type: 'object', title: 'Events'},
    example: {type: 'object', title: 'Example props'},
  },
} as const satisfies RecordSchema

export type UiSnippetData = TypeOf<typeof uiSnippetSchema>
