/** Two schemas and some records that the snippets' browser tests work on. */
import type {RecordSchema, WireRecord} from '../../../schemas/index.ts'

export const companySchema: RecordSchema = {
  title: 'Company', type: 'object', 'x-plural': 'Companies', required: ['name', 'status'],
  properties: {
    name: {type: 'string', minLength: 2}, status: {enum: ['prospect', 'customer', 'lost'], default: 'prospect'}, owner_id: {type: 'string', 'x-link': 'employee', title: 'Owner'},
    revenue: {type: 'number', 'x-currency': 'EUR', minimum: 0}, staff: {type: 'integer', description: 'People on the payroll.'}, email: {type: 'string', format: 'email'}, active: {type: 'boolean'},
    founded: {type: 'string', format: 'date'}, next_call: {type: 'string', format: 'date-time'}, city: {type: 'string'}, notes: {type: 'string', 'x-widget': 'textarea'}, tags: {type: 'array', items: {type: 'string'}},
  },
}
export const employeeSchema: RecordSchema = {title: 'Employee', type: 'object', 'x-title': ['first_name', 'last_name'], properties: {first_name: {type: 'string'}, last_name: {type: 'string'}}}

export const employees = ['Liisa Koski', 'Antti Mäki', 'Sari Laine'].map((name, index) => record('employee', `e${index}`, {first_name: name.split(' ')[0]!, last_name: name.split(' ')[1]!}))
export const employeeNames = Object.fromEntries(employees.map(({id, data}) => [id, `${String(data['first_name'])} ${String(data['last_name'])}`]))

export function sampleCompanies(): WireRecord[] {
  const trees = ['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Larch', 'Maple', 'Oak', 'Rowan', 'Willow']
  return Array.from({length: 60}, (_, index) => record('company', `c${index}`, {
    name: `${trees[index % 10]!} ${['Foods', 'Mills', 'Tools', 'Paper', 'Works', 'Trade'][Math.floor(index / 10)]!}`, status: ['prospect', 'customer', 'lost'][index % 3]!, owner_id: `e${index % 3}`,
    revenue: index * 1234.5, staff: index, email: `info@${trees[index % 10]!.toLowerCase()}.test`, active: index % 2 === 0, founded: '1999-04-03', next_call: '2024-06-01T09:30:42Z', city: 'Turku', notes: 'Met at the fair.\nCall in spring.',
  }))
}

export function record(schema: string, id: string, data: WireRecord['data'], rev = 1): WireRecord {
  return {id, schema, rev, state: 'live', created_at: '2024-01-01T00:00:00Z', created_by: 'u', updated_at: '2024-01-01T00:00:00Z', updated_by: 'u', data}
}
