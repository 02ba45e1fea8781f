import {describe, expect, test} from 'vitest'
import {said} from '../../tests/said.ts'
import {cpuTime} from '../../tests/cpu-time.ts'
import type {RecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from './data-checker.ts'

const checker = createDataChecker()
const schema = (properties: object, more: object = {}): RecordSchema => ({title: 'Thing', type: 'object', additionalProperties: false, properties, ...more}) as RecordSchema
const check = (properties: object, data: unknown, more: object = {}) => checker.check(schema(properties, more), data)

test('data that fits is a yes', () => {
  expect(check({name: {type: 'string'}, n: {type: 'integer'}}, {name: 'a', n: 1})).toEqual([])
})

describe('messages say what was expected and what came', () => {
  const cases: readonly (readonly [what: string, properties: object, data: unknown, pointer: string, message: string])[] = [
    ['a type', {a: {type: 'number'}}, {a: 'x'}, '/a', 'expected a number, got "x"'],
    ['several types', {a: {type: ['string', 'null']}}, {a: 5}, '/a', 'expected text or null, got 5'],
    ['an integer', {a: {type: 'integer'}}, {a: 1.5}, '/a', 'expected a whole number, got 1.5'],
    ['a list', {a: {type: 'string'}}, {a: [1, 2]}, '/a', 'expected text, got a list of 2'],
    ['null', {a: {type: 'string'}}, {a: null}, '/a', 'expected text, got null; leave it out to have no value'],
    ['a choice', {a: {enum: ['x', 'y', 'z']}}, {a: 'q'}, '/a', 'expected "x", "y" or "z", got "q"'],
    ['a constant', {a: {const: 1}}, {a: 2}, '/a', 'expected 1, got 2'],
    ['a date', {a: {type: 'string', format: 'date'}}, {a: '31.1.2026'}, '/a', 'expected a date as in 2026-01-31, got "31.1.2026"'],
    ['a pattern', {a: {type: 'string', pattern: '^[A-Z]+$'}}, {a: 'x'}, '/a', 'expected text that matches ^[A-Z]+$, got "x"'],
    ['a length, in characters as people count them', {a: {type: 'string', maxLength: 2}}, {a: '👍👍👍'}, '/a', 'expected at most 2 characters, got 3'],
    ['a minimum', {a: {type: 'number', minimum: 1}}, {a: 0}, '/a', 'expected 1 or more, got 0'],
    ['a place deep inside', {a: {type: 'array', items: {type: 'object', properties: {'b/c': {type: 'string'}}}}}, {a: [{'b/c': 1}]}, '/a/0/b~1c', 'expected text, got 1'],
    ['an unknown field with a near name', {last_name: {type: 'string'}}, {lastname: 'x'}, '/lastname', 'unknown field; did you mean "last_name"?'],
    ['an unknown field like no other', {a: {type: 'string'}}, {zebra: 1}, '/zebra', 'unknown field'],
    ['no form of several', {a: {anyOf: [{type: 'string'}, {type: 'number'}]}}, {a: true}, '/a', 'fits none of the allowed forms, got true'],
  ]
  test.each(cases)('%s', (_what, properties, data, pointer, message) => {
    expect(said(check(properties, data))).toEqual([{pointer, message}])
  })
  test('what is required and missing', () => {
    expect(said(check({a: {enum: ['x', 'y']}}, {}, {required: ['a']}))).toEqual([{pointer: '/a', message: 'expected "x" or "y", got nothing; it is required'}])
  })
  test('values of secret properties are never repeated', () => {
    expect(said(check({pin: {type: 'string', pattern: '^[0-9]+$', 'x-secret': true}}, {pin: 'hunter2'}))).toEqual([{pointer: '/pin', message: 'expected text that matches ^[0-9]+$, got something else'}])
  })
  test('long values are cut', () => {
    expect(check({a: {type: 'number'}}, {a: 'x'.repeat(500)})[0]!.message.length).toBeLessThan(120)
  })
  test('at most 50 errors are named', () => {
    expect(check({a: {type: 'array', items: {type: 'string'}}}, {a: Array.from({length: 200}, () => 1)})).toHaveLength(50)
  })
})

test('two patterns of one schema are two patterns', () => {
  const properties = {a: {type: 'string', pattern: '^a'}, b: {type: 'string', pattern: '^b'}}
  expect(check(properties, {a: 'a', b: 'b'})).toEqual([])
  expect(check(properties, {a: 'b', b: 'a'}).map(error => error.pointer)).toEqual(['/a', '/b'])
})

test('no record can inherit what is required', () => {
  expect(check({valueof: {type: 'string'}}, Object.create({valueof: 'x'}), {required: ['valueof']})).toHaveLength(1)
})

test('a new version may carry the same $id as the one before', () => {
  const [first, second] = [schema({a: {type: 'string'}}, {$id: 'https://x.test/a'}), schema({a: {type: 'number'}}, {$id: 'https://x.test/a'})]
  expect(checker.check(first, {a: 'x'})).toEqual([])
  checker.forget(first)
  expect(checker.check(second, {a: 'x'})).toHaveLength(1)
})

describe('no check takes long, whatever pattern and text', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['nested repetition', {pattern: '^(a+)+$'}, `${'a'.repeat(200_000)}!`],
    ['overlapping alternatives', {pattern: '^(a|a|aa)+$'}, `${'a'.repeat(200_000)}!`],
    ['a wide automaton', {pattern: '^[ab]*a[ab]{200}$'}, 'ab'.repeat(5_000)],
    ['an email', {format: 'email'}, `${'a.'.repeat(100_000)}@`],
    ['a uri', {format: 'uri'}, `http://${'a:'.repeat(100_000)}`],
    ['a hostname', {format: 'hostname'}, 'a-'.repeat(100_000)],
    ['a time', {format: 'date-time'}, `2026-01-01T${'0'.repeat(200_000)}`],
    ['an IPv6 address', {format: 'ipv6'}, ':'.repeat(200_000)],
  ]
  test.each(cases)('%s', (_what, rule, text) => {
    const own = schema({a: {type: 'string', ...rule}})
    checker.check(own, {a: ''})
    expect(cpuTime(() => expect(checker.check(own, {a: text})).toHaveLength(1))).toBeLessThan(150)
  })
})

