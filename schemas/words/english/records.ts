/** What can be wrong with a write or a query of records, and with the people who make them, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {meant, namesOr, type Near} from './nouns.ts'

interface OfRecord {readonly schema: string; readonly id: string}
/** `path` or `from`, of an operation. */
interface InMember {readonly member: string}
interface Most {readonly most: number}
type Sized = Most & {readonly got: number}

const languages = {time_zone: 'a time zone by its name, such as Europe/Helsinki', language: 'a language by its tag, such as en-GB or de'} as const
const cursors = {'too-long': 'is too long', foreign: 'is not one of ours', 'other-sort': 'belongs to another sort'} as const

export const recordSentences = {
  /** What was said before it had a code: an answer that was kept by an earlier version. */
  'in-words': ({text}: {readonly text: string}) => text,

  'no-such-record': ({schema, id}: OfRecord) => `${schema} ${id}: there is no such record, or you may not see it`,
  'no-such-session': ({id}: {readonly id: string}) => `session ${id}: it ended`,
  'role-may-not': ({schema, role, verb}: {readonly schema: string; readonly role: string; readonly verb: string}) =>
    `schema ${schema}: the role "${role}" may not ${verb} its records; ask an admin for the right`,
  'admins-change-schemas': ({schema, role}: {readonly schema: string; readonly role: string}) =>
    `schema ${schema}: only admins may change schemas, the role is "${role}"`,

  'not-an-object': () => 'expected the record\'s data as an object',
  'no-longer-an-object': () => 'expected the record\'s data to stay an object',
  'made-by-server': () => 'is made by the server; leave it out',
  'not-yours-to-set': () => 'is not yours to set; leave it out',
  'does-not-go-together': () => 'does not go together with what was sent; ask somebody who may read these records',
  'never-allowed-name': () => 'this name is never allowed',
  'not-a-finite-number': () =>
    'expected a finite number, got one that is too large or none at all, as a division by zero gives; correct the calculation',
  'at-pointer': ({pointer, why}: {readonly pointer: string; readonly why: Reason}, tell: Tell) => `${pointer}: ${tell(why)}`,
  'most-levels': ({most}: Most) => `at most ${most} levels`,
  'most-values': ({most}: Most) => `at most ${most} values`,
  'most-bytes': ({most}: Most) => `at most ${most} bytes`,
  'most-names': ({most}: Most) => `at most ${most} names in one object`,
  'too-many-changes': ({most, got}: Sized) => `expected at most ${most} changes in one commit, got ${got}; split it`,
  'change-in-twice': ({number}: {/** of the other change, from 1 */ readonly number: number}) => `is in change ${number} already`,
  'two-changes-of-a-record': ({change, schema, why}: {readonly change: number; readonly schema: string; readonly why: Reason}, tell: Tell) =>
    `change ${change} (${schema}): the record ${tell(why)}. Where each change stands by itself, a record stands in one of them: `
    + 'put both into one, or send "mode": "all".',
  'at-revision': ({rev}: {readonly rev: number}) => `is at revision ${rev}`,
  'is-there': () => 'is there',
  'is-not-there': () => 'is not there, or you may not see it',
  'broken-link': ({target, got = 'one'}: {readonly target: string; /** JSON; absent where it may not be told */ readonly got?: string | undefined}) =>
    `expected the id of a live ${target}, got ${got}, which is not there or archived`,
  'linked-by': ({count, schema, property}: {readonly count: number; readonly schema: string; readonly property: string}) =>
    `${count} ${schema} link here by ${property}`,
  'value-taken': () => 'another record has this value already; choose another',
  'value-taken-by': ({schema, name, archived}: {readonly schema: string; readonly name: string; readonly archived: boolean}) =>
    `${schema} ${name}${archived ? ', which is archived,' : ''} has this value already; choose another`,
  'key-used': () => 'Idempotency-Key was used for another request',
  'last-admin': () => 'is the last admin',

  'patch-too-long': ({most, got}: Sized) => `expected at most ${most} operations, got ${got}`,
  'patch-into-itself': () => '"move" cannot put a value inside itself',
  'patch-copies-too-much': ({most}: Most) => `"copy" may copy at most ${most} characters of JSON in one patch`,
  'patch-test-failed': ({path}: {readonly path: string}) => `the test of ${path} did not hold: another value stands there`,
  'patch-not-an-operation': () => 'expected an operation as an object',
  'patch-unknown-operation': ({known, got}: {readonly known: readonly string[]; readonly got?: string | undefined}) =>
    `expected "op" to be one of ${known.join(', ')}, got ${got ?? 'nothing'}`,

  'patch-no-pointer': ({member, got}: InMember & {readonly got?: string | undefined}) =>
    `expected "${member}" to be a JSON Pointer as text, got ${got ?? 'nothing'}`,
  'patch-pointer-too-long': ({member, most, got}: InMember & Sized) =>
    `expected "${member}" to have at most ${most} characters, got ${got}`,
  'patch-bad-pointer': ({member, got}: InMember & {readonly got: string}) =>
    `expected "${member}" to be a JSON Pointer ("/address/city", with "~1" for "/" and "~0" for "~"), got ${got}`,
  'patch-hostile-pointer': ({member, name}: InMember & {readonly name: string}) => `"${member}" names "${name}", which is never allowed`,
  'patch-without-value': ({op}: {readonly op: string}) => `"${op}" needs a "value"`,
  'patch-removes-all': () => 'the whole document cannot be removed',
  'patch-nothing-there': ({path, items}: {readonly path: string; /** of the list that it leads into */ readonly items?: number | undefined}) =>
    `nothing stands at ${path}${items === undefined ? '' : `; the list has ${items} items`}`,

  'schema-break': ({why, records, more}: {readonly why: Reason; readonly records: number; /** there may be more of them */ readonly more: boolean}, tell: Tell) =>
    `${tell(why)} (${more ? 'at least ' : ''}${records} stored ${records === 1 ? 'record' : 'records'})`,
  'property-removed': ({name}: {readonly name: string}) =>
    `property "${name}" is gone: its values are hidden, and go with the next write of each record`,
  'property-returned': ({name}: {readonly name: string}) =>
    `property "${name}" was here before: what is stored of it comes back as it is, also where it does not fit`,
  'property-required': ({name}: {readonly name: string}) =>
    `property "${name}" is now required: records without it stay as they are until it is filled in`,
  'property-other-rules': ({name}: {readonly name: string}) => `property "${name}" has other rules than before`,
  'property-linked': ({name, to, from}: {readonly name: string; readonly to: string; readonly from?: string | undefined}) =>
    `property "${name}" now links to "${to}"${from === undefined ? '' : `, before to "${from}"`}: values that lead `
    + 'nowhere stay until they are changed',
  'property-hidden': ({name}: {readonly name: string}) => `property "${name}" is now secret: nobody reads, filters or sorts by it any more`,
  'property-shown': ({name}: {readonly name: string}) =>
    `property "${name}" is no longer secret: whoever may read the records will see it, in history too`,
  'property-server-made': ({name}: {readonly name: string}) =>
    `property "${name}" is now made by the server: writes that name it are refused`,
  'property-type': ({name, lost}: {readonly name: string; /** empty: any other */ readonly lost: readonly string[]}) =>
    `property "${name}" no longer takes values of type ${namesOr(lost, 'any other')}`,
  'property-values-lost': ({name, lost}: {readonly name: string; readonly lost: readonly string[]}) =>
    `property "${name}" no longer takes ${lost.join(', ')}`,
  'property-values-only': ({name, values}: {readonly name: string; readonly values: readonly string[]}) =>
    `property "${name}" only takes ${values.join(', ')}`,
  'property-limit': ({name, keyword, limit, isNew}: {readonly name: string; readonly keyword: string; readonly limit: number; readonly isNew: boolean}) =>
    `property "${name}" has the ${isNew ? 'new' : 'narrower'} ${keyword} ${limit}`,
  'record-rule': ({keyword}: {readonly keyword: string}) => `the rule "${keyword}" for the whole record is new or another`,

  'too-many-columns': ({schema, most, count}: Most & {readonly schema: string; readonly count: number}) =>
    `schema ${schema}: expected at most ${most} properties, got ${count}; split it in two schemas that link to each other`,
  'filter-of-many-terms': ({most, got}: Sized) => `expected a filter of at most ${most} terms, got ${got}; ask for less at once`,
  'not-scalar-to-compare': ({name}: {readonly name: string}) =>
    `property ${name}: expected one scalar type to compare with another property, got lists, objects or several `
    + 'types; compare it with a value',
  'not-scalar-to-sort': ({name}: {readonly name: string}) =>
    `property ${name}: expected one scalar type to sort by, got lists, objects or several types; sort by another property`,
  'too-many-sort-keys': ({most, got}: Sized) => `expected at most ${most} sort keys, got ${got}; drop the last ones`,
  'page-size': ({most, got}: Sized) => `expected a page of 1 to ${most} records, got ${got}`,
  'too-slow': ({seconds}: {readonly seconds: number}) =>
    `expected an answer within ${seconds} s, but no index serves this filter and sort over so many records; narrow `
    + 'it, or add x-index (or x-indexes) for what it filters and sorts by',
  'not-measurable': ({schema, measure, got}: {readonly schema: string; readonly measure: string; readonly got?: string | undefined}) =>
    `schema ${schema}, ${measure}: expected a property that holds numbers, got ${got ?? 'none'}; name one, or count`,
  'no-such-field': ({schema, got}: {readonly schema: string; readonly got: string}) =>
    `schema ${schema}: expected one of its properties, got ${got}; correct the name`,
  'strange-cursor': ({why}: {readonly why: keyof typeof cursors}) =>
    `expected a cursor that an earlier page of this query gave in \`next\` or \`prev\`, got one that ${cursors[why]}; `
    + 'leave it out to start from the first page',

  'too-many-fields': ({most, got}: Sized) => `expected at most ${most} fields, got ${got}`,
  'too-many-links': ({most, got}: Sized) => `expected at most ${most} links, got ${got}`,
  'too-many-characters': ({most, got}: Sized) => `expected at most ${most} characters, got ${got}`,
  'field-without-order': ({name}: {readonly name: string}) =>
    `"${name}" holds lists or objects, which have no order; sort by a property with one value`,
  'not-in-range': ({least, most, got}: Most & {readonly least: number; /** as it was written: it may be no number */ readonly got: string}) => `expected a whole number from ${least} to ${most}, got ${got}`,
  'unknown-schema-property': ({schema, name, near}: Near & {readonly schema: string}) =>
    `schema ${schema} has no property "${name}"${meant(near)}`,
  'not-expandable': ({name, links}: {readonly name: string; readonly links: readonly string[]}) =>
    `"${name}" is no link${links.length > 0 ? `; expected one of ${links.join(', ')}` : ''}`,
  'measure-without-field': ({measure}: {readonly measure: string}) => `"${measure}" needs the property that it measures`,
  'measure-of-no-numbers': ({measure, field}: {readonly measure: string; readonly field: string}) =>
    `"${measure}" measures numbers, and "${field}" holds none`,
  'unknown-zone': ({got}: {/** JSON */ readonly got: string}) =>
    `expected a time zone by its IANA name, such as Europe/Helsinki or UTC, got ${got}`,
  'unknown-state': ({got}: {/** JSON */ readonly got: string}) => `expected live, archived or all, got ${got}`,

  'password-not-text': ({got}: {readonly got: string}) => `expected text, got ${got}`,
  'password-too-short': ({least, got}: {readonly least: number; readonly got: number}) =>
    `expected at least ${least} characters, got ${got}`,
  'password-too-long': ({most, got}: Sized) => `expected at most ${most} characters, got ${got}`,
  'password-is-email': () => 'expected something else than the email address',
  'not-the-current-password': () => 'is not the current password',
  'not-known-to-user': ({of, got}: {readonly of: keyof typeof languages; /** JSON */ readonly got: string}) =>
    `expected ${languages[of]}, got ${got}`,
} as const
