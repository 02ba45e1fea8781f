import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {JsonObject, RecordSchema} from '../../schemas/index.ts'
import {keyOf, offeredChoices} from './choices.ts'
import {textOf, valueOf} from './field-text.ts'
import {formField, formFields} from './form-field.ts'
import {mergeData, patchBetween, sameValue} from './merge-data.ts'
import {isAmbiguous, numberText, parseNumber} from './number-text.ts'
import {instantOf, localOf} from './zoned-time.ts'

const def: RecordSchema = {
  title: 'Order', type: 'object', required: ['number'],
  properties: {
    number: {type: 'string'}, total: {type: 'number', 'x-server': true}, company_id: {type: 'string'}, tags: {type: 'array', items: {type: 'string'}},
    address: {type: 'object', properties: {}}, notes: {type: 'string', 'x-widget': 'textarea', description: 'For the driver.'},
  },
}

describe('fields', () => {
  test('every property that a person may set is a field, in the schema’s order', () => {
    expect(formFields(def).map(({name, kind, wide, required}) => [name, kind, wide, required])).toEqual([
      ['number', 'text', false, true], ['company_id', 'link', false, false], ['tags', 'lines', true, false], ['address', 'json', true, false], ['notes', 'long-text', true, false],
    ])
  })

  test('asked for by name, also one that only the server sets, which then cannot be changed', () => {
    expect(formFields(def, ['total', 'gone']).map(({name, readOnly}) => [name, readOnly])).toEqual([['total', true]])
  })
})

describe('numbers', () => {
  test.each([
    ['1234.5', 'en-GB', 1234.5], ['1,234.5', 'en-GB', 1234.5], ['1,234', 'en-GB', 1234], ['1,5', 'en-GB', 1.5], ['1.234,5', 'de-DE', 1234.5], ['1.234', 'de-DE', 1234], ['12.5', 'de-DE', 12.5],
    ['1 234,50', 'fi-FI', 1234.5], ['1\u00a0234', 'fi-FI', 1234], ['\u22125', 'fi-FI', -5], ['.5', 'en-GB', 0.5], ['5.', 'en-GB', 5], ['1,234,567', 'fi-FI', 1234567],
    ['0,125', 'en-GB', 0.125], ['0,500', 'en-GB', 0.5], ['-0,250', 'en-US', -0.25], ['00,125', 'en-GB', 0.125], ['0.125', 'de-DE', 0.125], ['0.125', 'en-GB', 0.125], [',125', 'en-GB', 0.125],
    ['12,345', 'en-GB', 12345], ['12,345', 'de-DE', 12.345], ['12,345', 'fi-FI', 12.345], ['12.345', 'de-DE', 12345], ['12.345', 'en-GB', 12.345], ['1,23', 'en-GB', 1.23], ['1,2345', 'en-GB', 1.2345], ['1234,567', 'en-GB', 1234.567],
    ['1.234,5', 'en-GB', 1234.5], ['1,234.5', 'de-DE', 1234.5], ['1\'234', 'de-CH', 1234], ['1’234.50', 'de-CH', 1234.5], ['1 234', 'en-GB', 1234], ['1\u202f234,5', 'fr-FR', 1234.5], ['1 234.567', 'de-DE', 1234.567],
    ['12,34,567.8', 'en-IN', 1234567.8], ['+5', 'en-GB', 5], ['- 5', 'en-GB', -5], ['\u00a0 7 \u00a0', 'en-GB', 7], ['٣', 'en-GB', 3], ['١٬٢٣٤٫٥', 'ar-EG', 1234.5], ['۳٫۱۴', 'fa-IR', 3.14], ['१२', 'hi-IN', 12], ['１２．５', 'ja-JP', 12.5], ['－１，２３４', 'ja-JP', -1234],
    ['9007199254740993.5', 'en-GB', 9007199254740994], ['1000000000000000000000', 'en-GB', 1e21],
  ])('%s in %s is %d', (text, locale, number) => {
    expect(parseNumber(text, locale)).toBe(number)
  })

  test.each(['', 'twelve', '1e5', '1e', '0x10', '-', '+', '.', ',', '1-2', 'Infinity', '1 2', '12 34', '1,2,3', '1.2.3', '1,23,45', '1,234.567.8', '0,123,456', '1\'23', '1.234.56,7', '9007199254740993', '5 %'])('%j is no number', text => {
    expect(parseNumber(text, 'en-GB')).toBeUndefined()
    expect(parseNumber(text, 'de-DE')).toBeUndefined()
  })

  test('what could be read in two ways is known to be', () => {
    expect(['12,345', '12.345', '-1,234', '0,125', '12,34', '1234,567', '1,234,567'].map(isAmbiguous)).toEqual([true, true, true, false, false, false, false])
  })

  test('what is shown reads back the same, in every language, whatever its digits and signs', () => {
    const locales = ['en-GB', 'de-DE', 'de-CH', 'fi-FI', 'fr-CH', 'fr-FR', 'sv-SE', 'ar-EG', 'ar-SA', 'fa-IR', 'he-IL', 'hi-IN', 'bn-BD', 'mr-IN', 'my-MM', 'ne-NP', 'es-ES', 'pt-PT', 'pl-PL', 'ja-JP', 'th-TH-u-nu-thai', 'lt-LT', 'en-IN', 'et-EE']
    fc.assert(fc.property(fc.integer({min: -1e9, max: 1e9}), fc.constantFrom(...locales), (cents, locale) => {
      const value = cents / 100
      expect(parseNumber(numberText(value, locale), locale)).toBe(value)
    }), {numRuns: 400})
  })

  test('a decimal sign is never taken for a group, with any number of decimals', () => {
    fc.assert(fc.property(fc.integer({min: -1e7, max: 1e7}), fc.constantFrom('en-GB', 'de-DE', 'fi-FI', 'ar-EG'), (thousandths, locale) => {
      const value = thousandths / 1000
      expect(parseNumber(numberText(value, locale), locale)).toBe(value)
    }), {numRuns: 400})
  })
})

