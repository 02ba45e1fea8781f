import {expect, test} from 'vitest'
import {labelOf, linkOf, systemSchemas, titleProperties, type RecordSchema} from './index.ts'

const schema = {
  title: 'Thing', type: 'object',
  properties: {
    sku: {type: 'string', title: 'SKU'}, company_id: {type: 'string'}, owner_id: {type: ['string', 'null'], 'x-link': 'employee'}, external_id: {type: 'string', 'x-link': ''},
    count_id: {type: 'integer'}, first_name: {type: 'string'}, pin: {type: 'string', 'x-secret': true},
  },
} as const satisfies RecordSchema

test.each([
  ['company_id', 'company'], ['owner_id', 'employee'], ['external_id', undefined], ['count_id', undefined], ['sku', undefined], ['created_by', undefined], ['constructor', undefined],
])('%s links to %s', (property, target) => {
  expect(linkOf(property, schema)).toBe(target)
})

test('a node hangs on its screen and under its parent', () => {
  expect(['screen_id', 'parent_id'].map(name => linkOf(name, systemSchemas['ui_node']!))).toEqual(['ui_screen', 'ui_node'])
  expect(linkOf('root_id', systemSchemas['ui_screen']!)).toBe('ui_node')
})

test.each([['sku', 'SKU'], ['first_name', 'First name'], ['company_id', 'Company'], ['created_at', 'Created'], ['id', 'ID']])('%s is called %s', (property, label) => {
  expect(labelOf(property, schema)).toBe(label)
})

test('a record is named by x-title, else name, else title, else its first text that is no link', () => {
  expect(titleProperties({...schema, 'x-title': ['first_name', 'sku']})).toEqual(['first_name', 'sku'])
  expect(titleProperties({...schema, properties: {...schema.properties, title: {type: 'string'}}})).toEqual(['title'])
  expect(titleProperties({...schema, properties: {...schema.properties, title: {type: 'string'}, name: {type: 'string'}}})).toEqual(['name'])
  expect(titleProperties({...schema, properties: {company_id: {type: 'string'}, pin: {type: 'string', 'x-secret': true}, note: {type: 'string'}}})).toEqual(['note'])
  expect(titleProperties({...schema, properties: {amount: {type: 'number'}}})).toEqual([])
})

test('a secret property never names a record', () => {
  expect(titleProperties({...schema, 'x-title': ['pin']})).toEqual(['sku'])
})
