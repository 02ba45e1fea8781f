/** Who sent a request, as the session middleware found out. */
import type {IncomingMessage} from 'node:http'
import type {Actor} from '../actor.ts'
import type {Session} from '../auth/index.ts'
import {Unauthenticated} from '../errors.ts'

const sessionKey = Symbol('session')
interface WithSession extends IncomingMessage {[sessionKey]?: Session}

export function setSession(request: IncomingMessage, session: Session): void {
  (request as WithSession)[sessionKey] = session
}

export function findSession(request: IncomingMessage): Session | undefined {
  return (request as WithSession)[sessionKey]
}

export function findActor(request: IncomingMessage): Actor | undefined {
  return (request as WithSession)[sessionKey]?.actor
}

/** Throws Unauthenticated when nobody is signed in. */
export function actorOf(request: IncomingMessage): Actor {
  const actor = findActor(request)
  if (!actor) throw new Unauthenticated({detail: 'This address needs a session: sign in at /login, or send the token of POST /api/v1/auth/login as "Authorization: Bearer <token>".'})
  return actor
}
