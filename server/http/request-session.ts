/** Who sent a request, as the session middleware found out. */
import {reason} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {Session} from '../auth/index.ts'
import {problem} from '../errors.ts'

const sessionKey = Symbol('session')
const askKey = Symbol('ask')
interface WithSession {[sessionKey]?: Session | undefined; [askKey]?: AskSession}

/** Finds out anew, by what the request carries. */
export type AskSession = () => Session | Promise<Session | undefined> | undefined

/** `undefined`: nobody is signed in. */
export function setSession(request: object, session: Session | undefined, ask: AskSession): void {
  (request as WithSession)[sessionKey] = session
  ;(request as WithSession)[askKey] = ask
}

export async function identifyAgain(request: object): Promise<void> {
  (request as WithSession)[sessionKey] = await (request as WithSession)[askKey]?.()
}

export function findSession(request: object): Session | undefined {
  return (request as WithSession)[sessionKey]
}

export function findActor(request: object): Actor | undefined {
  return (request as WithSession)[sessionKey]?.actor
}

/** Throws `sign-in-needed` when nobody is signed in. */
export function actorOf(request: object): Actor {
  const actor = findActor(request)
  if (!actor) throw problem('sign-in-needed', {why: reason('session-needed')})
  return actor
}