describe('times', () => {
  test('an instant is typed in the viewer’s time zone', () => {
    expect(localOf('2024-05-01T22:30:00Z', 'Europe/Helsinki')).toBe('2024-05-02T01:30')
    expect(instantOf('2024-05-02T01:30', 'Europe/Helsinki')).toBe('2024-05-01T22:30:00Z')
  })

  test('an hour that summer time skips becomes the hour after, one that it repeats the first', () => {
    expect(localOf(instantOf('2024-03-31T03:30', 'Europe/Helsinki')!, 'Europe/Helsinki')).toBe('2024-03-31T04:30')
    expect(instantOf('2024-10-27T03:30', 'Europe/Helsinki')).toBe('2024-10-27T00:30:00Z')
  })

  test('what is shown reads back the same minute', () => {
    fc.assert(fc.property(fc.integer({min: 0, max: 60 * 24 * 365 * 50}), fc.constantFrom('Europe/Helsinki', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'), (minutes, zone) => {
      const local = localOf(new Date(minutes * 60_000).toISOString(), zone)
      expect(localOf(instantOf(local, zone)!, zone)).toBe(local)
    }))
  })
})

describe('text in an input', () => {
  const reading = {locale: 'en-GB', timeZone: 'UTC', titles: {c1: 'Oak'}}

  test('an instant whose minute was not changed keeps its seconds', () => {
    const field = formField('at', {type: 'string', format: 'date-time'}, false)
    expect(valueOf(field, '2024-05-01T10:00', reading, '2024-05-01T10:00:42Z')).toBe('2024-05-01T10:00:42Z')
    expect(valueOf(field, '2024-05-01T10:01', reading, '2024-05-01T10:00:42Z')).toBe('2024-05-01T10:01:00Z')
  })

  test('what is no number stays text, and an empty input is no value', () => {
    const field = formField('n', {type: 'number'}, false)
    expect(valueOf(field, 'abc', reading)).toBe('abc')
    expect(valueOf(field, ' ', reading)).toBeUndefined()
  })

  test('a list is one per line, with numbers as numbers', () => {
    expect(valueOf(formField('t', {type: 'array', items: {type: 'string'}}, false), ' a \n\nb', reading)).toEqual(['a', 'b'])
    expect(valueOf(formField('t', {type: 'array', items: {type: 'integer'}}, false), '1\nx', reading)).toEqual([1, 'x'])
    expect(textOf({kind: 'lines'}, ['a', 'b'], reading)).toBe('a\nb')
  })

  test('lines of a list that nobody touched keep their items, whatever they hold', () => {
    const field = formField('t', {type: 'array', items: {type: 'string'}}, false)
    const stored = [' a ', 'b\r\nc', '', 'd', {x: 1}]
    const text = textOf(field, stored, reading).replaceAll('\r\n', '\n')
    expect(valueOf(field, text, reading, stored)).toEqual(stored)
    expect(valueOf(field, text.replace('d', 'd2\nnew'), reading, stored)).toEqual([' a ', 'b\r\nc', '', 'd2', 'new', {x: 1}])
    expect(valueOf(field, '', reading, stored)).toBeUndefined()
  })

  test('what began as text stays text, other values are read as JSON', () => {
    const field = formField('any', {}, false)
    expect(field.kind).toBe('json')
    expect(valueOf(field, '5', reading, '4')).toBe('5')
    expect(valueOf(field, '5', reading, 4)).toBe(5)
    expect(valueOf(field, '{"a":2}', reading, {a: 1})).toEqual({a: 2})
  })

  test('a link shows its title', () => {
    expect(textOf({kind: 'link'}, 'c1', reading)).toBe('Oak')
    expect(textOf({kind: 'link'}, 'c9', reading)).toBe('Not available')
  })
})

