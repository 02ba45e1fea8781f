/** Why a socket, a topic or a message on it is refused, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {either, meant} from './nouns.ts'

export const liveSentences = {
  'sockets-elsewhere': () => 'Sockets are opened at /live, and nowhere else.',
  'socket-of-others': () => 'Sockets are opened by our own pages; programs send "Authorization: Bearer <token>" and no Origin.',
  'socket-without-session': () => 'This address needs a session: sign in at /login, or send "Authorization: Bearer <token>".',

  'message-not-json': () => 'expected JSON',
  'message-not-an-object': () => 'expected an object, as in {"type":"subscribe","topics":["records:contact"]}',
  'message-of-other-type': ({got, known}: {/** JSON, cut */ readonly got?: string | undefined; readonly known: readonly string[]}) =>
    `type: expected ${either(known)}, got ${got ?? 'none'}`,
  'message-member-unknown': ({name, near, known}: {readonly name: string; readonly near?: string | undefined; readonly known: readonly string[]}) =>
    `${name}: unknown field${meant(near)}; expected ${either(known)}`,
  'message-member': ({name, why}: {readonly name: string; readonly why: Reason}, tell: Tell) => `${name}: ${tell(why)}`,

  'not-a-topic': ({forms}: {readonly forms: readonly string[]}) => `expected ${either(forms)}`,
  'too-many-topics': ({most}: {readonly most: number}) => `at most ${most} topics on one socket: unsubscribe from others first`,
  'too-many-pages': ({most}: {readonly most: number}) => `at most ${most} pages on one socket`,
  'no-screen-of-id': () => 'no screen of this id',
  'no-screen-at-path': () => 'no screen at this path that you may open',
  'no-schema-to-read': () => 'no schema of this name that you may read',
  'drafts-of-managers': () => 'drafts and releases are followed by admins and managers',
} as const
