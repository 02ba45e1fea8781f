import {describe, expect, test} from 'vitest'
import {cpuTime} from '../../tests/cpu-time.ts'
import type {Json} from '../../schemas/index.ts'
import {evaluateExpression} from './evaluate-expression.ts'
import {zoneOfDays} from './expr.ts'

const scope = {
  record: {total: 100, name: 'Ada', active: true, tags: ['a', 'b'], nothing: null, nested: {deep: {x: 1}}, due: '2026-03-31'},
  user: {id: 'u1', role: 'admin'}, params: {status: 'open'}, today: '2026-03-01', rows: [{n: 1}, {n: 2}, {n: 3}],
}
const value = (text: string): Json => {
  const result = evaluateExpression(text, scope)
  if (!result.ok) throw new Error(result.message)
  return result.value
}
const message = (text: string, names: Readonly<Record<string, unknown>> = scope): string => {
  const result = evaluateExpression(text, names)
  return result.ok ? `gave ${JSON.stringify(result.value)}` : result.message
}

/** The list, mapped over and over. */
const mapped = (list: string, body: string, times: number): string => `${list}${`.map(a, ${body})`.repeat(times)}`

describe('values', () => {
  test.each<[string, Json]>([
    ['record.total * 1.24 + 1', 125], ['7 / 2', 3.5], ['7 % 4', 3], ['-record.total', -100], ['1 + 2.5', 3.5], ['5u + 1', 6], ['0x10', 16], ['1 == 1.0', true], ['1 < 1.5', true], ['-0.0', 0],
    ['record.name + "!"', 'Ada!'], ['"a" < "b"', true], ['"a" == 1', false], ['[1, "a", null]', [1, 'a', null]], ['{"a": 1, "b": [2]}', {a: 1, b: [2]}], ['[1] + [2]', [1, 2]],
    ['record["total"]', 100], ['record.tags[1]', 'b'], ['record.tags[9]', null], ['record.nested.deep.x', 1], ['record.active ? "yes" : "no"', 'yes'],
    ['"a" in record.tags', true], ['"role" in user', true], ['3 in [1, 2]', false], ['record == record', true], ['[1, {"a": 2}] == [1.0, {"a": 2}]', true],
    ['params.status == "open" && user.role == "admin"', true], ['!(1 > 2)', true],
  ])('%s is %j', (text, expected) => expect(value(text)).toEqual(expected))
})

describe('nothing: what is missing or null', () => {
  test.each<[string, Json]>([
    ['record.missing', null], ['record.nothing.at.all', null], ['record.missing == null', true], ['has(record.name)', true], ['has(record.nothing)', false], ['has(record.missing)', false],
    ['record.nothing * 2', null], ['1 + record.nothing', null], ['"Dear " + record.nothing', 'Dear '], ['record.nothing + record.missing', null], ['-record.nothing', null],
    ['record.nothing < 1', false], ['record.nothing >= 1', false], ['!(record.nothing < 1)', true], ['record.nothing != "x"', true],
    ['record.nothing ? 1 : 2', 2], ['!record.nothing', true], ['record.nothing || true', true], ['record.nothing && true', false],
    ['record.nothing.contains("a")', null], ['size(record.nothing)', null], ['"x" in record.nothing', false], ['record.nothing.exists(x, true)', false], ['record.nothing.map(x, x)', null], ['round(record.nothing, 2)', null],
  ])('%s is %j', (text, expected) => expect(value(text)).toEqual(expected))
})

describe('functions', () => {
  test.each<[string, Json]>([
    ['"Hello".contains("ell")', true], ['"Hello".startsWith("He")', true], ['"Hello".endsWith("x")', false], ['"HeLLo".lowerAscii()', 'hello'], ['"a".upperAscii()', 'A'], ['" a ".trim()', 'a'],
    ['"hello".substring(1, 3)', 'el'], ['"a-b".replace("-", "+")', 'a+b'], ['"a b".split(" ")[0]', 'a'], ['["a", 1, null].join("-")', 'a-1-'], ['size("añ😀")', 3], ['"abc".size()', 3], ['size([1, 2])', 2], ['size({"a": 1})', 1],
    ['string(1.5)', '1.5'], ['string(true)', 'true'], ['int("12") + int(3.9)', 15], ['double("1.5")', 1.5],
    ['round(1.005, 2)', 1.01], ['round(-1.5)', -2], ['round(2.5)', 3], ['round(1e21, 2)', 1e21], ['round(1.5e-7, 7)', 2e-7], ['floor(-1.5)', -2], ['ceil(1.2)', 2], ['abs(-3)', 3], ['min(1, 2)', 1], ['max(1, 2)', 2],
    ['date("2026-03-01T23:30:00-05:00")', '2026-03-02'], ['date("2026-03-01")', '2026-03-01'], ['addDays(today, 31)', '2026-04-01'], ['addDays("2024-02-28", 1)', '2024-02-29'], ['daysBetween(today, record.due)', 30], ['daysBetween(record.due, today)', -30],
    ['money(1234.5, "EUR")', '€1,234.50'], ['money(0.1 + 0.2, "USD")', '$0.30'],
  ])('%s is %j', (text, expected) => expect(value(text)).toEqual(expected))
})

