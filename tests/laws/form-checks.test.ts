import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {knownFormats, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from '../../server/catalog/data-checker.ts'
import Ajv from '../../snippets/json-form/ajv-adapter.ts'
import {anyRecordOf, anyRecordSchema} from './any-record-schema.ts'

const server = createDataChecker()
const form = new Ajv()

/** What the form lets pass and the server refuses, or the other way round, is a promise that one of them breaks. */
function agree(schema: RecordSchema, data: object): void {
  expect([form.compile(schema)(data), data]).toEqual([server.check(schema, data).length === 0, data])
}
const ofOne = (property: PropertySchema): RecordSchema => ({title: 'T', type: 'object', properties: {value: property}})

test('the form and the server agree on any record under any schema', () => {
  fc.assert(fc.property(anyRecordSchema.chain(schema => anyRecordOf(schema).map(data => [schema, data] as const)), ([schema, data]) => agree(schema, data)), {numRuns: 100})
})

const spelled = [
  '2024-02-29', '2023-02-29', '2024-2-9', '0000-01-01', '12024-01-01', '2024-05-01T22:30:42Z', '2024-05-01t22:30:42z', '2024-05-01 22:30:42Z', '2024-05-01T22:30Z', '2024-05-01T22:30:42+0530', '2024-05-01T22:30:42+05:30', '2024-05-01T23:59:60Z', '2024-05-01T24:00:00Z', '2024-05-01T22:30:42.123456Z', '2024-05-01T22:30:42',
  '22:30:42Z', '22:30:42', '22:30Z', '23:59:60Z', '22:30:42+25:00', 'P1D', 'PT1H', 'P1W', 'P', 'PT', 'P1Y2M3DT4H5M6S', 'P1DT', 'a@b.test', 'a@b', 'a@b.test ', 'a..b@b.test', '"a b"@b.test', 'a@[127.0.0.1]', 'ä@b.test', 'a@bücher.test', 'a@-b.test', '@b.test', 'https://x.test', 'x.test', 'mailto:a@b.test', 'https://x.test/ä', 'https://x.test/a b', '/path?x#y', '#y', '//x', 'http://', 'urn:x:y',
  '123e4567-e89b-12d3-a456-426614174000', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000', '123e4567e89b12d3a456426614174000', 'x', 'a.b.c', '-a.b', 'a_b', `${'a'.repeat(64)}.b`, 'a.', '1.2.3.4', '1.2.3.256', '01.2.3.4', '::1', '1::2::3', 'fe80::1%eth0', '::ffff:1.2.3.4', '', ' ',
]
test.each(knownFormats)('the form and the server agree on what is written as %s', format => {
  const schema = ofOne({type: 'string', format})
  const check = form.compile(schema)
  expect(spelled.filter(value => check({value}) !== (server.check(schema, {value}).length === 0))).toEqual([])
})

test.each([0.01, 0.1, 0.05, 1, 5, 0.001, 1e-9, 3, 0.3, 100])('the form and the server agree on multiples of %d', multipleOf => {
  const schema = ofOne({type: 'number', multipleOf})
  const check = form.compile(schema)
  const numbers = [...Array.from({length: 300}, (_, cents) => cents / 100), 0.07, 1.11, 19.99, 143.48, 12.345, 0.1 + 0.2, 1e21, -0.25, 1e-9, 5e-10, 1e15 + 0.5, 123456789.01]
  expect(numbers.filter(value => check({value}) !== (server.check(schema, {value}).length === 0))).toEqual([])
})

test('the form and the server agree on lengths and patterns beyond the first plane', () => {
  for (const value of ['👩‍👩‍👧', '𝔸𝔹', 'é', 'e\u0301', '\ud800', 'ab']) {
    for (const property of [{type: 'string', maxLength: 2}, {type: 'string', minLength: 3}, {type: 'string', pattern: '^.{2}$'}, {type: 'string', pattern: '^\\w+$'}, {type: 'string', pattern: '\\d'}]) agree(ofOne(property), {value})
  }
})
