/** What the checker finds on a screen, and what can be wrong with a screen itself, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {anyOf, kinds, meant, namesOr, type KindName, type Near} from './nouns.ts'

interface Has {readonly owner: string; readonly name: string; readonly known: readonly string[]}
/** JSON, cut. */
interface Got {readonly got: string}

const types: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', integer: 'a whole number', boolean: 'true or false', array: 'a list', object: 'an object', null: 'null',
}
const members = {param: 'the name of a parameter of the address', schema: 'the name of a schema', value: 'a value'} as const
const nouns: Readonly<Record<string, string>> = {props: 'prop', data: 'source', on: 'event'}
const parsed = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))

/** `/data/rows/sort/0` is `source rows, sort 0`. */
function place(pointer: string): string {
  const [first, second, ...rest] = parsed(pointer)
  if (first === undefined) return ''
  const noun = nouns[first]
  if (noun === undefined || second === undefined) return [first, second, ...rest].filter(part => part !== undefined).join(' ')
  return first === 'props' ? `${noun} ${[second, ...rest].join('.')}` : [`${noun} ${second}`, ...(rest.length > 0 ? [rest.join(' ')] : [])].join(', ')
}

export const screenSentences = {
  'screen-problem': ({screen, node, at, why}: {/** its path */ readonly screen: string; readonly node: string; readonly at: string; readonly why: Reason}, tell: Tell) =>
    `screen ${screen}, node ${node}${at === '' ? '' : `, ${place(at)}`}: ${tell(why)}`,
  'path-taken': ({screen, other, title}: {readonly screen: string; readonly other: string; readonly title: string}) =>
    `screen ${screen}: its path matches the same addresses as ${other} ("${title}"): change one of them, or archive it`,

  'invalid-source': ({why}: {readonly why: Reason}, tell: Tell) => tell(why),
  'invalid-action': ({why}: {readonly why: Reason}, tell: Tell) => tell(why),
  'bad-filter': ({why}: {readonly why: Reason}, tell: Tell) => tell(why),
  'missing-source': ({snippet, need}: {readonly snippet: string; readonly need: string}) =>
    `${snippet} needs ${need === 'list' ? 'a list' : `a ${need}`} to show, and is bound to nothing`,
  'navigation-bound': () => 'the page itself gives the navigation; nothing can be bound here',
  'unknown-source': ({owner, name, known}: Has) => `${owner} reads no source "${name}"; it reads ${namesOr(known, 'none')}`,
  'unknown-schema': ({name, near}: Near) => `there is no schema "${name}"${meant(near)}`,
  'unknown-property': ({schema, name, near}: Near & {readonly schema: string}) => `${schema} has no property "${name}"${meant(near)}`,
  'not-writable': ({schema, name, near}: Near & {readonly schema: string}) =>
    `${schema} has no property "${name}" that can be written${meant(near)}`,
  'not-sortable': ({name}: {readonly name: string}) => `${name} is a list or an object, which has no order`,
  'not-a-link': ({owner, name, known}: Has) => `${name} links to nothing; the links of ${owner} are ${namesOr(known, 'none')}`,
  'limit-out-of-range': ({got}: {readonly got: number}) => `expected 1 to 200, got ${got}`,
  'missing-measured': ({measure}: {readonly measure: string}) => `expected the property to take the ${measure} of, got nothing`,
  'measured-no-number': ({measure, field}: {readonly measure: string; readonly field: string}) =>
    `expected a property that is a number for ${measure}, got ${field}`,
  'leaf-parent': ({parent}: {readonly parent: string}) => `it hangs on a ${parent}, which takes no children`,
  'unknown-slot': ({owner, name, known}: Has) => `${owner} has no slot "${name}"; it has ${known.join(', ')}`,
  'unknown-snippet': ({name, near}: Near) => `there is no snippet "${name}"${meant(near)}`,
  'repeated-root': () => 'a screen\'s root stands once and cannot be repeated',
  'unknown-event': ({owner, name, known}: Has) => `${owner} has no event "${name}"; it has ${namesOr(known, 'none')}`,
  'unknown-macro': ({name}: {readonly name: string}) => `there is no macro ${name}; nothing will happen`,
  'missing-member': ({action, expected}: {readonly action: string; readonly expected: keyof typeof members}) =>
    `${action} expects ${members[expected]}, got nothing`,
  'not-text-nor-expression': ({got}: Got) => `expected a text or an expression, got ${got}`,
  'not-properties': ({got}: Got) => `expected an object of properties, got ${got}`,
  'unsafe-link': ({got}: Got) => `expected the path of a screen or an http(s), mailto or tel address, got ${got}`,
  'moved-link': ({got, now}: Got & {readonly now: string}) => `${got} leads on to ${now}, where the screen is now`,
  'missing-link': ({got}: Got) => `no screen has the path ${got}`,
  'bad-expression': ({why, at, text}: {readonly why: Reason; /** from 1 */ readonly at?: number | undefined; readonly text: string}, tell: Tell) =>
    `${tell(why)}${at === undefined ? '' : ` (at character ${at} of ${text})`}`,
  'wrong-expression-type': ({expected, gives, text}: {readonly expected: readonly KindName[]; readonly gives: KindName; readonly text: string}) =>
    `expected ${anyOf(expected)}, got an expression that gives ${kinds[gives]} (${text})`,
  'unknown-prop': ({owner, name, known}: Has) => `${owner} has no prop "${name}"; it has ${namesOr(known, 'none')}`,
  'wrong-value': ({choices, got}: Got & {/** JSON */ readonly choices: readonly string[]}) =>
    `expected ${choices.join(' or ')}, got ${got}`,
  'wrong-type': ({types: names, got}: Got & {readonly types: readonly string[]}) =>
    `expected ${names.map(name => types[name] ?? name).join(' or ')}, got ${got}`,
  'missing-value': () => 'expected a value, got nothing',
  'unknown-member': ({name, near, known}: Near & {readonly known: readonly string[]}) =>
    `there is no "${name}" here${meant(near)}; known are ${known.join(', ')}`,
  'wrong-computed-value': ({choices, got, text}: Got & {readonly choices: readonly string[]; readonly text: string}) =>
    `expected ${choices.join(' or ')}, got an expression that can give ${got} (${text})`,
  /** `said`: the validator's English. */
  'value-not-valid': ({said, got}: Got & {readonly said: string}) => `${said} Got ${got}.`,

  'hint-choose-schema': () => 'choose a schema for it',
  'hint-remove': () => 'remove it',
  'hint-near': ({near}: {readonly near: string}) => `did you mean "${near}"?`,
  'hint-near-value': ({near}: {readonly near: string}) => `did you mean ${near}?`,
  'hint-move-out': () => 'move it out',
  'hint-move-to': ({slot}: {readonly slot: string}) => `move it to ${slot}`,
  'hint-other-snippet': () => 'choose another, or remove the node',
  'hint-repeat-inside': () => 'repeat a node inside',
  'hint-write-path': ({path}: {readonly path: string}) => `write ${path}: another screen may take the old path`,
  'hint-make-screen': () => 'make the screen, or choose another',

  'path-without-slash': ({path}: {readonly path: string}) =>
    `expected a path that starts with "/", such as "/orders" or "/orders/:id", got "${path}"`,
  'path-too-long': ({most, size}: {readonly most: number; readonly size: number}) => `expected at most ${most} characters, got ${size}`,
  'path-of-server': ({path}: {readonly path: string}) => `"${path}" belongs to the server itself: choose another path`,
  'path-with-empty-part': ({path}: {readonly path: string}) => `expected no empty part (no "//", no "/" at the end), got "${path}"`,
  'path-part': ({part}: {readonly part: string}) =>
    `part "${part}": expected small letters, digits and single hyphens ("open-orders"), or a parameter (":id")`,
  'path-parameter-twice': ({name}: {readonly name: string}) => `the parameter ":${name}" stands twice: give each its own name`,
} as const
