import {describe, expect, test} from 'vitest'
import {flatSchema, propertyOf} from './flat-schema.ts'
import {labelOf} from './label-of.ts'
import {linkOf} from './link-of.ts'
import {parseRecordSchema} from './parse-record-schema.ts'
import type {PropertySchema, RecordSchema} from './record-schema.ts'
import {titleProperties} from './title-properties.ts'

const $defs = {
  money: {type: 'number', minimum: 0, multipleOf: 0.01, title: 'Money', 'x-currency': 'EUR'}, price: {$ref: '#/$defs/money', minimum: 1, title: 'Price'}, id: {type: 'string', format: 'uuid'}, word: {type: 'string', maxLength: 9},
  place: {type: 'object', properties: {zip: {$ref: '#/$defs/word'}}, additionalProperties: false}, kind: {enum: ['a', 'b']}, loop: {$ref: '#/$defs/loop'},
}
const schema = (property: PropertySchema, name = 'it'): RecordSchema => ({title: 'T', type: 'object', properties: {[name]: property}, $defs})
const flat = (property: PropertySchema): object => propertyOf('it', schema(property))!
const money = {type: 'number', minimum: 0, multipleOf: 0.01, title: 'Money', 'x-currency': 'EUR'}

describe('a property says itself what it is', () => {
  test.each<readonly [string, PropertySchema, object]>([
    ['by reference', {$ref: '#/$defs/money'}, money],
    ['by reference to a reference', {$ref: '#/$defs/price'}, {...money, minimum: 1, title: 'Price'}],
    ['with something beside the reference', {$ref: '#/$defs/money', title: 'Cost', maximum: 9, minimum: -5, 'x-index': true, default: 2}, {...money, title: 'Cost', maximum: 9, 'x-index': true, default: 2}],
    ['by allOf of one', {allOf: [{$ref: '#/$defs/money'}]}, money],
    ['by allOf of several', {title: 'Cost', allOf: [{$ref: '#/$defs/money'}, {maximum: 5}, {type: 'integer', maximum: 7}]}, {...money, type: 'integer', maximum: 5, title: 'Cost'}],
    ['with rules that cannot be one', {allOf: [{type: 'string', pattern: '^a'}, {pattern: 'b$'}]}, {type: 'string', pattern: '^a', allOf: [{pattern: 'b$'}]}],
    ['by choices that are both allowed', {$ref: '#/$defs/kind', enum: ['b', 'c']}, {enum: ['b']}],
    ['or null, by anyOf', {anyOf: [{$ref: '#/$defs/money'}, {type: 'null'}], title: 'Cost'}, {...money, type: ['number', 'null'], title: 'Cost'}],
    ['or null, by oneOf', {oneOf: [{const: null}, {type: 'string', enum: ['a']}]}, {type: ['string', 'null'], enum: ['a', null]}],
    ['in a list', {type: 'array', items: {$ref: '#/$defs/word'}}, {type: 'array', items: {type: 'string', maxLength: 9}}],
    ['in an object', {$ref: '#/$defs/place'}, {type: 'object', properties: {zip: {type: 'string', maxLength: 9}}, additionalProperties: false}],
    ['where a closed object has more beside it', {allOf: [{$ref: '#/$defs/place'}, {properties: {zip: {minLength: 2}}}]}, {type: 'object', properties: {zip: {type: 'string', maxLength: 9}}, additionalProperties: false, allOf: [{properties: {zip: {minLength: 2}}}]}],
  ])('%s', (_how, property, expected) => {
    expect(flat(property)).toEqual(expected)
  })
  test('or stays as it is, where there is nothing to follow', () => {
    for (const property of [{$ref: '#/$defs/loop'}, {$ref: '#/$defs/nowhere'}, {anyOf: [{type: 'string'}, {type: 'number'}]}, {not: {const: 1}}, {anyOf: [{type: 'string', not: {const: 'x'}}, {type: 'null'}]}]) expect(flat(property)).toEqual(property)
    const plain: RecordSchema = {title: 'T', type: 'object', properties: {a: {type: 'string'}}}
    expect(flatSchema(plain)).toBe(plain)
    expect(propertyOf('toString', plain)).toBeUndefined()
  })
})

test('its definitions go when nothing refers to them any more, and flattening again changes nothing', () => {
  const once = flatSchema(schema({$ref: '#/$defs/money'}))
  expect(once).not.toHaveProperty('$defs')
  expect(flatSchema(once)).toBe(once)
})

test('label, link, title and hints follow references', () => {
  expect(labelOf('it', schema({$ref: '#/$defs/money'}))).toBe('Money')
  expect(linkOf('company_id', schema({$ref: '#/$defs/id'}, 'company_id'))).toBe('company')
  expect(titleProperties(schema({$ref: '#/$defs/word'}))).toEqual(['it'])
  const {loop: _loop, ...defs} = $defs
  for (const property of [{$ref: '#/$defs/money', 'x-index': true}, {$ref: '#/$defs/word', 'x-unique': true}, {$ref: '#/$defs/id', 'x-link': 'company'}, {$ref: '#/$defs/money', 'x-currency': 'USD'}]) {
    expect(parseRecordSchema({...schema(property), $defs: defs})).toMatchObject({ok: true})
  }
  expect(parseRecordSchema({...schema({$ref: '#/$defs/place', 'x-index': true}), $defs: defs})).toMatchObject({ok: false})
})
