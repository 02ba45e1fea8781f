/** Something to do, or done, with a customer. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const activitySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Activity',
  description: 'A call, a mail, a meeting or a task with a customer.',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'subject'],
  'x-plural': 'Activities',
  'x-title': ['subject'],
  'x-indexes': [['done', 'due_at'], ['contact_id', 'due_at'], ['company_id', 'due_at'], ['employee_id', 'due_at']],
  properties: {
    subject: {type: 'string', title: 'Subject', minLength: 1, maxLength: 200, 'x-index': true},
    kind: {enum: ['call', 'mail', 'meeting', 'task'], title: 'Kind', 'x-index': true},
    company_id: {type: 'string', title: 'Company', 'x-link': 'company'},
    contact_id: {type: 'string', title: 'Contact', 'x-link': 'contact'},
    employee_id: {type: 'string', title: 'Assigned to', 'x-link': 'employee'},
    due_at: {type: 'string', title: 'Due', format: 'date-time', 'x-index': true, 'x-search': false},
    done: {type: 'boolean', title: 'Done', default: false, 'x-index': true},
    notes: {type: 'string', title: 'Notes', maxLength: 20000, 'x-widget': 'textarea'},
  },
} as const satisfies RecordSchema

export type ActivityData = TypeOf<typeof activitySchema>
