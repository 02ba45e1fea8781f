import {describe, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import type {Filter} from '../filter.ts'
import {toFilter} from './to-filter.ts'

const contact: RecordSchema = {
  title: 'Contact', type: 'object',
  properties: {
    name: {type: 'string'}, email: {type: ['string', 'null'], format: 'email'}, status: {enum: ['open', 'late', 'done']}, total: {type: 'number'}, paid: {type: 'number'}, active: {type: 'boolean'},
    tags: {type: 'array', items: {type: 'string'}}, address: {type: 'object', properties: {city: {type: 'string'}}}, company_id: {type: 'string'}, password_hash: {type: 'string', 'x-secret': true},
  },
}
const scope = {params: {status: 'open', min: 100, list: ['open', 'late'], text: '12', none: null}, user: {id: 'u1', role: 'agent'}, today: '2026-03-01'}
const compiled = (text: string): Filter | string => {
  const result = toFilter(text, contact, scope)
  return result.ok ? result.filter : result.message
}

const anyOf = (terms: number): string => Array.from({length: terms}, () => 'record.active').join(' || ')
const nested = (levels: number): string => `${'!(record.active || ('.repeat(levels)}record.active${'))'.repeat(levels)}`

describe('compiles', () => {
  test.each<[string, Filter]>([
    ['record.status == "open"', {op: 'eq', field: 'status', value: 'open'}],
    ['record.total > params.min * 2 + 1', {op: 'gt', field: 'total', value: 201}],
    ['100 < record.total', {op: 'gt', field: 'total', value: 100}], ['100 >= record.total', {op: 'le', field: 'total', value: 100}],
    ['record.total >= 1 && record.total <= 5 && record.active', {op: 'and', args: [{op: 'ge', field: 'total', value: 1}, {op: 'le', field: 'total', value: 5}, {op: 'eq', field: 'active', value: true}]}],
    ['record.name != "a" || !record.active', {op: 'or', args: [{op: 'ne', field: 'name', value: 'a'}, {op: 'not', arg: {op: 'eq', field: 'active', value: true}}]}],
    ['!!record.active', {op: 'eq', field: 'active', value: true}],
    ['record.status in params.list', {op: 'in', field: 'status', values: ['open', 'late']}], ['record.total in [1, 2.5, null]', {op: 'in', field: 'total', values: [1, 2.5, null]}], ['record.total in []', {op: 'const', value: false}],
    ['"vip" in record.tags', {op: 'has', field: 'tags', value: 'vip'}],
    ['record.name.contains("x")', {op: 'contains', field: 'name', value: 'x'}], ['record.name.startsWith(user.role)', {op: 'starts', field: 'name', value: 'agent'}], ['record.name.endsWith("x")', {op: 'ends', field: 'name', value: 'x'}],
    ['record.name.lowerAscii().contains(params.status.lowerAscii())', {op: 'contains', field: 'name', value: 'open', fold: 'case'}], ['record.name.lowerAscii().contains("X")', {op: 'const', value: false}],
    ['record.total == record.paid', {op: 'compare', by: 'eq', left: 'total', right: 'paid'}], ['record.total > record.paid', {op: 'compare', by: 'gt', left: 'total', right: 'paid'}],
    ['has(record.email)', {op: 'ne', field: 'email', value: null}], ['record.email == null', {op: 'eq', field: 'email', value: null}], ['null != record.email', {op: 'ne', field: 'email', value: null}],
    ['record.total > params.none', {op: 'const', value: false}], ['record.name == params.missing', {op: 'eq', field: 'name', value: null}], ['record.name.contains(params.missing)', {op: 'const', value: false}], ['record.name in params.missing', {op: 'const', value: false}],
    ['params.q == null || record.name.contains(params.q)', {op: 'const', value: true}], ['user.role == "agent" && record.active', {op: 'eq', field: 'active', value: true}], ['user.role == "admin" && record.active', {op: 'const', value: false}],
    ['record.created_at < addDays(today, 1) && record.rev > 1', {op: 'and', args: [{op: 'lt', field: 'created_at', value: '2026-03-02'}, {op: 'gt', field: 'rev', value: 1}]}],
    ['record["name"] == "x"', {op: 'eq', field: 'name', value: 'x'}], ['record.total > double(params.text)', {op: 'gt', field: 'total', value: 12}], ['true', {op: 'const', value: true}], ['[1, 2].exists(record, record > 1)', {op: 'const', value: true}],
    ['record.state == "archived"', {op: 'eq', field: 'state', value: 'archived'}],
  ])('%s', (text, filter) => expect(compiled(text)).toEqual(filter))
})

describe('says what cannot be compiled, and what to write instead', () => {
  test.each([
    ['record.active ? record.total > 1 : false', /"\? :" cannot be filtered by; write it with && and \|\|/], ['record.total * 2 > 10', /^record\.total \* 2: a calculation with a property .*other side/],
    ['record.tags.exists(t, t == "x")', /write "x" in record\.list/], ['size(record.name) > 3', /size\(\) of a property cannot be filtered by/], ['record.name.trim() == "x"', /trim\(\) of a property/], ['record.address.city == "x"', /only the record's own properties/],
    ['record.name.contains(record.email)', /looks for a value in a property/], ['"a".contains(record.name)', /looks for a value in a property/], ['record.tags == "x"', /never equal/], ['record.tags == ["x"]', /tags is a list; write "x" in record\.tags/], ['record.tags.contains("x")', /expected a text, got a list/],
    ['record == null', /write record\.<property>/], ['record.name in record.tags', /two properties/], ['"x" in record.name', /expected a list/],
    ['record.totla > 1', /did you mean "total"/], ['record.password_hash == "x"', /there is no property "password_hash"/], ['has(record.password_hash)', /no property/], ['rec.total > 1', /did you mean "record"|known are/],
    ['record.total > "x"', /no order/], ['record.total == "x"', /never equal/], ['record.total > params.text', /total is a number, got "12"; make a number of it with double/], ['record.name == params.min', /name is a text, got 100; make a text of it with string/], ['record.total in params.list', /total is a number, got "open"/],
    ['record.status == "opne"', /did you mean "open"/], ['record.name', /this is a text/], ['record.active < true', /expected a number or a text/], ['record.total > 1 / 0', /division by zero/], ['record.name.matches("a")', /patterns/], ['record.name.lowerAscii() == "x"', /lowerAscii\(\) of a property/],
    ['record.address.city.contains("x")', /own properties/], ['record.total', /this is a number/], ['params.status', /expected true or false/],
  ])('%s', (text, message) => expect(compiled(text)).toMatch(message))

  test('within bounds', () => {
    expect(toFilter(anyOf(64), contact, {}).ok).toBe(true)
    expect(compiled(anyOf(65))).toContain('more than 64 terms')
    expect(compiled(nested(12))).toContain('more than 16 levels deep')
    expect(compiled(`record.total in [${Array.from({length: 201}, (_, index) => index).join(',')}]`)).toContain('at most 200')
    expect(compiled(`record.name == "${'x'.repeat(2_000)}"`)).toContain('at most 2000')
  })

  test('a secret property reads just as one that is not there', () => {
    expect(String(compiled('record.password_hash == "x"')).replaceAll('password_hash', 'X')).toBe(String(compiled('record.passport_hxsh == "x"')).replaceAll('passport_hxsh', 'X'))
  })

  test('with the place in the text', () => {
    expect(toFilter('record.active && record.total * 2 > 10', contact, {})).toMatchObject({ok: false, at: 17})
  })
})
