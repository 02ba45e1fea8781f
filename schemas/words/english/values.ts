/** What can be wrong with a value of a record, in English. */
import {counted, either, meant, value} from './nouns.ts'
import type {Shown} from '../shown.ts'

interface Got {readonly got: Shown}
/** The first of the values that are allowed, and how many more there are. */
interface Choices {readonly values: readonly Shown[]; readonly others: number}
type Limited = Got & {readonly limit: number}
/** `size` is left out where it is not to be told. */
interface Sized {readonly limit: number; readonly size?: number | undefined}

const types: Readonly<Record<string, string>> = {
  string: 'text', number: 'a number', integer: 'a whole number', boolean: 'true or false', object: 'an object', array: 'a list', null: 'null',
}
const formats: Readonly<Record<string, string>> = {
  date: 'a date as in 2026-01-31', 'date-time': 'a time as in 2026-01-31T09:30:00Z', time: 'a time of day as in 09:30:00Z',
  email: 'an email address', uri: 'an address as in https://example.com', uuid: 'a UUID',
}

const typed = (names: readonly string[]): string => names.map(name => types[name] ?? name).join(' or ')
const size = (given: number | undefined): string => String(given ?? 'something else')

function oneOf({values, others}: Choices): string {
  const shown = values.map(value)
  return others > 0 ? `${shown.join(', ')} or one of ${others} others` : either(shown)
}

export const valueSentences = {
  required: ({types: names}: {readonly types: readonly string[]}) =>
    `expected ${names.length === 0 ? 'a value' : typed(names)}, got nothing; it is required`,
  'required-choice': (choices: Choices) => `expected ${oneOf(choices)}, got nothing; it is required`,
  'unknown-field': ({near, known = []}: {readonly near?: string | undefined; /** where they are few */ readonly known?: readonly string[] | undefined}) =>
    `unknown field${known.length > 0 ? `; expected ${either(known)}` : meant(near)}`,
  'not-of-type': ({types: names, got}: Got & {readonly types: readonly string[]}) => `expected ${typed(names)}, got ${value(got)}`,
  'null-not-taken': ({types: names}: {readonly types: readonly string[]}) =>
    `expected ${typed(names)}, got null; leave it out to have no value`,
  'not-a-choice': ({got, ...choices}: Choices & Got) => `expected ${oneOf(choices)}, got ${value(got)}`,
  'not-a-secret-choice': () => 'expected one of the values that are allowed, got something else',
  'not-the-value': ({expected, got}: Got & {readonly expected: Shown}) => `expected ${value(expected)}, got ${value(got)}`,
  'not-of-format': ({format, got}: Got & {readonly format: string}) =>
    `expected ${formats[format] ?? `text in the format ${format}`}, got ${value(got)}`,
  'too-long-to-match': ({most, size: length}: {readonly most: number; readonly size: number}) =>
    `expected at most ${most} characters where a pattern is to be matched, got ${length}`,
  'no-match': ({pattern, got}: Got & {readonly pattern: string}) => `expected text that matches ${pattern}, got ${value(got)}`,
  'too-short': ({limit, size: length}: Sized) => `expected at least ${counted(limit, 'character')}, got ${size(length)}`,
  'too-long': ({limit, size: length}: Sized) => `expected at most ${counted(limit, 'character')}, got ${size(length)}`,
  'too-few-items': ({limit, size: length}: Sized) => `expected at least ${counted(limit, 'item')}, got ${size(length)}`,
  'too-many-items': ({limit, size: length}: Sized) => `expected at most ${counted(limit, 'item')}, got ${size(length)}`,
  'below-minimum': ({limit, got}: Limited) => `expected ${limit} or more, got ${value(got)}`,
  'above-maximum': ({limit, got}: Limited) => `expected ${limit} or less, got ${value(got)}`,
  'not-above': ({limit, got}: Limited) => `expected more than ${limit}, got ${value(got)}`,
  'not-below': ({limit, got}: Limited) => `expected less than ${limit}, got ${value(got)}`,
  'not-a-multiple': ({of, got}: Got & {readonly of: number}) => `expected a multiple of ${of}, got ${value(got)}`,
  'item-twice': () => 'expected no item twice',
  'no-form-fits': ({got}: Got) => `fits none of the allowed forms, got ${value(got)}`,
  /** Of a keyword that has no words of its own: `said` is the validator's English. */
  'not-valid': ({said, got}: Got & {readonly said: string}) => `${said}, got ${value(got)}`,
  'too-many-misfits': ({most}: {readonly most: number}) =>
    `expected a change of fewer items that no longer fit, got more than ${most} things that are wrong with them; `
    + 'change fewer at once, or make them fit',
  'too-much-to-match': () =>
    'expected less text in all where patterns and formats are to be matched; send less at once, or make the patterns simpler',
  'inexact-number': ({got, kept}: {readonly got: string; /** what would be kept; left out where nothing would */ readonly kept?: number | undefined}) =>
    `expected a number that can be kept as it is (17 digits, up to 1.7976931348623157e308), got ${got}, `
    + `which ${kept === undefined ? 'is too large to be kept' : `would be kept as ${kept}`}; send fewer digits, or send it as text`,
} as const
