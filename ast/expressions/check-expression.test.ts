import {describe, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import {checkExpression} from './check-expression.ts'
import type {ExpressionType, ExpressionTypes} from './types.ts'

const order: RecordSchema = {
  title: 'Order', type: 'object',
  properties: {
    number: {type: 'string'}, status: {enum: ['draft', 'open', 'late']}, total: {type: 'number'}, lines: {type: 'array', items: {type: 'object', properties: {price: {type: 'number'}}, additionalProperties: false}},
    tags: {type: 'array', items: {type: 'string'}}, paid: {type: ['boolean', 'null']}, extra: {type: 'object'}, secret_key: {type: 'string', 'x-secret': true}, loose: {},
  },
}
const types: ExpressionTypes = {record: {record: order}, params: {schema: {properties: {status: {type: 'string'}, page: {type: 'integer'}}, type: 'object', additionalProperties: false}}, user: {fields: {name: 'string'}}, today: 'string', thing: 'any'}
const typeOf = (text: string): ExpressionType => {
  const result = checkExpression(text, types)
  if (!result.ok) throw new Error(result.message)
  return result.type
}

describe('types', () => {
  test.each<[string, ExpressionType]>([
    ['record.total * 1.24 + 1', 'number'], ['record.number + "!"', 'string'], ['record.paid', 'boolean'], ['record.rev + 1', 'number'], ['record.lines.map(l, l.price)', {list: 'number'}], ['record.lines.filter(l, l.price > 1)[0].price', 'number'],
    ['record.status', {oneOf: ['draft', 'open', 'late']}], ['record.status == "open" && !record.paid', 'boolean'], ['params.page > 1 ? record.number : today', 'string'], ['record.extra.anything.at.all', 'any'], ['record.loose.x', 'any'], ['thing.x + 1', 'number'],
    ['"x" in record.tags', 'boolean'], ['size(record.tags)', 'number'], ['record.total == null', 'boolean'], ['null', 'null'], ['has(record.paid)', 'boolean'], ['daysBetween(today, record.created_at)', 'number'], ['{"a": 1}.a', 'number'],
    ['[1, null, 2]', {list: 'number'}], ['[1, "a"]', {list: 'any'}], ['"a b".split(" ")', {list: 'string'}],
  ])('%s is %j', (text, expected) => expect(typeOf(text)).toEqual(expected))
})

describe('mistakes', () => {
  test.each([
    ['record.totla', /no property "totla"; did you mean "total"\?/], ['rekord.total', /did you mean "record"/], ['user.nmae', /did you mean "name"/], ['params.stauts', /did you mean "status"/], ['record.lines.map(l, l.prize)', /did you mean "price"/],
    ['record.secret_key', /no property "secret_key"/], ['has(record.nope)', /no property/],
    ['record.total > "x"', /no order; compare two numbers or two texts/], ['record.total == "x"', /a number is never equal to a text/], ['record.status == "opne"', /expected "draft" or "open" or "late", got "opne"; did you mean "open"\?/], ['record.status in ["open", "lte"]', /did you mean "late"/],
    ['record.number + 1', /string\(…\)/], ['record.number * 2', /expected a number, got a text/], ['!record.total', /expected true or false, got a number/], ['record.total && true', /expected true or false/], ['record.paid < true', /expected a number or a text/],
    ['record.total.contains("x")', /contains\(\): expected a text, got a number; write it as in/], ['contains(record.number, "x")', /is written as in text\.contains/], ['record.total.round(2)', /is written as in round\(x, 2\)/], ['record.number.matches("x")', /patterns/], ['round()', /takes other arguments/],
    ['1 in record.tags', /never in a list/], ['"x" in record.total', /expected a list/], ['record.total.map(x, x)', /goes through a list/], ['record.total.x', /a number has no property/], ['record.tags["a"]', /a list has no property "a"/], ['record.tags[today]', /expected a number, got a text/], ['nobody(1)', /no function/],
  ])('%s', (text, expected) => {
    const result = checkExpression(text, types)
    expect(result.ok ? 'passed' : result.message).toMatch(expected)
  })

  test('with the place in the text', () => {
    expect(checkExpression('1 + record.totla', types)).toMatchObject({ok: false, at: 10})
  })
})
