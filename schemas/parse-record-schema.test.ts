import {describe, expect, test} from 'vitest'
import {cpuTime} from '../tests/cpu-time.ts'
import {crmSchemas, parseRecordSchema, systemSchemas, type RecordSchema} from './index.ts'

const schema = (properties: object, more: object = {}): object => ({title: 'Thing', type: 'object', properties, ...more})
const pointers = (value: unknown): readonly string[] => {
  const parsed = parseRecordSchema(value)
  return parsed.ok ? [] : parsed.errors.map(error => error.pointer)
}
const messages = (value: unknown): string => {
  const parsed = parseRecordSchema(value)
  return parsed.ok ? '' : parsed.errors.map(error => error.message).join('\n')
}

test.each(Object.entries({...systemSchemas, ...crmSchemas}))('Espalier\'s own schema %s is acceptable', (_name, own) => {
  expect(parseRecordSchema(own)).toEqual({ok: true, schema: own})
})

test('a minimal schema is accepted and closed to unknown properties', () => {
  const parsed = parseRecordSchema(schema({name: {type: 'string'}}))
  expect(parsed.ok && parsed.schema.additionalProperties).toBe(false)
})

test('hints of one\'s own are kept', () => {
  expect(pointers(schema({name: {type: 'string', 'x-ours': {a: 1}}}, {'x-team': 'sales'}))).toEqual([])
})

test('"x-link": "" is accepted: an id of somewhere else is no link', () => {
  expect(pointers(schema({external_id: {type: 'string', 'x-link': ''}}))).toEqual([])
})

describe('what is refused, and where', () => {
  const fine = {name: {type: 'string'}}
  const deep = (levels: number): object => (levels === 0 ? {type: 'string'} : {type: 'object', properties: {a: deep(levels - 1)}})
  const many = Object.fromEntries(Array.from({length: 201}, (_, n) => [`p${n}`, {type: 'string'}]))
  const cases: readonly (readonly [what: string, value: unknown, pointer: string])[] = [
    ['no object', 'text', ''],
    ['null', null, ''],
    ['a list', [], ''],
    ['a schema that is not of an object', {title: 'A', type: 'string', properties: fine}, '/type'],
    ['no properties', {title: 'A', type: 'object'}, '/properties'],
    ['empty properties', schema({}), '/properties'],
    ['no title', {type: 'object', properties: fine}, '/title'],
    ['open to unknown properties', schema(fine, {additionalProperties: true}), '/additionalProperties'],
    ['a property named with capitals', schema({Name: {type: 'string'}}), '/properties/Name'],
    ['a property with a slash', schema({'a/b': {type: 'string'}}), '/properties/a~1b'],
    ['a property that every record has', schema({rev: {type: 'integer'}}), '/properties/rev'],
    ['__proto__ as a property', schema(JSON.parse('{"__proto__": {"type": "string"}}')), '/properties/__proto__'],
    ['constructor deep inside', schema({a: {type: 'object', properties: {constructor: {type: 'string'}}}}), '/properties/a/properties/constructor'],
    ['an unknown type', schema({a: {type: 'text'}}), '/properties/a/type'],
    ['a misspelt keyword', schema({a: {type: 'string', minLenght: 3}}), '/properties/a/minLenght'],
    ['an unknown format', schema({a: {type: 'string', format: 'iban'}}), '/properties/a/format'],
    ['a negative length', schema({a: {type: 'string', maxLength: -1}}), '/properties/a/maxLength'],
    ['bounds the wrong way round', schema({a: {type: 'number', minimum: 5, maximum: 1}}), '/properties/a/minimum'],
    ['a broken pattern', schema({a: {type: 'string', pattern: '('}}), '/properties/a/pattern'],
    ['a pattern with a back-reference', schema({a: {type: 'string', pattern: '(a)\\1'}}), '/properties/a/pattern'],
    ['a pattern that is too large', schema({a: {type: 'string', pattern: '(a{20}){20}'}}), '/properties/a/pattern'],
    ['an empty enum', schema({a: {enum: []}}), '/properties/a/enum'],
    ['a remote reference', schema({a: {$ref: 'https://example.com/schema.json'}}), '/properties/a/$ref'],
    ['a reference to a file', schema({a: {$ref: 'file:///etc/passwd'}}), '/properties/a/$ref'],
    ['a reference to nothing', schema({a: {$ref: '#/$defs/none'}}), '/properties/a/$ref'],
    ['a reference in a circle', schema({a: {$ref: '#/$defs/b'}}, {$defs: {b: {items: {$ref: '#/$defs/b'}}}}), '/$defs/b/items/$ref'],
    ['a dynamic reference', schema({a: {$dynamicRef: '#x'}}), '/properties/a/$dynamicRef'],
    ['an anchor', schema({a: {$anchor: 'x'}}), '/properties/a/$anchor'],
    ['another draft', schema(fine, {$schema: 'http://json-schema.org/draft-07/schema#'}), '/$schema'],
    ['required that is not there', schema(fine, {required: ['nam']}), '/required/0'],
    ['x-title that is not there', schema(fine, {'x-title': ['nam']}), '/x-title/0'],
    ['x-title that is secret', schema({pin: {type: 'string', 'x-secret': true}}, {'x-title': ['pin']}), '/x-title/0'],
    ['x-indexes that are not there', schema(fine, {'x-indexes': [['name', 'nam']]}), '/x-indexes/0/1'],
    ['x-rights of an unknown verb', schema(fine, {'x-rights': {delete: 'admin'}}), '/x-rights'],
    ['x-rights of an unknown role', schema(fine, {'x-rights': {read: 'root'}}), '/x-rights'],
    ['x-link on a number', schema({company_id: {type: 'integer', 'x-link': 'company'}}), '/properties/company_id/x-link'],
    ['x-link that is no name', schema({company_id: {type: 'string', 'x-link': '../company'}}), '/properties/company_id/x-link'],
    ['x-index on a list', schema({tags: {type: 'array', 'x-index': true}}), '/properties/tags/x-index'],
    ['x-secret that is no boolean', schema({pin: {type: 'string', 'x-secret': 'yes'}}), '/properties/pin/x-secret'],
    ['x-secret deeper than a property', schema({a: {type: 'object', properties: {pin: {type: 'string', 'x-secret': true}}}}), '/properties/a/properties/pin/x-secret'],
    ['x-rights inside', schema({a: {type: 'string', 'x-rights': {}}}), '/properties/a/x-rights'],
    ['uniqueItems without a bound', schema({a: {type: 'array', uniqueItems: true}}), '/properties/a/maxItems'],
    ['too many levels', schema({a: deep(8)}), ''],
    ['too many properties', schema(many), '/properties'],
    ['too much', schema({a: {type: 'string', examples: ['x'.repeat(140_000)]}}), ''],
  ]
  test.each(cases)('%s', (_what, value, pointer) => {
    expect(pointers(value)).toContain(pointer)
  })
})

