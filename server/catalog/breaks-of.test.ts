import {describe, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import {breaksOf} from './breaks-of.ts'

const schema = (properties: object, more: object = {}): RecordSchema => ({title: 'Thing', type: 'object', properties, ...more}) as RecordSchema
const kinds = (before: RecordSchema, after: RecordSchema) => breaksOf(before, after).map(one => `${one.kind} ${one.pointer}`)
const referring = (type: string) => schema({a: {$ref: '#/$defs/d'}}, {$defs: {d: {type}}})
const property = (from: object, to: object) => kinds(schema({a: from}), schema({a: to}))

describe('what breaks', () => {
  const cases: readonly (readonly [what: string, from: object, to: object, breaks: readonly string[]])[] = [
    ['another type', {type: 'string'}, {type: 'number'}, ['type /properties/a/type']],
    ['a type where any was taken', {}, {type: 'string'}, ['type /properties/a/type']],
    ['null no longer taken', {type: ['string', 'null']}, {type: 'string'}, ['type /properties/a/type']],
    ['whole numbers only', {type: 'number'}, {type: 'integer'}, ['type /properties/a/type']],
    ['a choice that is gone', {enum: ['x', 'y']}, {enum: ['x']}, ['values /properties/a/enum']],
    ['a choice where all was taken', {type: 'string'}, {type: 'string', enum: ['x']}, ['values /properties/a/enum']],
    ['a constant', {type: 'string'}, {type: 'string', const: 'x'}, ['values /properties/a/const']],
    ['a new minimum', {type: 'number'}, {type: 'number', minimum: 0}, ['limit /properties/a/minimum']],
    ['a narrower maximum', {type: 'number', maximum: 9}, {type: 'number', maximum: 5}, ['limit /properties/a/maximum']],
    ['a shorter text', {type: 'string', maxLength: 9}, {type: 'string', maxLength: 5}, ['limit /properties/a/maxLength']],
    ['a new pattern', {type: 'string'}, {type: 'string', pattern: '^x'}, ['rules /properties/a']],
    ['another format', {type: 'string', format: 'date'}, {type: 'string', format: 'email'}, ['rules /properties/a']],
    ['other items', {type: 'array', items: {type: 'string'}}, {type: 'array', items: {type: 'number'}}, ['rules /properties/a']],
    ['a new link', {type: 'string'}, {type: 'string', 'x-link': 'company'}, ['link /properties/a/x-link']],
    ['another link', {type: 'string', 'x-link': 'contact'}, {type: 'string', 'x-link': 'company'}, ['link /properties/a/x-link']],
    ['a secret from now on', {type: 'string'}, {type: 'string', 'x-secret': true}, ['hidden /properties/a/x-secret']],
    ['a secret no more', {type: 'string', 'x-secret': true}, {type: 'string'}, ['shown /properties/a/x-secret']],
    ['made by the server from now on', {type: 'string'}, {type: 'string', 'x-server': true}, ['server-made /properties/a/x-server']],
  ]
  test.each(cases)('%s', (_what, from, to, breaks) => {
    expect(property(from, to)).toEqual(breaks)
  })
  test('a property that is gone', () => {
    expect(kinds(schema({a: {type: 'string'}, b: {type: 'string'}}), schema({a: {type: 'string'}}))).toEqual(['removed /properties/b'])
  })
  test('a property that is now required, new or not', () => {
    expect(breaksOf(schema({a: {type: 'string'}}), schema({a: {type: 'string'}, b: {type: 'string'}}, {required: ['a', 'b']})).map(one => [one.pointer, one.hits])).toEqual([
      ['/required/0', {op: 'eq', field: 'a', value: null}],
      ['/required/1', {op: 'const', value: true}],
    ])
  })
  test('a definition that a property refers to', () => {
    expect(kinds(referring('string'), referring('number'))).toEqual(['type /properties/a'])
  })
  test('nothing, where a property says the same by a reference', () => {
    const by = {...schema({a: {$ref: '#/$defs/part'}}), $defs: {part: {type: 'string', maxLength: 5}}}
    expect(kinds(schema({a: {type: 'string', maxLength: 5}}), by)).toEqual([])
    expect(kinds(by, schema({a: {allOf: [{type: 'string'}, {maxLength: 5}]}}))).toEqual([])
    expect(kinds(by, {...by, $defs: {part: {type: 'string', maxLength: 4}}})).toEqual(['limit /properties/a'])
  })
  test('a rule for the whole record', () => {
    expect(kinds(schema({a: {type: 'string'}}), schema({a: {type: 'string'}}, {anyOf: [{required: ['a']}]}))).toEqual(['rules /anyOf'])
  })
})

describe('what breaks nothing', () => {
  test.each([
    ['a new title, description and order of hints', {type: 'string', title: 'A'}, {title: 'B', description: 'c', type: 'string'}],
    ['a wider type', {type: 'integer'}, {type: 'number'}],
    ['null taken too', {type: 'string'}, {type: ['string', 'null']}],
    ['any type', {type: 'string'}, {}],
    ['another choice', {enum: ['x']}, {enum: ['x', 'y']}],
    ['no choice any more', {type: 'string', enum: ['x']}, {type: 'string'}],
    ['a wider limit', {type: 'number', minimum: 5, maximum: 9}, {type: 'number', minimum: 0}],
    ['no pattern any more', {type: 'string', pattern: '^x'}, {type: 'string'}],
    ['an index, a widget, a hint of one\'s own', {type: 'string'}, {type: 'string', 'x-index': true, 'x-widget': 'textarea', 'x-ours': 1}],
    ['no link any more', {type: 'string', 'x-link': 'company'}, {type: 'string', 'x-link': ''}],
  ])('%s', (_what, from, to) => {
    expect(property(from, to)).toEqual([])
  })
  test('a new property that may be left out', () => {
    expect(kinds(schema({a: {type: 'string'}}), schema({a: {type: 'string'}, b: {type: 'string'}}))).toEqual([])
  })
  test('nothing required any more', () => {
    expect(kinds(schema({a: {type: 'string'}}, {required: ['a']}), schema({a: {type: 'string'}}))).toEqual([])
  })
})
