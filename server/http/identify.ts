/** The middleware that finds out who is calling. For a session that was seen before it is a map look-up, without a turn of the event loop. */
import type {NextFunction, Request, Response} from 'express'
import {refuseAnother} from '../another-person.ts'
import {bearerToken, type Auth, type Session} from '../auth/index.ts'
import {Unauthenticated} from '../errors.ts'
import {isUnderApi} from './is-under-api.ts'
import {findActor, setSession, type AskSession} from './request-session.ts'

export function identify(auth: Pick<Auth, 'sessionOf'>) {
  return (request: Request, _response: Response, next: NextFunction): void | Promise<void> => {
    const ask: AskSession = () => auth.sessionOf(request)
    const found = ask()
    if (found instanceof Promise) return identifyLater(request, found, ask, next)
    setSession(request, found, ask)
    next()
  }
}

async function identifyLater(request: Request, found: Promise<Session | undefined>, ask: AskSession, next: NextFunction): Promise<void> {
  setSession(request, await found, ask)
  next()
}

/** Nothing under /api is answered to a stranger, nothing anywhere on a page of somebody else, and no body of theirs is read. */
export function requireSession(request: Request, _response: Response, next: NextFunction): void {
  const actor = findActor(request)
  if (actor) refuseAnother(request, actor)
  else if (isUnderApi(request.path)) throw needsSession(request)
  next()
}

function needsSession({headers}: Pick<Request, 'headers'>): Unauthenticated {
  return new Unauthenticated({detail: bearerToken(headers) !== undefined
    ? 'The token is not valid, or its session has ended. Sign in again: POST /api/v1/auth/login answers a new one.'
    : 'This address needs a session: sign in at /login, or send the token of POST /api/v1/auth/login as "Authorization: Bearer <token>".'})
}
