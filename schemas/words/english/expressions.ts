/** What can be wrong with an expression, in English. */
import type {Tell} from '../words.ts'
import type {Reason} from '../reason.ts'
import {anyOf, kinds, meant, namesOr, type KindName, type Near} from './nouns.ts'

interface Got {readonly got: KindName}
interface Of {readonly of: KindName; readonly name: string}
interface Pair {readonly left: KindName; readonly right: KindName}
interface Call {readonly name: string}
type Example = Call & {readonly example: string}

const tokens: Readonly<Record<string, string>> = {
  EOF: 'the end', NUMBER: 'a number', STRING: 'a text', BOOLEAN: 'true or false', NULL: 'null', IDENTIFIER: 'a name', PLUS: '"+"', MINUS: '"-"',
  MULTIPLY: '"*"', DIVIDE: '"/"', MODULO: '"%"', EQ: '"=="', NE: '"!="', LT: '"<"', LE: '"<="', GT: '">"', GE: '">="', AND: '"&&"', OR: '"||"', NOT: '"!"',
  IN: '"in"', LPAREN: '"("', RPAREN: '")"', LBRACKET: '"["', RBRACKET: '"]"', LBRACE: '"{"', RBRACE: '"}"', DOT: '"."', COMMA: '","', COLON: '":"', QUESTION: '"?"',
}
const limits: Readonly<Record<string, string>> = {
  maxAstNodes: 'the expression has too many parts', maxDepth: 'the expression is nested too deep', maxListElements: 'the list is too long',
  maxMapEntries: 'the object has too many members', maxCallArguments: 'too many arguments',
}
const instead = {'==': '; to compare, write "=="', '&&': '; for "and", write "&&"', '||': '; for "or", write "||"'} as const

/** The first of the names that are known, and how many more there are. */
const first = (names: readonly string[], more: number): string => (more > 0 ? `${names.join(', ')} and ${more} more` : namesOr(names, 'none'))