describe('times', () => {
  const properties = {due: {type: 'string', format: 'date-time'}, opens: {type: 'string', format: 'time'}, all: {type: 'array', items: {anyOf: [{type: 'string', format: 'date-time'}, {type: 'null'}]}}, name: {type: 'string', maxLength: 3}}
  const doc = schema(properties)

  test('are taken as RFC 3339 spells them, and no other way', () => {
    for (const due of ['2026-01-01T10:00:00+01:00', '2026-01-01t10:00:00.123z', '2016-12-31T23:59:60Z']) expect(check(properties, {due}), due).toEqual([])
    for (const due of ['2026-01-01 10:00:00Z', '2026-01-01T10:00:00+0100', '2026-01-01T10:00:00+01', '2026-01-01T10:00:60Z']) {
      expect(said(check(properties, {due})), due).toEqual([{pointer: '/due', message: `expected a time as in 2026-01-31T09:30:00Z, got "${due}"`}])
    }
    expect(said(check(properties, {opens: '09:30:00+0100'}))).toEqual([{pointer: '/opens', message: 'expected a time of day as in 09:30:00Z, got "09:30:00+0100"'}])
  })

  test('that a record holds from before may stay in their property, but not come anew', () => {
    const held = {due: '2026-01-01 10:00:00+0100', opens: '09:30:00+01', all: ['2026-01-01 10:00:00Z', null]}
    expect(checker.check(doc, {...held, name: 'new'}, {data: held})).toEqual([])
    expect(checker.check(doc, {...held, all: [null, '2026-01-01 10:00:00Z']}, {data: held})).toEqual([])
    expect(checker.check(doc, {...held, due: '2026-01-02 10:00:00+0100'}, {data: held})).toHaveLength(1)
    expect(checker.check(doc, {all: [held.due]}, {data: held})).toHaveLength(1)
    expect(said(checker.check(doc, {...held, name: 'too long'}, {data: held}))).toEqual([{pointer: '/name', message: 'expected at most 3 characters, got 8'}])
    expect(checker.check(doc, {due: 'tomorrow'}, {data: {due: 'today'}})).toHaveLength(1)
  })
})

test('of large data too, what no longer fitted before hides nothing that is wrong since', () => {
  const doc = schema({status: {enum: ['open']}, size: {type: 'number'}, items: {type: 'array', items: {type: 'number'}}})
  const held = {status: 'lost', items: Array.from({length: 3_000}, (_, n) => n)}
  expect(checker.check(doc, {...held, size: 1}, {data: held})).toEqual([])
  expect(said(checker.check(doc, {...held, size: 'wide'}, {data: held}))).toEqual([{pointer: '/size', message: expect.stringContaining('expected a number')}])
})