describe('choices', () => {
  test('each has an option of its own, also those that look alike', () => {
    const choices = offeredChoices({enum: [1, '1', '', null, {a: 1}]}, undefined)
    expect(choices.map(({key}) => key)).toEqual(['1', '1 (2)', ' (2)', '{"a":1}'])
    expect(keyOf(choices, '1')).toBe('1 (2)')
    expect(keyOf(choices, undefined)).toBe('')
  })

  test('one that is no longer offered stands among them as long as it is stored', () => {
    expect(offeredChoices({enum: ['open', 'done']}, 'lost').map(({key, label}) => [key, label])).toEqual([['open', 'Open'], ['done', 'Done'], ['lost', 'Lost (no longer offered)']])
  })

  test('alternatives that are constants are choices, by their titles', () => {
    const schema = {oneOf: [{const: 'a', title: 'First'}, {const: 2}, {type: 'null'}]}
    expect(formField('kind', schema, false).kind).toBe('enum')
    expect(offeredChoices(schema, undefined)).toEqual([{value: 'a', key: 'a', label: 'First'}, {value: 2, key: '2', label: '2'}])
  })
})

describe('merging', () => {
  test('what I did not touch follows theirs; what I touched stays; what both changed is contested', () => {
    expect(mergeData({a: 1, b: 1, c: 1, d: 1}, {a: 1, b: 2, c: 2, d: 2}, {a: 9, b: 1, c: 3, d: 2})).toEqual({data: {a: 9, b: 2, c: 2, d: 2}, contested: ['c']})
  })

  test('a field that they emptied goes, and one that I emptied stays empty', () => {
    expect(mergeData({a: 1, b: 1}, {a: 1}, {b: 1})).toEqual({data: {}, contested: []})
  })

  test('a field that I am at stays, though its value is not there yet', () => {
    expect(mergeData({a: 1}, {a: 1}, {a: 2}, new Set(['a']))).toEqual({data: {a: 1}, contested: ['a']})
  })

  test('a list that lost an item differs, also when the item was null', () => {
    expect(patchBetween({a: [1, null]}, {a: [1]})).toEqual({a: [1]})
  })

  test('the patch says only what differs, at every depth', () => {
    expect(patchBetween({a: 1, b: 1, o: {x: 1, y: 1}}, {a: 1, o: {x: 2}})).toEqual({b: null, o: {x: 2, y: null}})
    expect(patchBetween({a: [1]}, {a: [1]})).toEqual({})
  })

  const flat = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.oneof(fc.integer({min: 0, max: 3}), fc.constantFrom('x', 'y')), {noNullPrototype: true})
  const nested = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.integer({min: 0, max: 3}), fc.array(fc.integer({min: 0, max: 2}), {maxLength: 2}), flat), {noNullPrototype: true})

  test('applying the patch as RFC 7396 says gives what it leads to', () => {
    fc.assert(fc.property(nested, nested, (from, to) => sameValue(mergePatch(from, patchBetween(from, to)), to)))
  })

  test('who changed nothing gets theirs, and where nobody else changed anything mine stands', () => {
    fc.assert(fc.property(flat, flat, (base, other) => {
      expect(sameValue(mergeData(base, base, other).data, other)).toBe(true)
      expect(sameValue(mergeData(base, other, base).data, other)).toBe(true)
    }))
  })
})

function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const result: Record<string, JsonObject[string]> = {...target}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name]
    else if (typeof value === 'object' && !Array.isArray(value)) {
      const was = result[name]
      result[name] = mergePatch(typeof was === 'object' && was !== null && !Array.isArray(was) ? was as JsonObject : {}, value as JsonObject)
    } else result[name] = value
  }
  return result
}
