/** A screen: a path, and the tree of nodes that is drawn there. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const uiScreenSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Screen',
  description: 'A page of the app: where it is served, and the tree of nodes that is drawn there.',
  type: 'object',
  additionalProperties: false,
  required: ['path', 'title'],
  'x-plural': 'Screens',
  'x-title': ['title'],
  'x-system': true,
  'x-rights': {read: 'manager', create: 'admin', update: 'admin', archive: 'admin', purge: 'admin'},
  properties: {
    path: {type: 'string', title: 'Path', description: 'Served under /app; `:id` takes one segment of the address.', minLength: 1, maxLength: 200, pattern: '^/', 'x-unique': 'live'},
    title: {type: 'string', title: 'Title', minLength: 1, maxLength: 120, 'x-index': true},
    nav: {
      type: 'object', title: 'Navigation', description: 'Where it stands in the navigation; absent: not there.', additionalProperties: false, required: ['label'],
      properties: {label: {type: 'string', minLength: 1, maxLength: 60}, order: {type: 'number'}, icon: {type: 'string', maxLength: 60}, group: {type: 'string', maxLength: 60}},
    },
    params: {type: 'object', title: 'Parameters', description: 'JSON Schema of its URL parameters.'},
    roles: {type: 'array', title: 'Roles', description: 'Who may open it; absent: everyone signed in.', items: {enum: ['admin', 'manager', 'agent', 'readonly']}},
    root_id: {type: 'string', title: 'Root node', 'x-link': 'ui_node', 'x-server': true},
  },
} as const satisfies RecordSchema

export type UiScreenData = TypeOf<typeof uiScreenSchema>
