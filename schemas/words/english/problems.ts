/** What a request as a whole is refused with, in English: the detail of each problem, and its title. */
import type {Reason} from '../reason.ts'
import type {Said, Tell} from '../words.ts'
import {eventDetails} from './events.ts'
import {counted, meant, type Near} from './nouns.ts'

export type Nothing = Readonly<Record<string, never>>
interface Why {readonly why: Reason}
interface OfRecord {readonly schema: string; readonly id: string}
type Errors = readonly Said[]

const because = ({why}: Why, _errors: Errors, tell: Tell): string => tell(why)
/** The only thing that is wrong says it all. */
const first = (_params: Nothing, [error]: Errors): string => error?.message ?? ''

/** As a sentence. */
const ended = (text: string): string => (text.endsWith('?') ? text : `${text}.`)

/** `count`: of all that is wrong, where not all of it is told. */
function listed(errors: Errors, count: number): string {
  const said = errors.slice(0, 5).map(({pointer, message}) => (pointer === '' ? message : `${pointer} ${message}`)).join('; ')
  return `${said}${count > 5 ? `; and ${count - 5} more` : ''}`
}

export const details = {
  /** What was sent. Of a record: its schema, and how much is wrong. */
  'invalid-input': (params: Why | {readonly schema: string; readonly count: number} | {readonly body: number} | {readonly changes: number}, errors: Errors, tell: Tell) => {
    if ('why' in params) return tell(params.why)
    if ('body' in params) return ended(`The body cannot be used: ${listed(errors, params.body)}`)
    if ('changes' in params) return ended(`${errors[0]?.pointer}: ${errors[0]?.message}${params.changes > 1 ? `; and ${params.changes - 1} more` : ''}`)
    return `schema ${params.schema}: ${listed(errors, params.count)}`
  },
  forbidden: because,
  'not-found': because,
  ...eventDetails,

  'unknown-schema': ({name, near}: Near) => `there is no schema "${name}"${meant(near)}`,
  'system-schema': ({name}: {readonly name: string}) =>
    `schema ${name}: belongs to Espalier itself and cannot be changed; choose another name`,
  'too-many-schemas': ({name, most}: {readonly name: string; readonly most: number}) => `schema ${name}: expected at most ${most} schemas`,
  'invalid-schema': ({name}: {readonly name: string}, errors: Errors) =>
    `schema ${name}: ${errors.map(({pointer, message}) => `${pointer || 'document'}: ${message}`).join('; ')}`,
  'schema-breaks': ({name}: {readonly name: string}, errors: Errors) =>
    `schema ${name}: this version breaks what the one before allowed; accept the breaks if that is meant: ${errors.map(({message}) => message).join('; ')}`,
  'unfit-table': first,
  'too-many-misfits': first,
  'too-much-to-match': first,

  /** `expected`: revisions, or what else was expected; `version`: of a schema, none where it is not there. */
  'stale-revision': (params: StaleRecord | StaleVersion | StaleExpectation | StaleTag, [error]: Errors) => {
    if ('tag' in params) return `If-Match: now it is at ${params.tag}. Read it without the header.`
    if ('expectation' in params) return `expectation ${params.expectation} does not hold: ${params.schema} ${params.id} ${error?.message ?? ''}; nothing was written`
    if ('name' in params) {
      const now = params.version === undefined ? 'none' : `version ${params.version}`
      return `schema ${params.name}: expected ${expectedVersion(params.expected)}, now in force is ${now}; read it again and redo the change`
    }
    return `${params.schema} ${params.id}: expected ${expectedRevision(params.expected)}, now it is ${params.rev}; read it again and redo the change`
  },
  exists: ({schema, id}: OfRecord) => `${schema} ${id}: a record with this id is there already`,
  archived: (params: OfRecord | Nothing) =>
    ('schema' in params ? `${params.schema} ${params.id}: is archived; restore it first` : 'This screen is archived: restore it before you edit it.'),
  'not-archived': ({schema, id}: OfRecord) => `${schema} ${id}: is not archived; there is nothing to restore`,
  'relational-link-broken': ({schema, id, pointer}: OfRecord & {readonly pointer: string}, [error]: Errors) =>
    `${schema} ${id}, ${pointer || 'a property'}: ${error?.message ?? ''}`,
  'still-linked': ({schema, id, by}: OfRecord & {/** those that may be told of */ readonly by: readonly {readonly count: number; readonly schema: string; readonly property: string}[]}) =>
    `${schema} ${id}: still linked to by ${by.map(one => `${one.count} ${one.schema} by ${one.property}`).join(', ') || 'other records'}; change or purge those first, or archive this record instead`,
  'not-unique': ({schema, pointer}: {readonly schema: string; readonly pointer: string}, [error]: Errors) =>
    `schema ${schema}, ${pointer || 'a property'}: ${error?.message ?? ''}`,
  'idempotency-key-reused': () => 'This Idempotency-Key was used for another request within 24 hours; use a new key for a new request',
  contended: ({attempts}: {readonly attempts: number}) => `changed by others ${attempts} times while this was tried; try again`,
  'last-admin': () => 'This would leave no admin who can sign in; make someone else an admin first.',
  'too-deep': ({most, of}: {readonly most: number; readonly of: 'body' | 'record'}) =>
    (of === 'body' ? `The body is nested deeper than ${most} levels.` : `expected at most ${most} levels of objects and lists, got more; flatten it`),
  'record-too-large': ({most, of, got}: {readonly most: number; readonly of: keyof typeof sizes; readonly got?: number | undefined}) =>
    `expected at most ${most} ${sizes[of]}, got ${got ?? 'more'}; keep large things in files or records of their own`,
  'commit-too-large': ({most, of}: {readonly most: number; readonly of: 'letters' | 'names'}) =>
    'The records of this commit '
    + `${of === 'letters' ? `are longer than ${most} letters` : `have more than ${most} names`} together, as they are `
    + 'and as they will be; send fewer changes at once.',
  'invalid-patch': inOperation,
  'patch-test-failed': inOperation,
  'patch-target-missing': inOperation,

  'invalid-query': inParameter,
  'invalid-filter': inParameter,
  'invalid-cursor': first,
  'unknown-field': first,
  'unanswerable-query': first,
  'query-too-slow': first,
  /** `queued`: how many wait already, where it is told. */
  busy: ({queued = 0, of}: {readonly queued?: number; readonly of: Queue}) => busy(queued, of),
  'not-forgotten': () => 'the record was purged, but its text still stands in the files: another program reads the database all the time, '
    + 'or the disk takes no more; end that program or free some space, and it is gone',
  'commit-unknown': () =>
    'the writer stopped before it answered: the change may or may not have been written; read the record before trying again',
  'storage-full': () =>
    'Nothing was saved: the disk of the server is full. Reading goes on. Try again when whoever runs the server has made room on its disk.',
  'storage-failed': storage,
  'storage-damaged': storage,

  'invalid-user': ({schema}: {readonly schema: string}, [error]: Errors) => `schema ${schema}, ${error?.pointer}: ${error?.message}`,
  'invalid-password': (_params: Nothing, [error]: Errors) => `The password cannot be used: ${error?.message}.`,
  'wrong-credentials': (_params: Nothing, errors: Errors) =>
    (errors.length > 0 ? 'The current password is wrong.' : 'This email and password do not belong together. Check both and try again.'),
  'too-many-attempts': ({seconds}: {readonly seconds: number}) =>
    `Too many attempts to sign in. Try again in ${counted(seconds, 'second')}.`,
  'setup-closed': () =>
    'This set-up link was used already or is not the newest one. Sign in, or start the server again to get another '
    + 'link while nobody is set up.',
  'another-person': ({now}: {readonly now: string}) =>
    `This page was opened by someone else, and you are signed in as ${now} now: nothing was done. `
    + `Sign in as before in another tab and try again, or reload the page to go on as ${now}.`,

  'nothing-to-publish': () => 'There is nothing to publish yet: create a screen first (POST /api/v1/records/ui_screen).',
  'screen-problems': (_params: Nothing, errors: Errors) =>
    (errors.length === 1 ? errors[0]!.message : `${errors.length} problems stop this. The first: ${errors[0]?.message}`),
  'config-problems': (_params: Nothing, errors: Errors) =>
    (errors.length === 1 ? errors[0]!.message : `${errors.length} problems stop this. The first: ${errors[0]?.message}`),
  'rolled-back-patches': ({wasTakenBack}: {/** as far as it went */ readonly wasTakenBack: boolean}, errors: Errors) =>
    `Nothing was published: ${errors[0]?.message}${errors.length > 1 ? `; and ${errors.length - 1} more` : ''}. `
    + (wasTakenBack ? 'Take it out in the designer, or publish it again with "rolledBack": {"keep": [<id of its release>]}.'
      : 'Say what becomes of it with "rolledBack": "takeBack" takes it out of the draft first, {"keep": [<id of its release>]} publishes it again.'),
  'already-live': ({release}: {readonly release: number}) =>
    `What release ${release} holds is live already: there is nothing to take back.`,
  'tree-missing': ({release, screen, hash}: {readonly release: number; readonly screen: string; readonly hash: string}) =>
    `Release ${release} cannot come back: its tree of screen ${screen} (${hash}…) is no longer stored. Choose another release.`,
  'item-missing': ({release, item, hash}: {readonly release: number; readonly item: string; readonly hash: string}) =>
    `Release ${release} cannot come back: the document of ${item} (${hash}…) is no longer stored. Choose another release.`,
  'only-in-draft': ({node, path}: {readonly node: string; readonly path: string}) =>
    `Node ${node} stands only in the draft of ${path}, not on a live page: publish the draft, or edit it with POST `
    + '/api/v1/screens/{id}/steps.',
  resync: () =>
    'The draft has moved on too far since the state that these steps were made on. Fetch it again (GET '
    + '/api/v1/screens/{id}?at=draft) and make them on that.',
  'step-conflict': ({step}: {/** from 1 */ readonly step: number}, [error]: Errors) =>
    `Step ${step} does not fit the tree: ${error?.message}`,
  'step-refused': ({step}: {readonly step?: number}, [error]: Errors) =>
    (step === undefined ? `${error?.pointer}: ${error?.message}.` : `Step ${step} cannot be done: ${error?.message}`),
  'invalid-screen': (_params: Nothing, [error]: Errors) => `The screen cannot be kept: ${error?.pointer.slice(1)}: ${error?.message}.`,

  'unknown-screen': ({path}: {readonly path: string}) =>
    `There is no screen at ${path} that you may open. Check the address, choose a screen from the navigation, or ask an admin.`,
  'screen-changed': () =>
    'This screen was changed while you had it open, and this would do something else now. Look at it again, and repeat.',
  'not-available': because,
  'unknown-parameter': ({name}: {readonly name: string}, [error]: Errors) => `The query parameter "${name}" ${error?.message ?? ''}`,

  'not-confirmed': () => 'A purge cannot be undone: send {"confirm": "<the record\'s id>"} with the id in the address.',
  'method-not-allowed': ({method, allow}: {readonly method: string; readonly allow: readonly string[]}) =>
    `${method} is nothing that this address does. It does ${allow.join(', ')}.`,
  'unsupported-media-type': (_params: Nothing, [error]: Errors) => `The body cannot be read: ${error?.message ?? ''}.`,
  'malformed-encoding': ({encoding}: {readonly encoding: string}) => `The body is not valid ${encoding}.`,
  aborted: () => 'The connection ended before the body did.',
  'malformed-text': () => 'The body is not valid UTF-8.',
  'malformed-json': ({line, column}: {readonly line: number; readonly column: number}) =>
    `The body is not JSON: it goes wrong at line ${line}, column ${column}.`,
  'malformed-url': () => 'The address cannot be decoded: write "%" as %25.',
  'invalid-header': because,
  'hostile-key': ({key}: {readonly key: string}) => `The key "${key}" cannot be used.`,
  'inexact-number': (_params: Nothing, [error]: Errors) =>
    `The body holds a number that would be changed, at ${error?.pointer || 'its top'}: ${error?.message}.`,
  'too-large': because,
  'too-many-connections': because,
  'wrong-host': () => 'The demo answers under localhost only. Set ESPALIER_PUBLIC_URL to serve it under another name.',
  'internal-error': () => 'This is our mistake, and it was logged. Nothing of this request was saved unless another answer said so. '
    + 'Try again, and name the request id if it stays.',
  'sign-in-needed': because,
  'cross-origin': because,
  'too-many-sockets': ({own}: {readonly own: number}) => `You have ${own} sockets open already: close a page, then try again.`,
  'upgrade-required': () =>
    'This address speaks WebSocket alone (Connection: Upgrade, Upgrade: websocket). A proxy on the way has to pass both headers on.',
} as const