describe('of a large list that no longer fits', () => {
  const rules = {enum: ['one'], minLength: 5, maxLength: 6, pattern: '^a'}
  const held = {items: Array.from({length: 19_000}, (_, n) => `v${n}`)}
  const brought = (items: object, before: object, after: object) => checker.check(schema({items, name: {type: 'string'}}), after, {data: before as never}).map(({pointer}) => pointer)

  test('only what is new is named, wherever the rest has moved', () => {
    const list = {type: 'array', items: rules}
    expect(brought(list, held, {...held, name: 'x'})).toEqual([])
    expect(brought(list, held, {items: held.items.toReversed()})).toEqual([])
    expect(brought(list, held, {items: held.items.slice(1)})).toEqual([])
    expect(brought(list, held, {items: ['x', ...held.items]})).toEqual(['/items/0', '/items/0', '/items/0'])
    expect(brought(list, held, {items: held.items.with(7, 'one')}).every(pointer => pointer === '/items/7')).toBe(true)
  })
  test('the list\'s own rules are asked of all of it', () => {
    expect(brought({type: 'array', items: rules, maxItems: 19_000}, held, {items: [...held.items, 'v0']})).toEqual(['/items'])
    expect(brought({type: 'array', items: rules, uniqueItems: true}, held, {items: [...held.items, 'v0']})).toEqual(['/items'])
    expect(brought({type: 'array', items: rules, contains: {const: 'v0'}}, held, {items: held.items.slice(1)})).toEqual(['/items'])
  })
  test('what an item holds is told apart like what a record holds', () => {
    const list = {type: 'array', items: {type: 'object', required: ['c'], properties: {a: {type: 'number'}, b: {type: 'number'}}}}
    const items = Array.from({length: 2_000}, (_, n) => ({a: `${n}`, b: n}))
    expect(brought(list, {items}, {items: items.with(7, {a: '7', b: 8})})).toEqual([])
    expect(brought(list, {items}, {items: items.with(7, {a: '8', b: 7})})).toEqual(['/items/7/a'])
    expect(brought(list, {items}, {items: items.with(7, {a: '7', b: '8'} as never)})).toEqual(['/items/7/b'])
  })
  test('an item that stays is judged by a rule that holds for it only since the change', () => {
    const list = {if: {maxItems: 2}, else: {items: {type: 'number'}}}
    expect(brought(list, {items: ['a', 'b']}, {items: ['a', 'b', 3]})).toEqual(['/items/0', '/items/1'])
    expect(brought({not: {items: {type: 'string'}}}, {items: [1]}, {items: ['a']})).toEqual(['/items'])
    expect(brought({anyOf: [{items: {type: 'string'}}, {maxItems: 2}]}, {items: [1, 2]}, {items: [1, 2, 3]})).toEqual(['/items'])
  })
  test('a change of thousands of items with something old in each is refused in words where that hides what is new', () => {
    const list = {type: 'array', items: {type: 'object', properties: {a: {type: 'number'}, b: {type: 'number'}}}}
    const items = (b: number) => Array.from({length: 6_000}, (_, n) => ({a: `${n}`, b}))
    expect(() => brought(list, {items: items(1)}, {items: items(2)})).toThrow(expect.objectContaining({code: 'too-many-misfits', status: 400}))
    expect(brought(list, {items: items(1)}, {items: [...items(2).slice(0, 4_000), ...items(1).slice(4_000)]})).toEqual([])
  })
})

test('a rule for several properties behind a reference speaks of an untouched list too, once another of them changed', () => {
  const doc = schema({few: {type: 'boolean'}, items: {type: 'array', items: {type: 'number'}}}, {
    $defs: {rule: {if: {properties: {few: {const: false}}}, else: {properties: {items: {maxItems: 1}}}}}, allOf: [{$ref: '#/$defs/rule'}],
  })
  const held = {few: false, items: [1, 2]}
  expect(said(checker.check(doc, {...held, few: true}, {data: held}))).toEqual([{pointer: '/items', message: expect.stringContaining('at most 1 item')}])
})

test('a choice beside what is never allowed is judged like any other', () => {
  const choice = {anyOf: [{type: 'array', uniqueItems: true, items: {type: 'string'}}], not: true}
  const doc = {...schema({value: {type: 'string'}}), if: choice, else: {required: ['value']}} as unknown as RecordSchema
  expect(checker.check(doc, {value: 'x'})).toEqual([])
  expect(checker.check(doc, {})).toHaveLength(1)
})
