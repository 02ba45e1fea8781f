import {describe, expect, test} from 'vitest'
import type {PropertySchema, RecordSchema} from '../../schemas/index.ts'
import {tableSpec} from './table-spec.ts'

const doc = (properties: {readonly [name: string]: PropertySchema}, more: Partial<RecordSchema> = {}): RecordSchema => ({title: 'Thing', type: 'object', properties, ...more})
const column = (property: PropertySchema, name = 'p') => tableSpec('thing', doc({[name]: property})).columns[0]!

describe('tableSpec', () => {
  test('gives each property the type of its column', () => {
    expect(column({type: 'string'}).type).toBe('text')
    expect(column({type: ['string', 'null']}).type).toBe('text')
    expect(column({type: 'integer'}).type).toBe('integer')
    expect(column({type: ['integer', 'number']}).type).toBe('real')
    expect(column({type: 'boolean'}).type).toBe('boolean')
    expect(column({enum: ['a', null, 'b']}).type).toBe('text')
    expect(column({const: 7}).type).toBe('real')
    expect(column({type: ['string', 'number']}).type).toBe('json')
    expect(column({type: 'array'}).type).toBe('json')
    expect(column({}).type).toBe('json')
  })

  test('links what ends in _id to what stands before it, unless x-link says otherwise', () => {
    expect(column({type: 'string'}, 'company_id')).toMatchObject({link: 'company', index: true})
    expect(column({type: ['string', 'null'], 'x-link': 'ui_node'}, 'parent_id')).toMatchObject({link: 'ui_node'})
    expect(column({type: 'string', 'x-link': ''}, 'external_id').link).toBeUndefined()
    expect(column({type: 'integer'}, 'number_id').link).toBeUndefined()
    expect(column({type: 'string'}, '_id').link).toBeUndefined()
  })

  test('knows words from links, days and times, and keeps keys of those that an index sorts by', () => {
    expect(column({type: 'string'})).toMatchObject({words: true})
    expect(column({enum: ['a'], 'x-index': true})).toMatchObject({words: true, keyed: true})
    for (const property of [{type: 'string'}, {type: 'string', 'x-unique': true}] as const) expect(column(property)).not.toHaveProperty('keyed')
    for (const property of [{type: 'string', format: 'date', 'x-index': true}, {type: 'integer', 'x-index': true}] as const) expect(column(property)).not.toHaveProperty('words')
    expect(column({type: 'string'}, 'company_id')).not.toHaveProperty('words')
    expect(tableSpec('t', doc({a: {type: 'string'}, b: {type: 'string'}}, {'x-indexes': [['b', 'updated_at']]})).columns.map(({keyed}) => keyed)).toEqual([undefined, true])
  })

  test('searches free text, not choices, dates, links or secrets', () => {
    expect(column({type: 'string'}).search).toBe(true)
    expect(column({type: 'array', items: {type: 'string'}}).search).toBe(true)
    for (const property of [{enum: ['a']}, {type: 'string', format: 'date'}, {type: 'string', 'x-secret': true}, {type: 'string', 'x-search': false}, {type: 'number'}]) expect(column(property).search).toBe(false)
    expect(column({enum: ['a'], type: 'string', 'x-search': true}).search).toBe(true)
    expect(column({type: 'string'}, 'company_id').search).toBe(false)
  })

  test('names a record by x-title, else by name, title or the first text', () => {
    expect(tableSpec('t', doc({a: {type: 'string'}, b: {type: 'string'}}, {'x-title': ['b', 'a', 'gone']})).title).toEqual(['b', 'a'])
    expect(tableSpec('t', doc({a: {type: 'string'}, title: {type: 'string'}, name: {type: 'string'}})).title).toEqual(['name'])
    expect(tableSpec('t', doc({hash: {type: 'string', 'x-secret': true}, x_id: {type: 'string'}, n: {type: 'number'}, a: {type: 'string'}})).title).toEqual(['a'])
    expect(tableSpec('t', doc({n: {type: 'number'}})).title).toEqual([])
  })

  test('refuses names that cannot be columns, naming them', () => {
    for (const name of ['__proto__', 'constructor', 'a b', 'a"b', 'é', '', '1a', 'x'.repeat(64), 'a.b', "a'"]) {
      const properties = Object.fromEntries([[name, {type: 'string'}]])
      expect(() => tableSpec('thing', doc(properties)), name).toThrow(/rename it/)
    }
    expect(() => tableSpec('a"; drop table event', doc({}))).toThrow(/rename it/)
  })

  test('refuses indexes over what is not there or not scalar', () => {
    expect(() => tableSpec('t', doc({a: {type: 'string'}}, {'x-indexes': [['a', 'b']]}))).toThrow(/x-indexes\/0: .*"b"/)
    expect(() => tableSpec('t', doc({a: {type: 'array'}}, {'x-indexes': [['a']]}))).toThrow(/"a"/)
    expect(() => tableSpec('t', doc({a: {type: 'array', 'x-index': true}}))).toThrow(/property a/)
    expect(tableSpec('t', doc({a: {type: 'string'}}, {'x-indexes': [['a', 'updated_at']]})).indexes).toEqual([['a', 'updated_at']])
  })

  test('gives an equal spec for an equal schema', () => {
    const schema = doc({a: {type: 'string', 'x-index': true}, b_id: {type: 'string'}})
    expect(JSON.stringify(tableSpec('t', schema))).toBe(JSON.stringify(tableSpec('t', structuredClone(schema))))
  })
})