describe('macros', () => {
  test.each<[string, Json]>([
    ['rows.map(r, r.n * 2)', [2, 4, 6]], ['rows.map(r, r.n > 1, r.n)', [2, 3]], ['rows.filter(r, r.n > 1).size()', 2], ['rows.all(r, r.n > 0)', true], ['rows.exists(r, r.n == 3)', true], ['rows.exists_one(r, r.n > 1)', false],
    ['rows.map(r, rows.filter(s, s.n > r.n).size())', [2, 1, 0]], ['[1].map(rows, rows + 1)', [2]],
  ])('%s is %j', (text, expected) => expect(value(text)).toEqual(expected))
})

test('an error on one side of && and || does not matter where the other side decides', () => {
  expect(value('1 / 0 > 1 || true')).toBe(true)
  expect(value('true || 1 / 0 > 1')).toBe(true)
  expect(value('1 / 0 > 1 && false')).toBe(false)
  expect(message('1 / 0 > 1 && true')).toContain('division by zero')
  expect(message('false || 1 / 0 > 1')).toContain('division by zero')
})

describe('mistakes are said in words', () => {
  test.each([
    ['recrod.total', /"recrod" is not known here; did you mean "record"\?/],
    ['1 / 0', /division by zero/], ['1e308 * 10.0', /too large/], ['99999999999999999999', /too large/],
    ['"a" + 1', /a text \+ a number cannot be added; make a text of the other with string/], ['"a" < 1', /cannot be compared/], ['"a" * 2', /cannot be calculated/],
    ['1 ? 2 : 3', /expected true or false, got a number/], ['"x" && true', /expected true or false/], ['record.name.first', /a text has no property "first"/],
    ['record.name.matches("a+")', /patterns can take for ever; use contains/], ['lenght(record.name)', /no function/], ['sizee("a")', /did you mean "size"/], ['round("a", 2)', /round\(\) expects a number, got a text/], ['round(1, 2, 3)', /takes other arguments/],
    ['date("2026-02-31")', /is no date/], ['date("soon")', /is no date; expected one like "2026-03-01"/], ['addDays("2026-01-01", 1e9)', /beyond the calendar/], ['money(1, "euro")', /ISO 4217/], ['1 in 5', /expected a list after "in"/],
    ['', /is empty/], ['1 +', /Unexpected token: the end/], ['(1', /Expected "\)", got the end/], ['a = 1', /write "=="/], ['true and false', /write "&&"/], ['b"bytes"', /byte texts/], ['has(1)', /has\(\) asks for a property/], ['rows.map(1, 2)', /map\(\) takes a name first/],
  ])('%s', (text, expected) => expect(message(text)).toMatch(expected))

  test('with the place in the text', () => {
    expect(evaluateExpression('1 + nobody', {})).toMatchObject({ok: false, at: 4})
    expect(evaluateExpression('1 + + 2', {})).toMatchObject({ok: false, at: 4})
  })
})

