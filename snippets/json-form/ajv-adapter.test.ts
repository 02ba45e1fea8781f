import {describe, expect, test} from 'vitest'
import Ajv from './ajv-adapter.ts'

const schema = {
  type: 'object', required: ['name'], additionalProperties: false, $defs: {short: {type: 'string', maxLength: 3}},
  properties: {
    name: {type: 'string', minLength: 2}, email: {type: 'string', format: 'email'}, age: {type: 'integer', minimum: 0}, kind: {enum: ['a', 'b']}, code: {$ref: '#/$defs/short'},
    lines: {type: 'array', maxItems: 2, items: {type: 'object', required: ['sku'], properties: {sku: {type: 'string'}}}},
  },
}

function errorsFor(data: unknown): readonly (readonly [string, string])[] {
  const check = new Ajv().compile(schema)
  check(data)
  return (check.errors ?? []).map(({instancePath, params, message}) => [params.missingProperty === undefined ? instancePath : `${instancePath}/${params.missingProperty}`, message])
}

describe('the check', () => {
  test('says yes without errors', () => {
    const check = new Ajv().compile(schema)
    expect(check({name: 'Oak', email: 'a@b.test', age: 3, kind: 'a', code: 'abc', lines: [{sku: '1'}]})).toBe(true)
    expect(check.errors).toBeNull()
  })

  test.each([
    [{}, '/name', 'Fill this in.'],
    [{name: undefined}, '/name', 'Fill this in.'],
    [{name: 'O'}, '/name', 'Use at least 2 characters.'],
    [{name: 'Oak', email: 'x'}, '/email', 'Use an e-mail address, as in name@example.org.'],
    [{name: 'Oak', age: 'many'}, '/age', 'Use a whole number.'],
    [{name: 'Oak', age: -1}, '/age', 'This must be 0 or more.'],
    [{name: 'Oak', kind: 'z'}, '/kind', 'Choose one of the list.'],
    [{name: 'Oak', code: 'long'}, '/code', 'Use at most 3 characters.'],
    [{name: 'Oak', lines: [{sku: '1'}, {}]}, '/lines/1/sku', 'Fill this in.'],
    [{name: 'Oak', lines: [{sku: '1'}, {sku: '2'}, {sku: '3'}]}, '/lines', 'Give at most 2 items.'],
  ])('of %j names the place %s and says what is expected', (data, place, message) => {
    expect(errorsFor(data)).toContainEqual([place, message])
  })

  test('gives one message at a place', () => {
    expect(errorsFor({name: 3})).toHaveLength(1)
  })

  test('leaves the schema as it was', () => {
    const before = structuredClone(schema)
    errorsFor({})
    expect(schema).toEqual(before)
  })

  test('is made once for a schema', () => {
    const ajv = new Ajv()
    expect(ajv.compile(schema)).toBe(ajv.compile(schema))
  })
})
