/** A node of a screen's draft. Edited through steps alone. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const uiNodeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Node',
  description: 'One element of a screen. Edited through steps, never one by one.',
  type: 'object',
  additionalProperties: false,
  required: ['screen_id', 'parent_id', 'slot', 'order', 'snippet', 'props'],
  'x-plural': 'Nodes',
  'x-title': ['snippet'],
  'x-system': true,
  'x-rights': {read: 'manager', create: null, update: null, archive: null, purge: null},
  properties: {
    screen_id: {type: 'string', title: 'Screen', 'x-link': 'ui_screen'},
    parent_id: {type: ['string', 'null'], title: 'Parent', description: 'null for the root.', 'x-link': 'ui_node'},
    slot: {type: 'string', title: 'Slot', minLength: 1, maxLength: 60, 'x-search': false},
    order: {type: 'string', title: 'Order', description: 'Fractional index among the siblings of one slot.', minLength: 1, maxLength: 200, 'x-search': false},
    snippet: {type: 'string', title: 'Snippet', minLength: 1, maxLength: 60, 'x-index': true},
    props: {type: 'object', title: 'Props'},
    data: {type: 'object', title: 'Data sources'},
    on: {type: 'object', title: 'Actions'},
    when: {type: 'string', title: 'Visible when', maxLength: 2000, 'x-search': false},
    each: {type: 'string', title: 'Repeated for each', maxLength: 2000, 'x-search': false},
  },
} as const satisfies RecordSchema

export type UiNodeData = TypeOf<typeof uiNodeSchema>