export const expressionSentences = {
  'expression-empty': () => 'the expression is empty',
  'expression-too-long': ({size, most}: {readonly size: number; readonly most: number}) =>
    `the expression has ${size} characters; at most ${most} are allowed`,
  'expression-too-much': ({limit, most}: {readonly limit: string; readonly most: string}) =>
    `${limits[limit] ?? limit}; at most ${most} are allowed`,
  'macro-without-name': ({name}: Call) => `${name}() takes a name first, as in list.${name}(x, x > 1)`,
  /** `said`: the parser's English, with the names of its tokens. */
  'not-an-expression': ({said, instead: meantToken}: {readonly said: string; readonly instead?: keyof typeof instead | undefined}) =>
    `${said.replaceAll(/\b[A-Z]{2,}\b/g, token => tokens[token] ?? token)}${meantToken === undefined ? '' : instead[meantToken]}`,
  'optional-not-known': () => '".?" is not known here, and not needed: what is missing reads as null',
  'has-without-property': () => 'has() asks for a property, as in has(record.email)',
  'macro-arguments': ({name}: Call) =>
    `${name}() takes a name and an expression over it, as in list.${name}(x, ${name === 'map' ? 'x.total' : 'x > 1'})`,
  'bytes-not-known': () => 'byte texts (b"…") are not known here; write a text',
  'number-too-large': () => 'the number is too large; at most 9007199254740991 (2^53 - 1)',
  'hostile-property': ({name}: Call) => `"${name}" is no property; choose one of the record's`,
  'unknown-name': ({name, near, known}: Near & {readonly known: readonly string[]}) =>
    `"${name}" is not known here${meant(near)}; known are ${namesOr(known, 'no names')}`,
  'no-such-property': ({of, name}: Of) => `${kinds[of]} has no property "${name}"`,
  'unknown-property-of-object': ({name, near, known, more}: Near & {readonly known: readonly string[]; readonly more: number}) =>
    `there is no property "${name}"${meant(near)}; known are ${first(known, more)}`,
  'not-to-look-into': ({of}: {readonly of: KindName}) => `one cannot look into ${kinds[of]} with […]`,
  'other-kind': ({expected, got}: Got & {readonly expected: readonly KindName[]}) => `expected ${anyOf(expected)}, got ${kinds[got]}`,
  'never-equal': ({left, right}: Pair) => `${kinds[left]} is never equal to ${kinds[right]}; compare things of one kind`,
  'other-choice': ({choices, got, near}: {readonly choices: readonly string[]; readonly got: string; readonly near?: string | undefined}) =>
    `expected ${choices.map(choice => JSON.stringify(choice)).join(' or ')}, got ${JSON.stringify(got)}${meant(near)}`,
  'no-order': ({left, right}: Pair) => `${kinds[left]} and ${kinds[right]} have no order; compare two numbers or two texts`,
  'not-calculable': ({left, op, right, withText}: Pair & {readonly op: string; readonly withText: boolean}) =>
    `${kinds[left]} ${op} ${kinds[right]} cannot be calculated${withText ? '; make a text of the other with string(…)' : ''}`,
  'never-in-list': ({left, right}: Pair) => `${kinds[left]} is never in a list of which the items are each ${kinds[right]}`,
  'no-list-after-in': ({got}: Got) => `expected a list after "in", got ${kinds[got]}`,
  'written-as': ({name, example}: Example) => `${name}() is written as in ${example}`,
  'other-arguments': ({name, example}: Example) => `${name}() takes other arguments; write it as in ${example}`,
  'wrong-argument': ({name, why, example}: Example & {readonly why: Reason}, tell: Tell) =>
    `${name}(): ${tell(why)}; write it as in ${example}`,
  'wrong-argument-kind': ({name, expected, got, example}: Example & Got & {readonly expected: readonly KindName[]}) =>
    `${name}() expects ${anyOf(expected)}, got ${kinds[got]}; write it as in ${example}`,
  'not-through-a-list': ({name, got}: Call & Got) => `${name}() goes through a list, got ${kinds[got]}`,
  'too-much-work': () => 'the expression takes too much work; look at shorter lists, or at fewer of them inside each other',
  'text-made-too-long': ({most}: {readonly most: number}) => `the expression makes a text of more than ${most} characters`,
  'never-a-property': ({name}: Call) => `"${name}" is no property`,
  'wrong-index': ({got, of}: Got & {readonly of: KindName}) =>
    `expected a whole number to look into a list, or a text to look into an object; got ${kinds[got]} for ${kinds[of]}`,
  'not-usable': ({name}: Call) => `"${name}" is not a value that an expression can use`,
  'not-a-member-name': () => 'expected a text as the name of a member, as in {"a": 1}',
  'not-a-condition': ({got, value}: Got & {readonly value: string}) =>
    `expected true or false, got ${kinds[got]}; compare it, as in … == ${value}`,
  'not-comparable': ({left, op, right}: Pair & {readonly op: string}) =>
    `${kinds[left]} ${op} ${kinds[right]} cannot be compared; expected two numbers or two texts`,
  'not-addable': ({left, right}: Pair) => `${kinds[left]} + ${kinds[right]} cannot be added; make a text of the other with string(…)`,
  'not-two-numbers': ({left, op, right}: Pair & {readonly op: string}) =>
    `${kinds[left]} ${op} ${kinds[right]} cannot be calculated; expected two numbers`,
  'division-by-zero': () => 'division by zero',
  'result-too-large': () => 'the result is too large a number',
  'matches-not-available': () => 'matches() is not available: patterns can take for ever; use contains, startsWith or endsWith',
  'unknown-function': ({name, near}: Near) => `there is no function "${name}"${meant(near)}`,
  'wrong-digits': ({got}: {readonly got: number}) => `round() takes 0 to 12 decimal places, got ${got}`,
  'not-a-currency': ({got}: {readonly got: string}) => `money() takes an ISO 4217 currency code, as in "EUR", got ${got}`,
  'days-beyond-calendar': ({days, from}: {readonly days: number; readonly from: string}) =>
    `${days} days from ${from} is beyond the calendar (years 0 to 9999)`,
  'not-a-date': ({got}: {readonly got: string}) => `${got} is no date; expected one like "2026-03-01"`,
  'not-a-time': ({got}: {readonly got: string}) => `${got} is no time; expected one like "2026-03-01T09:30:00Z"`,
  'day-beyond-calendar': ({got}: {readonly got: string}) => `${got} is on a day beyond the calendar (years 0 to 9999)`,
  'substring-of-parts': () => 'substring() counts in whole numbers',
  'not-to-join': () => 'join() takes a list of texts or numbers',
  'not-a-number': ({got}: {readonly got: string}) => `${got} is no number`,
  'json-too-deep': ({most}: {readonly most: number}) => `expected at most ${most} levels of JSON`,
  'at-character': ({why, at}: {readonly why: Reason; /** from 1 */ readonly at: number}, tell: Tell) => `${tell(why)} (at character ${at})`,
} as const

