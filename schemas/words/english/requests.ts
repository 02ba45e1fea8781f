/** What can be wrong with a request before anybody looks at what it asks, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {either} from './nouns.ts'

interface Most {readonly most: number}
/** From 1. */
interface Place {readonly line: number; readonly column: number}

type Role = 'readonly' | 'agent' | 'manager' | 'admin'
const atLeast: Readonly<Record<Role, string>> = {readonly: 'everybody', agent: 'agents, managers and admins', manager: 'managers and admins', admin: 'admins'}

const bodies = {none: 'none', null: 'null', list: 'a list', object: 'an object', string: 'a string', number: 'a number', boolean: 'a boolean'} as const
export type BodyKind = keyof typeof bodies
interface Kinds {readonly expected: 'list' | 'object'; readonly got: BodyKind}

export const requestSentences = {
  'nothing-at-address': ({method, path}: {readonly method: string; readonly path: string}) =>
    `Nothing stands at ${method} ${path}. The addresses are listed at /docs.`,
  'session-needed': () =>
    'This address needs a session: sign in at /login, or send the token of POST /api/v1/auth/login as "Authorization: Bearer <token>".',
  'token-not-valid': () => 'The token is not valid, or its session has ended. Sign in again: POST /api/v1/auth/login answers a new one.',
  'made-by-another-site': ({origin}: {/** where to open it */ readonly origin?: string | undefined}) =>
    'This request was made by another site, and nothing was done. '
    + `${origin === undefined ? 'Open Espalier itself' : `Open Espalier at ${origin}`} and try again; `
    + 'programs send "Authorization: Bearer <token>".',

  'header-without-revisions': ({header, got}: {readonly header: string; /** JSON, cut */ readonly got: string}) =>
    `${header}: expected revisions in quotes, as ETag gave them ("3" or "3", "4"), or *, got ${got}.`,
  'no-revisions': ({header}: {readonly header: string}) => `${header} is no list of revisions in quotes`,
  'header-without-key': () => 'Idempotency-Key: expected 1 to 200 printable characters without spaces, such as a UUID.',
  'no-key': () => 'Idempotency-Key cannot be used',

  'hostile-key': () => 'this key cannot be used: leave it out',
  'nested-too-deep': ({most}: Most) => `nested deeper than ${most} levels`,
  'not-json': ({line, column}: Place) => `not JSON at line ${line}, column ${column}`,
  'body-of-many-values': ({most}: Most) => `The body holds more than ${most} values. Send less at once.`,
  'body-of-many-names': ({most}: Most) =>
    `The body holds more than ${most} different names. Send less at once, or a list of items whose names are the same.`,
  'form-of-many-fields': ({most}: Most) => `The form holds more than ${most} fields. Send less at once.`,

  'connections-of-person': ({most}: Most) =>
    `You have ${most} connections open already: close some, or use them again for the next request.`,
  'requests-of-address': ({most}: Most) =>
    `${most} requests from your address are under way: close some, or use them again for the next request.`,

  'role-too-low': ({operation, who, role}: {/** its summary */ readonly operation: string; readonly who: Role; readonly role: string}) =>
    `"${operation}" is for ${atLeast[who]}; you are signed in as ${role}.`,
  'figures-for-others': () => 'Figures are for admins, and for whoever sends ESPALIER_METRICS_TOKEN as "Authorization: Bearer <token>".',
  'no-such-file': ({path}: {readonly path: string}) => `There is no file ${path} in this build.`,
  'no-such-part': () => 'The reference has no such part. It begins at /docs.',
  'no-schema-that-you-read': ({name}: {readonly name: string}) => `There is no schema "${name}". GET /api/v1/schemas lists those that you may read.`,

  'body-of-other-kind': ({expected, got}: Kinds) => `A JSON ${expected} is expected as the body, got ${bodies[got]}.`,
  'not-of-kind': ({expected, got}: Kinds) => `expected ${bodies[expected]}, got ${bodies[got]}`,
  'other-content-type': ({expected, got}: {readonly expected: readonly string[]; /** JSON */ readonly got?: string | undefined}) =>
    `expected Content-Type ${expected.join(' or ')}, got ${got ?? 'none'}`,
  'other-charset': ({got}: {/** JSON */ readonly got: string}) => `expected charset utf-8, got ${got}`,
  'no-encoding-here': ({got}: {/** JSON */ readonly got: string}) => `expected no Content-Encoding at this address, got ${got}`,
  'other-encoding': ({known, got}: {readonly known: readonly string[]; /** JSON */ readonly got: string}) =>
    `expected Content-Encoding ${either([...known, 'none'])}, got ${got}`,
  'body-too-large': ({most, inflated}: {/** bytes */ readonly most: number; /** whether they are counted after decompression */ readonly inflated: boolean}) =>
    `The body is larger than ${most} bytes${inflated ? ' (counted after decompression)' : ''}. Send less at once.`,
  'body-in-pieces': ({most}: {readonly most: number}) => `The body came in more than ${most} pieces. Send it in larger ones.`,

  'parameter-needed': () => 'is needed',
  'parameter-twice': () => 'stands more than once',
  'parameter-not-a-choice': ({values, got}: {readonly values: readonly string[]; /** JSON, cut */ readonly got: string}) => `expected ${values.join(', ')}, got ${got}`,

  'needed-by-change': ({op}: {readonly op: string}) => `is needed to ${op} a record`,
  'not-taken-by-change': ({op}: {readonly op: string}) => `is not taken to ${op} a record`,
  'not-an-id-of-ones-own': () => 'expected a UUID in lower case, or none',
  'revision-of-nothing': () => 'cannot be expected of a record that is not there; leave one of both out',
  'not-this-id': () => 'is not the id of this record',
  'in-parameter': ({name, why}: {readonly name: string; readonly why: Reason}, tell: Tell) => `The query parameter "${name}" ${tell(why)}.`,
} as const
