/** What the rest of the server may ask about who is calling. */
import type {IncomingMessage} from 'node:http'
import type {Actor} from '../actor.ts'
import type {SessionCookie} from './session-cookie.ts'

/** `cookie`: 12 hours without a request end it, 30 days end it in any case; only the session cookie carries it. `bearer`: ends after 30 days; `Authorization: Bearer` or the cookie carry it. */
export type SessionKind = 'cookie' | 'bearer'

export interface Session {
  readonly id: string
  readonly kind: SessionKind
  /** Fresh from the user's record: another role is another object. */
  readonly actor: Actor
  /** Milliseconds since 1970 at which it ends unless it is used. */
  readonly expiresAt: number
}

export interface SignedIn {
  /** 256 random bits, base64url; never stored, only its SHA-256 is. */
  readonly token: string
  readonly session: Session
}

/** `ended`: signed out, expired, removed. `disabled`: the user may no longer sign in. `password`: it was changed. `rights`: role, name or email changed: the session lives on with a new actor. */
export interface Revocation {
  readonly sessionId: string
  readonly userId: string
  readonly reason: 'ended' | 'disabled' | 'password' | 'rights'
}

export interface Auth {
  /** That of this instance. */
  readonly cookie: SessionCookie
  /** Throws `wrong-credentials` (the same words and time for an unknown email and a wrong password), 429 with `retry_after` seconds, 503 when too many sign in at once. */
  login(email: string, password: string, from: {readonly ip: string; readonly kind: SessionKind}): Promise<SignedIn>
  /** Ends a session; quiet when it is already over. */
  logout(sessionId: string): Promise<void>
  /** Ends all sessions of the user and opens a new one in place of this one. Throws `invalid-password`, `wrong-credentials`, 429, 503. */
  changePassword(session: Session, current: string, next: string, from: {readonly ip: string}): Promise<SignedIn>
  /** A map look-up for whoever was seen before. Undefined: unknown, expired, revoked or disabled. */
  sessionOfToken(token: string, carrier: 'cookie' | 'header'): Session | Promise<Session | undefined> | undefined
  /**
   * By `Authorization: Bearer`, else by cookie. A bearer token that is shown and no good is never made up for by a cookie; other kinds
   * of `Authorization` say nothing.
   */
  sessionOf(request: IncomingMessage): Session | Promise<Session | undefined> | undefined
  /** The same for whoever only looks whether it still lasts: that is no use of it, and does not make it last longer. */
  peekSessionOf(request: IncomingMessage): Session | Promise<Session | undefined> | undefined
  actorOf(request: IncomingMessage): Promise<Actor | undefined>
  actorOfToken(token: string): Promise<Actor | undefined>
  /** Called synchronously before the revoking commit is answered, for sessions seen by this process. Returns the way to stop. */
  onRevoked(listener: (revoked: Revocation) => void): () => void
  /** The path of a one-time set-up link while no user exists; undefined once there is one. Each call makes the link before it void. */
  ensureSetupLink(): Promise<string | undefined>
  setupOpen(token: string): boolean
  /** Makes the first admin and signs them in. Exactly one of several at once succeeds; the others get Forbidden. */
  setUp(token: string, who: {readonly name: string; readonly email: string; readonly password: string}): Promise<SignedIn>
  close(): void
}
