import {expect, test} from 'vitest'
import {fieldKind, fieldLabel, linkedSchema} from './field-kind.ts'
import {humanize} from './humanize.ts'

test.each([
  ['company_id', {type: 'string'}, 'link'], ['owner', {type: 'string', 'x-link': 'employee'}, 'link'], ['stage', {enum: ['a']}, 'enum'], ['done', {type: 'boolean'}, 'boolean'],
  ['total', {type: 'number', 'x-currency': 'EUR'}, 'currency'], ['count', {type: ['integer', 'null']}, 'integer'], ['born', {type: 'string', format: 'date'}, 'date'],
  ['site', {type: 'string', format: 'uri'}, 'url'], ['notes', {type: 'string', 'x-widget': 'textarea'}, 'long-text'], ['tags', {type: 'array'}, 'compound'], ['name', {type: 'string'}, 'text'],
] as const)('%s %j is %s', (name, schema, kind) => {
  expect(fieldKind(name, schema)).toBe(kind)
})

test('a number that ends in _id is no link', () => {
  expect(linkedSchema('external_id', {type: 'integer'})).toBeUndefined()
})

test('labels come from the title, else from the name', () => {
  expect(fieldLabel('company_id', {})).toBe('Company')
  expect(fieldLabel('company_id', {title: 'Customer'})).toBe('Customer')
  expect(humanize('in_progress')).toBe('In progress')
  expect(humanize('EUR')).toBe('EUR')
  expect(humanize('11-50')).toBe('11-50')
})
