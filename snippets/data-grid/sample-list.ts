/** For tests only: a small list with one of each kind of value. */
import type {RecordSchema, WireRecord} from '../../schemas/index.ts'
import type {ListResult} from '../view.ts'

export const companySchema: RecordSchema = {
  title: 'Company', type: 'object', 'x-plural': 'Companies',
  properties: {
    name: {type: 'string'}, industry: {type: 'string'}, notes: {type: 'string', 'x-widget': 'textarea'}, status: {enum: ['prospect', 'customer', 'lost']},
    owner_id: {type: 'string', 'x-link': 'employee'}, active: {type: 'boolean'}, tags: {type: 'array', items: {type: 'string'}}, founded: {type: 'string', format: 'date'},
    annual_revenue: {type: 'number', 'x-currency': 'EUR'}, email: {type: 'string', format: 'email'}, website: {type: 'string', format: 'uri'},
  },
}

const record = (id: string, data: WireRecord['data']): WireRecord => ({
  id, schema: 'company', rev: 1, state: 'live', created_at: '2024-01-01T22:30:00Z', created_by: 'u1', updated_at: '2024-01-01T22:30:00Z', updated_by: 'u1', data,
})

export const companies: ListResult = {
  kind: 'list', schema: 'company', def: companySchema,
  items: [
    record('c1', {name: 'Oak & Sons', status: 'customer', owner_id: 'e1', active: true, founded: '1999-04-03', annual_revenue: 1_250_000.5, email: 'info@oak.test', website: 'https://www.oak.test/about', tags: ['a', 'b'], industry: '<img src=x>'}),
    record('c2', {name: 'Elm', status: 'lost', website: 'javascript:alert(1)'}),
  ],
  titles: {e1: 'Liisa Koski'},
  hrefs: {open: ['/app/companies/c1', '/app/companies/c2']},
  next: null, prev: null, total: 2, more: false,
  asked: {sort: '', q: '', limit: 50, cursor: '', filters: {}},
  choices: {owner_id: [{value: 'e1', label: 'Liisa Koski'}]},
  may: {create: true, update: true, archive: true},
}
