/** What a company ordered. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const orderSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Order',
  description: 'What a company ordered; its lines say what of.',
  type: 'object',
  additionalProperties: false,
  required: ['number', 'company_id', 'ordered_on'],
  'x-plural': 'Orders',
  'x-title': ['number'],
  'x-indexes': [['status', 'ordered_on'], ['company_id', 'ordered_on'], ['employee_id', 'ordered_on'], ['ordered_on', 'number']],
  properties: {
    number: {type: 'string', title: 'Number', minLength: 1, maxLength: 60, 'x-unique': true},
    company_id: {type: 'string', title: 'Company', 'x-link': 'company'},
    contact_id: {type: 'string', title: 'Contact', 'x-link': 'contact'},
    employee_id: {type: 'string', title: 'Sold by', 'x-link': 'employee'},
    status: {enum: ['draft', 'confirmed', 'shipped', 'paid', 'cancelled'], title: 'Status', default: 'draft', 'x-index': true},
    ordered_on: {type: 'string', title: 'Ordered', format: 'date', 'x-index': true, 'x-search': false},
    due_on: {type: 'string', title: 'Due', format: 'date', 'x-index': true, 'x-search': false},
    total: {type: 'number', title: 'Total', minimum: 0, default: 0, 'x-currency': 'EUR', 'x-index': true},
    notes: {type: 'string', title: 'Notes', maxLength: 20000, 'x-widget': 'textarea'},
  },
} as const satisfies RecordSchema

export type OrderData = TypeOf<typeof orderSchema>
