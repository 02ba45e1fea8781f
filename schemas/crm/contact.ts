/** A person at a company. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const contactSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Contact',
  description: 'A person at a company.',
  type: 'object',
  additionalProperties: false,
  required: ['last_name'],
  'x-plural': 'Contacts',
  'x-title': ['first_name', 'last_name'],
  'x-indexes': [['status', 'last_name'], ['company_id', 'last_name'], ['last_name', 'first_name']],
  properties: {
    first_name: {type: 'string', title: 'First name', maxLength: 120, 'x-index': true},
    last_name: {type: 'string', title: 'Last name', minLength: 1, maxLength: 120, 'x-index': true},
    title: {type: 'string', title: 'Job title', maxLength: 120},
    company_id: {type: 'string', title: 'Company', 'x-link': 'company'},
    email: {type: 'string', title: 'Email', format: 'email', maxLength: 254, 'x-index': true},
    phone: {type: 'string', title: 'Phone', maxLength: 60},
    status: {enum: ['lead', 'active', 'inactive'], title: 'Status', default: 'lead', 'x-index': true},
    birthday: {type: 'string', title: 'Birthday', format: 'date', 'x-search': false},
    notes: {type: 'string', title: 'Notes', maxLength: 20000, 'x-widget': 'textarea'},
  },
} as const satisfies RecordSchema

export type ContactData = TypeOf<typeof contactSchema>