describe('what an expression cannot do', () => {
  test.each(['record.constructor', 'record.__proto__', 'record["__proto__"]', 'record["constru" + "ctor"]', 'record.tags.constructor', '"".constructor', '{"__proto__": 1}', '{"constructor": 1}', 'user.prototype', '__proto__', 'constructor', 'toString', 'record.tags["length"]', 'has(record.constructor)'])(
    'reach a prototype: %s', (text) => expect(evaluateExpression(text, scope)).toMatchObject({ok: false}),
  )

  test('read what is inherited, or what is no JSON', () => {
    expect(value('record.toString')).toBeNull()
    expect(value('record.hasOwnProperty')).toBeNull()
    expect(value('"toString" in record')).toBe(false)
    const strange = {f: () => 1, date: new Date(0), map: new Map([['a', 1]]), big: 5n, record: Object.create({inherited: 1}) as object}
    expect(message('f', strange)).toContain('is not a value')
    expect(message('date', strange)).toContain('is not a value')
    expect(message('map.a', strange)).toContain('is not a value')
    expect(message('record.inherited', strange)).toContain('is not a value')
    expect(evaluateExpression('big + 1', strange)).toEqual({ok: true, value: 6})
    expect(message('valueOf', strange)).toContain('not known')
  })

  test('work for ever: nested loops, growing texts and lists that hold lists end with a message, soon', () => {
    const list = Array.from({length: 500}, (_, index) => index)
    for (const text of [
      'l.map(a, l.map(b, l.map(c, a + b + c)))', 'l.all(a, l.all(b, l.all(c, c >= 0)))', 'l.filter(a, l.exists(b, l.exists(c, false)))',
      mapped('["xxxxxxxxxx"]', 'a + a', 60), mapped('[[1]]', '[a, a]', 40), mapped('[l]', 'a + a', 40), mapped('["aaaaaaaaaa"]', 'a.replace("a", "aaaaaaaaaa")', 30),
      `${mapped('[[1]]', '[a, a]', 30)} == ${mapped('[[1]]', '[a, a]', 30)}`, '[l, l, l, l].map(x, x.map(y, l.join("--------------------------------------------------")))',
    ]) {
      const spent = cpuTime(() => {
        expect(evaluateExpression(text, {l: list})).toMatchObject({ok: false, message: expect.stringMatching(/too much work|more than 100000 characters/) as string})
      })
      expect(spent, text.slice(0, 60)).toBeLessThan(500)
    }
  })

  test('look for ever for the days of a zone', () => {
    const days = Array.from({length: 400}, (_, n) => new Date(Date.UTC(1950, 0, n)).toISOString().slice(0, 10))
    const times = days.map(day => `${day}T12:00:00Z`)
    for (const text of ['days.all(d, times.all(t, t > d || t <= d))', 'times.all(a, times.all(b, date(a) != "" && daysBetween(a, b) < 1e9))']) {
      const spent = cpuTime(() => {
        expect(evaluateExpression(text, {days, times, [zoneOfDays]: 'Europe/Berlin'})).toMatchObject({ok: false, message: expect.stringContaining('too much work') as string})
      })
      expect(spent, text).toBeLessThan(500)
    }
    expect(evaluateExpression('times.filter(t, t < "1951-01-01").size()', {times, [zoneOfDays]: 'Europe/Berlin'})).toEqual({ok: true, value: 366})
  })

  test('be long or deep', () => {
    expect(message(`1${' + 1'.repeat(700)}`)).toContain('at most 2000')
    expect(message('('.repeat(300) + '1' + ')'.repeat(300))).toMatch(/nested too deep; at most 64/)
    expect(message('!'.repeat(1_500) + 'true')).toMatch(/too many parts/)
    expect(message(`[${'1,'.repeat(600)}1]`)).toMatch(/list is too long/)
  })
})

test('a time whose day is on no calendar is said so', () => {
  for (const [time, zone] of [['9999-12-31T23:30:00Z', 'Pacific/Kiritimati'], ['0000-01-01T00:30:00Z', 'America/New_York']]) {
    expect(evaluateExpression('date(time)', {time, [zoneOfDays]: zone!})).toMatchObject({ok: false, message: expect.stringContaining('beyond the calendar') as string})
    expect(evaluateExpression('time < "9999-12-31"', {time, [zoneOfDays]: zone!})).toMatchObject({ok: true})
  }
})

test('what a function reads of a long text counts as work', () => {
  const items = Array.from({length: 200}, (_, n) => n)
  const long = {text: 'x'.repeat(90_000), items}
  const spent = cpuTime(() => {
    for (const of of ['size(text) > 0', 'text <= text + ""', 'double(text.substring(0, 0) + "1" + text.substring(0, 0)) < 0', 'text == text + ""', 'text.startsWith("y")']) {
      expect(evaluateExpression(`items.all(a, items.exists(b, ${of} && a + b < 0))`, long)).toMatchObject({ok: expect.any(Boolean)})
    }
    expect(evaluateExpression('items.all(a, items.all(b, size(text) > 0))', long)).toMatchObject({ok: false, message: expect.stringContaining('too much work')})
  })
  expect(spent).toBeLessThan(1_000)
})

test.each(['9007199254740993.0', '0.30000000000000001', '1e-400', '-9007199254740993.0', 'double("9007199254740993")', 'int("9007199254740993")', 'double("1e-400")', 'double("Infinity")', 'double("0x10")'])('%s is no number that an expression can keep', text => {
  expect(evaluateExpression(text, {})).toMatchObject({ok: false})
})
test.each([['0.1', 0.1], ['double("+.5")', 0.5], ['double(" 1.50 ")', 1.5], ['1.5e3', 1500], ['double("0.10000000000000001")', 0.1]])('%s is %s', (text, expected) => {
  expect(evaluateExpression(text, {})).toEqual({ok: true, value: expected})
})
