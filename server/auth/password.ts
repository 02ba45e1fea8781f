/** Passwords: argon2id with the parameters that OWASP recommends, hashed off the event loop and never too many at once. */
import {hash, verify} from '@node-rs/argon2'
import {createHash} from 'node:crypto'
import {reason, refusalOf} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {plainEmail} from './plain-email.ts'

export const minPasswordLength = 8
export const maxPasswordLength = 256

/** 19 MiB, two passes, one lane. `2` is argon2id. */
const parameters = {algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1} as const

/** At most this many at once: each takes 19 MiB and a thread of the pool that files and compression share. */
const lanes = 2
const maxWaiting = 64
let running = 0
const waiting: (() => void)[] = []

/** `outdated`: right, but hashed as it was typed then, which is another text on another machine. */
export type Match = 'right' | 'outdated' | 'wrong'

/** A PHC string, the same password however a machine composes its letters. Throws Busy (503) when too many are waiting. */
export function hashPassword(password: string): Promise<string> {
  return inLane(() => hash(plainPassword(password), parameters))
}

/** Takes the same time whether or not there is a hash to compare with. Throws Busy (503). */
export async function verifyPassword(phc: string | undefined, password: string): Promise<Match> {
  const stored = phc ?? await nobody()
  const isHashOf = (text: string): Promise<boolean> => inLane(() => verify(stored, text).catch(() => false))
  const plain = plainPassword(password)
  const match = await isHashOf(plain) ? 'right' : plain !== password && await isHashOf(password) ? 'outdated' : 'wrong'
  return phc === undefined ? 'wrong' : match
}

/**
 * NFKC, as NIST SP 800-63B says: a Mac may send `u` and two dots where others send `ü`, a Japanese keyboard a wide letter where others
 * send a narrow one.
 */
function plainPassword(password: string): string {
  return password.normalize('NFKC')
}

/** Throws `invalid-password`, naming `pointer`. */
export function checkNewPassword(password: unknown, email: unknown, pointer = '/password'): asserts password is string {
  const length = typeof password === 'string' ? plainPassword(password).length : 0
  const why = typeof password !== 'string' ? reason('password-not-text', {got: password === null ? 'null' : typeof password})
    : length < minPasswordLength ? reason('password-too-short', {least: minPasswordLength, got: length})
    : length > maxPasswordLength ? reason('password-too-long', {most: maxPasswordLength, got: length})
    : typeof email === 'string' && plainEmail(password) === plainEmail(email) ? reason('password-is-email')
    : undefined
  if (why) throw problem('invalid-password', {}, {errors: [refusalOf(pointer, why)]})
}

/** Changes when the password does: what a session is bound to. */
export function passwordMark(phc: string): string {
  return createHash('sha256').update(phc).digest('base64url').slice(0, 22)
}

let nobodysHash: Promise<string> | undefined
function nobody(): Promise<string> {
  return nobodysHash ??= hash('nobody has this password', parameters)
}

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (running >= lanes) {
    if (waiting.length >= maxWaiting) throw problem('busy', {of: 'sign-ins'}, {more: {retry_after: 5}})
    await new Promise<void>(resolve => waiting.push(resolve))
  } else {
    running++
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
