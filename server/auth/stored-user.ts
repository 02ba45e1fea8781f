/** A user and a session as their records hold them. Read straight from the store: the door for reads never gives out what auth compares. */
import type {Role} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {knownLanguage} from '../known-language.ts'
import {knownZone} from '../known-zone.ts'
import {passwordMark} from './password.ts'
import type {SessionKind} from './auth.ts'

export interface StoredUser {
  readonly actor: Actor
  readonly passwordHash: string | undefined
  /** Undefined: may not sign in. */
  readonly mark: string | undefined
}

export interface StoredSession {
  readonly id: string
  readonly tokenHash: string
  readonly userId: string
  readonly kind: SessionKind
  readonly mark: string
  readonly createdAt: number
  /** Its last use that was written. */
  readonly usedAt: number
  readonly expiresAt: number
}

interface Stored {readonly id: string; readonly doc: string}

const roles: ReadonlySet<string> = new Set<Role>(['admin', 'manager', 'agent', 'readonly'])

/** Undefined for a user without a known role: a doubt is a no. */
export function parseUser({id, doc}: Stored): StoredUser | undefined {
  const data = JSON.parse(doc) as {email?: string; name?: string; role?: string; password_hash?: string; disabled?: boolean; time_zone?: string; language?: string}
  if (!data.role || !roles.has(data.role)) return undefined
  const email = data.email ?? ''
  const timeZone = knownZone(data.time_zone ?? '')
  const language = knownLanguage(data.language ?? '')
  return {
    actor: Object.freeze({id, name: data.name ?? email, email, role: data.role as Role, ...(timeZone !== undefined && {timeZone}), ...(language !== undefined && {language})}),
    passwordHash: data.password_hash,
    mark: data.password_hash && data.disabled !== true ? passwordMark(data.password_hash) : undefined,
  }
}

/** Undefined for what is no whole session. */
export function parseSession({id, doc}: Stored): StoredSession | undefined {
  const data = JSON.parse(doc) as {token_hash?: string; user_id?: string; kind?: string; password_mark?: string; started_at?: string; used_at?: string; expires_at?: string}
  const createdAt = Date.parse(data.started_at ?? '')
  const usedAt = Date.parse(data.used_at ?? data.started_at ?? '')
  const expiresAt = Date.parse(data.expires_at ?? '')
  if (!data.token_hash || !data.user_id || !data.password_mark || !(createdAt <= expiresAt) || (data.kind !== 'cookie' && data.kind !== 'bearer')) return undefined
  return {id, tokenHash: data.token_hash, userId: data.user_id, kind: data.kind, mark: data.password_mark, createdAt, usedAt, expiresAt}
}
