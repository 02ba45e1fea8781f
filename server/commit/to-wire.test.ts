import {expect, test} from 'vitest'
import {accessTo} from '../../tests/access-to.ts'
import type {StoredRecord} from '../store/index.ts'
import {toWire, toWireJson} from './index.ts'
import {checkPlainId} from './plain-id.ts'

const record = (doc: string): StoredRecord => ({id: '0190a000-0000-7000-8000-000000000000', schema: 'company', rev: 3, state: 'live', created_at: '2026-01-01T00:00:00.000Z', created_by: 'system', updated_at: '2026-01-02T00:00:00.000Z', updated_by: 'agent-1', doc})
const hiding = (...hidden: readonly string[]) => accessTo('company', {title: 'Company', type: 'object', properties: {name: {type: 'string'}, pin: {}, deep: {}, pins: {}}}, {hidden})

test('text and value say the same', () => {
  for (const doc of ['{}', '{"name":"A \\"quoted\\" \\u2028 \\ud83d\\udc4d name","n":1.5,"list":[null,{"pin":1}]}', '{"pin":"x","name":"A"}']) {
    for (const access of [hiding(), hiding('pin')]) expect(JSON.parse(toWireJson(record(doc), access))).toEqual(toWire(record(doc), access))
  }
})

test('data is passed on letter by letter where nothing is to be taken out', () => {
  expect(toWireJson(record('{"b":1.0,"a":"pin"}'), hiding('pin'))).toContain('"data":{"b":1.0,"a":"pin"}')
})

test('hidden properties are taken out at the top, where they stand', () => {
  expect(toWire(record('{"pin":1,"deep":{"pin":2},"pins":3}'), hiding('pin')).data).toEqual({deep: {pin: 2}, pins: 3})
})

test.each(['', 'a"b', 'a\\b', 'a/b', 'a b', '<a>', 'ä', 'x'.repeat(65)])('an id like %j is a bug of ours', id => {
  expect(() => checkPlainId(id, 'test')).toThrow(/expected an id/)
})