test('references that multiply are refused however short they are written', () => {
  const $defs = Object.fromEntries(Array.from({length: 30}, (_, n) => [`d${n}`, n === 29 ? {type: 'string'} : {allOf: [{$ref: `#/$defs/d${n + 1}`}, {$ref: `#/$defs/d${n + 1}`}]}]))
  expect(cpuTime(() => expect(messages(schema({a: {$ref: '#/$defs/d0'}}, {$defs}))).toContain('counting what references repeat'))).toBeLessThan(1_000)
})

test('a message says what was expected and what came', () => {
  expect(messages(schema({a: {type: 'string', format: 'iban'}}))).toMatch(/expected one of date, .*, got "iban"/)
})

test('at most 50 errors are named', () => {
  const wrong = Object.fromEntries(Array.from({length: 100}, (_, n) => [`p${n}`, {type: 'nope'}]))
  expect(pointers(schema(wrong))).toHaveLength(50)
})

test.each([undefined, 1, 'x', [], {}, {title: 'A', type: 'object', properties: {a: null}}, {title: 'A', type: 'object', properties: {a: 5}}, {title: 'A', type: 'object', properties: {a: true}}, {title: 'A', type: 'object', properties: {a: {type: 'string'}}, $defs: 5, 'x-indexes': 5, required: 5}])('garbage %j is refused, never thrown at', value => {
  expect(parseRecordSchema(value).ok).toBe(false)
})

test('the document handed in is not changed', () => {
  const given = Object.freeze(schema({name: {type: 'string'}})) as RecordSchema
  parseRecordSchema(given)
  expect(given.additionalProperties).toBeUndefined()
})
