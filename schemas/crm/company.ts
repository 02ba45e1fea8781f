/** A company that the trading company deals with. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const companySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Company',
  description: 'A company we sell to, or hope to.',
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  'x-plural': 'Companies',
  'x-title': ['name'],
  'x-indexes': [['status', 'name'], ['country', 'name'], ['industry', 'name']],
  properties: {
    name: {type: 'string', title: 'Name', minLength: 1, maxLength: 200, 'x-index': true},
    industry: {type: 'string', title: 'Industry', maxLength: 120, 'x-index': true},
    status: {enum: ['prospect', 'customer', 'partner', 'lost'], title: 'Status', default: 'prospect', 'x-index': true},
    size: {enum: ['1-10', '11-50', '51-250', '251+'], title: 'Size', description: 'People employed.'},
    website: {type: 'string', title: 'Website', format: 'uri', maxLength: 400, 'x-search': false},
    phone: {type: 'string', title: 'Phone', maxLength: 60},
    address: {type: 'string', title: 'Address', maxLength: 300},
    city: {type: 'string', title: 'City', maxLength: 120, 'x-index': true},
    country: {type: 'string', title: 'Country', maxLength: 120, 'x-index': true},
    owner_id: {type: 'string', title: 'Owner', 'x-link': 'employee'},
    annual_revenue: {type: 'number', title: 'Annual revenue', minimum: 0, 'x-currency': 'EUR', 'x-index': true},
    notes: {type: 'string', title: 'Notes', maxLength: 20000, 'x-widget': 'textarea'},
  },
} as const satisfies RecordSchema

export type CompanyData = TypeOf<typeof companySchema>
