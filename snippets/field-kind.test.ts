import {expect, test} from 'vitest'
import type {RecordSchema} from '../schemas/index.ts'
import {fieldKind, fieldLabel, humanize, linkedSchema, titleProperties} from './field-kind.ts'

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
})

const def = (properties: RecordSchema['properties'], more: Partial<RecordSchema> = {}): RecordSchema => ({title: 'X', type: 'object', properties, ...more})

test('the title is what the schema says, else name, else the first text', () => {
  expect(titleProperties(def({a: {}, b: {}}, {'x-title': ['b', 'gone']}))).toEqual(['b'])
  expect(titleProperties(def({a: {type: 'string'}, name: {type: 'string'}}))).toEqual(['name'])
  expect(titleProperties(def({n: {type: 'number'}, a: {type: 'string'}}))).toEqual(['a'])
})
