/** One of our own people. */
import type {RecordSchema} from '../record-schema.ts'
import type {TypeOf} from '../type-of.ts'

export const employeeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Employee',
  description: 'One of our own people.',
  type: 'object',
  additionalProperties: false,
  required: ['last_name'],
  'x-plural': 'Employees',
  'x-title': ['first_name', 'last_name'],
  'x-indexes': [['last_name', 'first_name']],
  'x-rights': {create: 'manager', update: 'manager'},
  properties: {
    first_name: {type: 'string', title: 'First name', maxLength: 120, 'x-index': true},
    last_name: {type: 'string', title: 'Last name', minLength: 1, maxLength: 120, 'x-index': true},
    title: {type: 'string', title: 'Job title', maxLength: 120, 'x-index': true},
    email: {type: 'string', title: 'Email', format: 'email', maxLength: 254, 'x-index': true},
    phone: {type: 'string', title: 'Phone', maxLength: 60},
    manager_id: {type: 'string', title: 'Reports to', 'x-link': 'employee'},
    hired_on: {type: 'string', title: 'Hired', format: 'date', 'x-index': true, 'x-search': false},
  },
} as const satisfies RecordSchema

export type EmployeeData = TypeOf<typeof employeeSchema>