/** Why a part of an expression cannot be a filter, and what to write instead: joined to the part in `not-a-filter-part`. */
const parts = {
  condition: () => ['a condition "? :" cannot be filtered by', 'write it with && and ||'],
  macro: ({name}: Part) => [`${name}() cannot be filtered by`, 'write "x" in record.list, or one comparison for each value'],
  other: () => ['this cannot be filtered by', 'compare a property of the record with a value'],
  'two-kinds': ({kind, other}: Part) => [`${kindOf(kind)} and ${kindOf(other)} cannot be compared`, 'compare properties of one kind'],
  'boolean-order': () => ['true and false have no order', 'use == or !='],
  'two-properties': () => ['two properties cannot be compared by "in"', 'write a value on one side'],
  'not-a-list': ({name, kind}: Part) => [`${name} is ${kindOf(kind)}, no list`, 'use == or contains()'],
  'no-list': ({kind}: Part) => [`expected a list after "in", got ${kindOf(kind)}`, 'write it as in record.status in ["open", "late"]'],
  'too-many-values': ({count, most}: Part) => [`the list has ${count} values`, `at most ${most} can be filtered by`],
  function: ({name}: Part) => [`${name}() over a record cannot be filtered by`, 'use comparisons, contains(), startsWith() or endsWith()'],
  'text-test': ({name}: Part) => [`${name}() looks for a value in a property`, `write record.name.${name}("x")`],
  'not-text': ({name, kind}: Part) => [`${name} is ${kindOf(kind)}`, kind === 'list' ? `write "x" in record.${name}` : 'use == or an order'],
  'text-wanted': ({kind}: Part) => [`expected a text, got ${kindOf(kind)}`, 'make a text of it with string(…)'],
  'not-a-condition': ({name, kind}: Part) => [`${name} is ${kindOf(kind)}, not true or false`, 'compare it with a value'],
  'not-own-property': () => ['only the record\'s own properties can be filtered by', 'write record.<property>'],
  'whole-record': () => ['a whole record cannot be filtered by', 'write record.<property>'],
  'function-of-property': ({name}: Part) => [`${name}() of a property cannot be filtered by`, 'compare the property itself, or do the calculation on the other side'],
  calculation: () => ['a calculation with a property cannot be filtered by', 'do it on the other side, as in record.total > 100 / 1.24'],
  'is-list': ({name}: Part) => [`${name} is a list`, `write "x" in record.${name}`],
  'is-object': ({name}: Part) => [`${name} is an object`, `only has(record.${name}) can be asked of it`],
  'condition-wanted': ({kind}: Part) => [`expected true or false, got ${kindOf(kind)}`, 'compare it with a value'],
  'one-value': ({name, item, kind}: Part) => [`${named(name, item)} cannot be compared with ${kindOf(kind)}`, 'compare it with one value'],
  'other-kind': ({name, item, kind, other, got}: Part) => [
    `${named(name, item)} is ${kindOf(kind)}, got ${got}`,
    kind === 'number' && other === 'text' ? 'make a number of it with double(…)'
    : kind === 'text' && other === 'number' ? 'make a text of it with string(…)' : 'compare things of one kind',
  ],
} as const satisfies Readonly<Record<string, (about: Part) => readonly [what: string, instead: string]>>

export interface Part {
  readonly name?: string
  /** Whether an item of the property is meant. */
  readonly item?: boolean
  readonly kind?: KindName
  readonly other?: KindName
  readonly got?: string
  readonly count?: number
  readonly most?: number
}

const kindOf = (name: KindName = 'any'): string => kinds[name]
const named = (name: string | undefined, item: boolean | undefined): string => (item ? `an item of ${name}` : name ?? '')

export type FilterPart = keyof typeof parts

export const filterSentences = {
  'not-a-filter-part': ({part, why, ...more}: Part & {/** as it is written, cut */ readonly part: string; readonly why: FilterPart}) => {
    const [what, write] = (parts[why] as (about: Part) => readonly [string, string])(more)
    return `${part}: ${what}; ${write}`
  },
  'not-a-filter': ({got}: Got) => `a filter is true or false for each record; this is ${kinds[got]}`,
  'filter-too-deep': ({most}: {readonly most: number}) => `the filter is more than ${most} levels deep; write it flatter`,
  'filter-too-long': ({most}: {readonly most: number}) => `the filter has more than ${most} terms; use "in" with a list of values`,
} as const