const sizes = {values: 'values', bytes: 'bytes of data', names: 'names in one object'} as const

interface StaleRecord extends OfRecord {readonly expected: readonly number[] | 'none' | 'another'; readonly rev: number}
interface StaleVersion {readonly name: string; readonly expected: readonly number[] | 'any' | 'none' | 'another'; readonly version?: number | undefined}
interface StaleExpectation extends OfRecord {/** from 1 */ readonly expectation: number}

interface StaleTag {/** as ETag gives it */ readonly tag: string}

const expectedRevision = (expected: StaleRecord['expected']): string =>
  (expected === 'none' ? 'no such record' : expected === 'another' ? 'another revision' : `revision ${expected.join(' or ') || 'of another kind'}`)

function expectedVersion(expected: StaleVersion['expected']): string {
  if (typeof expected === 'object') return `version ${expected.join(' or ') || 'of another kind'}`
  return {any: 'a version', none: 'none', another: 'another version'}[expected]
}

function inOperation({schema, number}: {readonly schema: string; /** from 1; 0: the patch as a whole */ readonly number: number}, [error]: Errors): string {
  return `schema ${schema}, operation ${number} of the patch: ${error?.message}`
}

function inParameter({parameter}: {readonly parameter: string}, [error]: Errors): string {
  return `${parameter}: ${error?.message}`
}

