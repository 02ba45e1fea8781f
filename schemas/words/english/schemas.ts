/** What can be wrong with a record schema, in English. */
import {meant, type Near} from './nouns.ts'

export interface KeywordValue {
  readonly expected: keyof typeof keywordValues
  /** JSON, cut. */
  readonly got: string
  readonly most?: number
  readonly choices?: readonly string[]
  readonly roles?: readonly string[]
}

type Choices = Pick<KeywordValue, 'most' | 'choices' | 'roles'>
const list = (names: readonly string[] | undefined): string => (names ?? []).join(', ')

const keywordValues = {
  text: ({most}: Choices) => `text of at most ${most} characters`,
  flag: () => 'true or false',
  number: () => 'a number',
  count: () => 'a whole number, 0 or more',
  'different-names': () => 'a list of different names',
  list: () => 'a list',
  types: ({choices}: Choices) => `one or several of ${list(choices)}`,
  'different-values': () => 'a list of 1 to 1000 different values',
  'pattern-as-text': () => 'a regular expression as text',
  choice: ({choices}: Choices) => `one of ${list(choices)}`,
  'above-0': () => 'a number above 0',
  currency: () => 'a currency code of three capitals, as in "EUR"',
  schema: () => 'the name of a schema, as in "company"',
  unique: () => 'true, or "live" where archived records do not count',
  draft: () => '"https://json-schema.org/draft/2020-12/schema"',
  indexes: () => 'at most 16 lists of 1 to 4 names',
  rights: ({choices, roles}: Choices) => `an object of ${list(choices)}, each ${list(roles)} or null`,
} as const

export const schemaSentences = {
  'schema-not-an-object': () => 'expected a JSON Schema as an object',
  'schema-too-deep': ({most}: {readonly most: number}) =>
    `expected at most ${most} levels; take parts out into schemas of their own and link to them`,
  'schema-hostile-name': () => 'this name is never allowed; choose another',
  'schema-infinite-number': () => 'expected a finite number; JSON has no other',
  'schema-too-long': ({most, size}: {readonly most: number; readonly size: number}) =>
    `expected at most ${most} characters of JSON, got ${size}`,
  'schema-patterns-too-long': ({most, size}: {readonly most: number; readonly size: number}) =>
    `expected patterns of at most ${most} characters together, got ${size}`,
  'schema-not-of-objects': () => 'expected "object": a schema describes records',
  'schema-without-properties': () => 'expected the record\'s properties as an object of schemas',
  'schema-without-title': () => 'expected a name for people, as in "Company"',
  'schema-open': () => 'expected false: a record holds only what its schema names',
  'schema-property-count': ({most, count}: {readonly most: number; readonly count: number}) =>
    `expected 1 to ${most} properties, got ${count}`,
  'not-a-name': () => 'expected a name of lower-case letters, digits and "_", a letter first, at most 63 characters',
  'own-name': ({name}: {readonly name: string}) => `every record has its own "${name}"; choose another name, as in "${name}_value"`,
  'subschema-not-an-object': () => 'expected a schema as an object',
  'not-a-list-of-schemas': () => 'expected a list of schemas',
  'not-schemas-by-name': () => 'expected an object of schemas by name',
  'keyword-value': ({expected, got, ...choices}: KeywordValue) => `expected ${keywordValues[expected](choices)}, got ${got}`,
  'not-a-reference': ({got}: {readonly got: string}) =>
    `expected a reference into this schema, as in "#/$defs/address", got ${got}; nothing else is ever fetched`,
  'pattern-too-long': ({most, size}: {readonly most: number; readonly size: number}) =>
    `expected a pattern of at most ${most} characters, got ${size}`,
  'pattern-too-large': () => 'the pattern is too large; repeat fewer things fewer times',
  'not-a-pattern': ({said}: {readonly said: string}) =>
    `cannot be used as a pattern: ${said}; look-around and back-references are not available`,
  'only-for-schemas': () => 'belongs to the schema as a whole, not inside it',
  'only-for-properties': () => 'belongs to a property of the record itself, not deeper',
  'unknown-keyword': ({keyword}: {readonly keyword: string}) => `unknown keyword "${keyword}"; hints of your own start with "x-"`,
  'bounds-crossed': ({high, greatest, least}: {readonly high: string; readonly greatest: number; readonly least: number}) =>
    `expected at most ${high} (${greatest}), got ${least}`,
  'unique-items-unbounded': () => 'expected at most 1000 beside uniqueItems',
  'not-a-scalar-to-look-up': () => 'only a property of one scalar type can be looked up; give it a type or drop the hint',
  'unique-and-secret': () => 'not beside x-secret: a refused write would tell that another record has this value; drop one of the two',
  'link-not-text': () => 'expected beside "type": "string": a link holds one id',
  'currency-not-number': () => 'expected beside "type": "number"',
  'not-a-property': ({got}: {readonly got: string}) => `expected one of the properties, got ${got}`,
  'not-a-shown-property': ({got}: {readonly got: string}) => `expected one of the properties that may be seen, got ${got}`,
  'unknown-definition': ({name}: {readonly name: string}) => `expected one of the schema's $defs, got "${name}"`,
  'reference-circle': () => 'a reference may not lead back to itself; link records with an "_id" property instead',
  'too-many-subschemas': ({most, count}: {readonly most: number; readonly count: number}) =>
    `expected at most ${most} subschemas, counting what references repeat, got ${count}`,
  'only-for-own-schemas': () => 'only Espalier\'s own schemas have it; leave it out',
  'link-to-nothing': ({name, near}: Near) =>
    `links to "${name}", which is no schema that records can link to${meant(near)}; put that schema first, or say `
    + '"x-link": "" if this is no link',
  'secret-came-back': () => 'a secret property of this name was here before: expected true, or choose another name',
  'no-scalar-beside-hint': ({schema, property, got}: {readonly schema: string; readonly property: string; readonly got: string}) =>
    `schema ${schema}, property ${property}: expected one scalar type beside x-index, x-unique or x-link, got ${got}; `
    + 'give it a type or drop the hint',
  'no-scalar-in-index': ({schema, at, got}: {readonly schema: string; readonly at: number; readonly got: string}) =>
    `schema ${schema}, x-indexes/${at}: expected properties with one scalar type, got ${got}; correct or remove it`,
  'not-a-column-name': ({of, got}: {readonly of: 'schema' | 'property'; readonly got: string}) =>
    `expected a ${of} name of letters, digits, "_" and "-" (a letter or "_" first, at most 63), got ${got}; rename it`,
} as const
