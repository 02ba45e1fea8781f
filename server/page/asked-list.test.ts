import {describe, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import {accessTo} from '../../tests/access-to.ts'
import {askedList} from './asked-list.ts'

const def: RecordSchema = {
  title: 'Order', type: 'object',
  properties: {
    number: {type: 'string'}, status: {enum: ['open', 'paid']}, total: {type: 'number'}, paid: {type: 'boolean'}, company_id: {type: 'string'},
    due_on: {type: 'string', format: 'date'}, seen_at: {type: 'string', format: 'date-time'}, tags: {type: 'array', items: {type: 'string'}},
  },
}
const ask = (query: Record<string, string>, prefix = ''): ReturnType<typeof askedList> => askedList(query, prefix, accessTo('order', def), 'en')

describe('column filters become terms by the type of the column', () => {
  test.each([
    ['text ignores case and looks inside', {'f.number': 'ab'}, {op: 'contains', field: 'number', value: 'ab', fold: 'letters'}],
    ['a choice is itself', {'f.status': 'paid'}, {op: 'eq', field: 'status', value: 'paid'}],
    ['a link is an id', {'f.company_id': 'x'}, {op: 'eq', field: 'company_id', value: 'x'}],
    ['yes or no', {'f.paid': 'true'}, {op: 'eq', field: 'paid', value: true}],
    ['a number is exact', {'f.total': '10'}, {op: 'eq', field: 'total', value: 10}],
    ['or a range', {'f.total': '10..20'}, {op: 'and', args: [{op: 'ge', field: 'total', value: 10}, {op: 'le', field: 'total', value: 20}]}],
    ['open at one end', {'f.total': '..20'}, {op: 'le', field: 'total', value: 20}],
    ['from a form without script too', {'f.total.min': '10'}, {op: 'ge', field: 'total', value: 10}],
    ['a day', {'f.due_on': '2025-01-02'}, {op: 'eq', field: 'due_on', value: '2025-01-02'}],
    ['days of moments, which the door for reads makes the viewer\'s own', {'f.seen_at': '2025-01-01..2025-01-02'}, {op: 'and', args: [{op: 'ge', field: 'seen_at', value: '2025-01-01'}, {op: 'le', field: 'seen_at', value: '2025-01-02'}]}],
    ['moments', {'f.seen_at': '2025-01-01T10:00:00Z..'}, {op: 'ge', field: 'seen_at', value: '2025-01-01T10:00:00Z'}],
    ['one of a list', {'f.tags': 'a'}, {op: 'has', field: 'tags', value: 'a'}],
  ])('%s', (_, query, filter) => {
    const asked = ask(query)
    expect(asked.also).toEqual(filter)
    expect(asked.notices).toEqual([])
  })

  test('several are all true', () => {
    expect(ask({'f.status': 'paid', 'f.paid': 'true'}).also).toEqual({op: 'and', args: [{op: 'eq', field: 'status', value: 'paid'}, {op: 'eq', field: 'paid', value: true}]})
  })
})

describe('what cannot be done is left out and said', () => {
  test.each([
    ['an unknown column', {'f.secret': 'x'}, 'there is no such column'],
    ['an object\'s own member', {'f.constructor': 'x'}, 'there is no such column'],
    ['a choice that is none', {'f.status': 'blue'}, 'nothing it can be compared with'],
    ['a number that is none', {'f.total': '10..x'}, 'nothing it can be compared with'],
    ['a day that is none', {'f.due_on': '2025-02-31'}, 'nothing it can be compared with'],
    ['a moment of a day that is none', {'f.seen_at': '2025-02-31T10:00:00Z..'}, 'nothing it can be compared with'],
    ['a moment in a column of days', {'f.due_on': '2025-01-02T10:00:00Z'}, 'nothing it can be compared with'],
    ['an order by an unknown column', {sort: '-secret'}, 'order by “-secret” was left out'],
    ['an order by a list', {sort: 'tags'}, 'order by “tags” was left out'],
    ['a page of 5,000', {limit: '5000'}, 'from 1 to 200'],
  ])('%s', (_, query, notice) => {
    const asked = ask(query)
    expect(asked.notices.join()).toContain(notice)
    expect([asked.also, asked.sort, asked.limit, asked.filters]).toEqual([undefined, undefined, undefined, {}])
  })
})

test('a node reads only the names with its own prefix', () => {
  const query = {sort: 'total', 'ab12cd.sort': '-number', 'ab12cd.f.status': 'paid'}
  expect(ask(query).sort).toEqual(['total'])
  expect(ask(query).filters).toEqual({})
  expect(ask(query, 'ab12cd.').sort).toEqual(['-number'])
  expect(ask(query, 'ab12cd.').filters).toEqual({status: 'paid'})
})