/** What is waited for. */
type Queue = 'commits' | 'queries' | 'sign-ins' | 'sockets'

function busy(queued: number, of: Queue): string {
  if (of === 'sockets') return 'This server holds as many sockets as it can: try again later.'
  if (of === 'sign-ins') return 'Too many people are signing in at this moment. Try again in a few seconds.'
  return of === 'commits' ? `${queued} commits are already waiting to be written; try again in a moment` : `${queued} queries are already waiting for a reader; try again in a moment`
}

/** `code`: SQLite's. */
function storage({code, of}: {readonly code: string; readonly of: 'read' | 'write'}): string {
  return of === 'read'
    ? `The storage of the server could not be read (${code}). Whoever runs the server finds the reason in its log.`
    : `Nothing was saved: the disk of the server did not take the change (${code}). Whoever runs the server finds the reason in its log. Try again when it is mended.`
}

/** By code, or else by status. */
export const titles = {
  400: 'The request is not valid', 401: 'Sign in first', 403: 'Not allowed', 404: 'Not found', 409: 'Conflict', 412: 'Changed by someone else', 422: 'The request is not valid',
  'schema-breaks': 'Schema breaks what is there', 'relational-link-broken': 'Relational link broken', 'still-linked': 'Still linked to', 'not-unique': 'Already taken',
  'last-admin': 'The last admin stays', 'not-all-taken-back': 'Not all can be taken back', 'record-too-large': 'The request is not valid', 'commit-too-large': 'Too much at once', 'patch-test-failed': 'The patch does not fit the record',
  'patch-target-missing': 'The patch does not fit the record', 'query-too-slow': 'The query takes too long', busy: 'Too busy', 'not-forgotten': 'Purged, but not forgotten',
  'commit-unknown': 'The storage was interrupted', 'storage-full': 'No space left', 'storage-failed': 'The storage failed', 'storage-damaged': 'The storage failed',
  'too-large': 'Too large', 'too-many-connections': 'Too many connections', 'wrong-host': 'Not served under this name', 'internal-error': 'Something went wrong here',
  'too-many-attempts': 'Too many attempts', 'too-many-sockets': 'Too many sockets', resync: 'The draft has moved on',
  'rolled-back-patches': 'Hot patches were rolled back', 'screen-changed': 'The screen was changed', 'not-available': 'Not available yet',
  'method-not-allowed': 'Method not allowed', 'unsupported-media-type': 'Not a type that is read here',
  'upgrade-required': 'A WebSocket is expected',
} as const

/** A problem of one of several changes. */
export const inChange = ({number, schema}: {readonly number: number; readonly schema: string}, detail: string): string => `change ${number} (${schema}): ${detail}`
