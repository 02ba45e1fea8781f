import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {evaluateExpression, matchesFilter, toFilter} from '../../ast/index.ts'
import type {RecordSchema} from '../../schemas/index.ts'

const schema: RecordSchema = {
  title: 'Thing', type: 'object',
  properties: {name: {type: 'string'}, code: {type: 'string'}, total: {type: 'number'}, paid: {type: 'number'}, active: {type: 'boolean'}, done: {type: 'boolean'}, tags: {type: 'array', items: {type: 'string'}}},
}
const words = ['', 'a', 'b', 'ab', 'Ab', 'ÄB', 'äb', 'ß', '\u{E000}', '\u{1F600}', '2026-01-01T10:00:00+05:00', '2026-01-01t05:00:00.000z', '2026-01-01 05:00:00.5Z', '2026-01-01T05:00:00', '2026-01-01']
const word = fc.constantFrom(...words)
const number = fc.constantFrom(-1.5, 0, 1, 2, 2.5, 100)
const scope = {params: {word: 'a', number: 2, list: ['a', 'ab'], nothing: null}, today: '2026-03-01'}

const anyRecord = {name: word, code: word, total: number, paid: number, active: fc.boolean(), done: fc.boolean(), tags: fc.array(word, {maxLength: 3})}
const whole = fc.record(anyRecord)
const withNulls = fc.record(Object.fromEntries(Object.entries(anyRecord).map(([name, value]) => [name, fc.option<unknown>(value)])), {requiredKeys: []})

const textField = fc.constantFrom('record.name', 'record.code')
const numberField = fc.constantFrom('record.total', 'record.paid')
const flag = fc.constantFrom('record.active', 'record.done')
const textValue = fc.oneof(word.map((value) => JSON.stringify(value)), fc.constantFrom('params.word', '"a" + params.word', 'params.nothing', '"AB".lowerAscii()'))
const numberValue = fc.oneof(number.map(String), fc.constantFrom('params.number * 2', '1 + 1', 'params.nothing', 'size(params.list)'))
const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')

const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((texts) => texts.join(' '))
const term = fc.oneof(
  joined(textField, order, textValue), joined(textValue, order, textField), joined(numberField, order, numberValue), joined(numberValue, order, numberField),
  joined(textField, order, textField), joined(numberField, order, numberField), joined(flag, fc.constantFrom('==', '!='), fc.constantFrom('true', 'false', 'null')), flag,
  fc.tuple(textField, fc.array(word, {maxLength: 3})).map(([field, list]) => `${field} in ${JSON.stringify(list)}`), fc.constantFrom('record.code in params.list', 'record.code in params.nothing'),
  textValue.map((value) => `${value} in record.tags`), fc.constantFrom('name', 'total', 'tags', 'active').map((name) => `has(record.${name})`),
  fc.tuple(textField, fc.constantFrom('', '.lowerAscii()'), fc.constantFrom('contains', 'startsWith', 'endsWith'), textValue).map(([field, fold, method, value]) => `${field}${fold}.${method}(${value})`),
  fc.constantFrom('params.number > 1', 'params.nothing == null', 'false', 'today > "2026-01-01"'),
)
const expression = fc.letrec<{all: string}>((tie) => ({
  all: fc.oneof(
    {maxDepth: 4, depthSize: 'medium'}, term,
    fc.tuple(tie('all'), fc.constantFrom('&&', '||'), tie('all')).map(([a, op, b]) => `(${a} ${op} ${b})`), tie('all').map((inner) => `!(${inner})`),
  ),
})).all

describe.each([['without nulls', whole], ['with nulls and missing properties', withNulls]] as const)('records %s', (_, anyOne) => {
  test('are selected by the compiled filter exactly where the expression gives true', () => {
    const seen = {yes: 0, no: 0}
    fc.assert(fc.property(expression, fc.array(anyOne as fc.Arbitrary<Record<string, unknown>>, {minLength: 1, maxLength: 8}), (text, records) => {
      const compiled = toFilter(text, schema, scope)
      if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`)
      for (const record of records) {
        const evaluated = evaluateExpression(text, {...scope, record})
        if (!evaluated.ok) throw new Error(`${text}: ${evaluated.message}`)
        const expected = evaluated.value === true
        seen[expected ? 'yes' : 'no']++
        expect(matchesFilter(compiled.filter, record), `${text} over ${JSON.stringify(record)}`).toBe(expected)
      }
    }), {numRuns: 1_000})
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(500)
  })
})

test('neither compiling nor evaluating throws, whatever the text', () => {
  const pieces = ['record', '.', 'name', 'total', 'tags', '(', ')', '[', ']', '{', '}', '"a"', '1', '==', '<', '&&', '||', '!', '-', '+', 'in', '?', ':', ',', 'has', 'size', 'contains', 'map', 'x', 'null', 'true', '__proto__', '\n', '\\', '\u{1F600}']
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.constantFrom(...pieces), {maxLength: 25}).map((some) => some.join(''))), (text) => {
    expect(typeof toFilter(text, schema, scope).ok).toBe('boolean')
    expect(typeof evaluateExpression(text, {...scope, record: {name: 'a', total: 1, tags: []}}).ok).toBe('boolean')
  }), {numRuns: 5_000})
})
