/** The middleware that finds out who is calling. For a session that was seen before it is a map look-up, without a turn of the event loop. */
import type {NextFunction, Request, Response} from 'express'
import {reason} from '../../schemas/index.ts'
import {refuseAnother} from '../another-person.ts'
import {bearerToken, type Auth, type Session} from '../auth/index.ts'
import {problem, type Problem} from '../errors.ts'
import {isUnderApi} from './is-under-api.ts'
import {findActor, setSession, type AskSession} from './request-session.ts'

export function identify(auth: Pick<Auth, 'sessionOf'>) {
  return (request: Request, _response: Response, next: NextFunction): void | Promise<void> => {
    const ask: AskSession = () => {
      const session = auth.sessionOf(request)
      return session instanceof Promise ? session.then(later => named(request, later)) : named(request, session)
    }
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

/** What a program says of itself. */
function named({headers}: Pick<Request, 'headers'>, session: Session | undefined): Session | undefined {
  const via = headers['espalier-via']
  if (session?.kind !== 'bearer' || (via !== 'cli' && via !== 'agent')) return session
  return {...session, actor: {...session.actor, via: `${via}:${session.id}`}}
}

/** Nothing under /api is answered to a stranger, nothing anywhere on a page of somebody else, and no body of theirs is read. */
export function requireSession(request: Request, _response: Response, next: NextFunction): void {
  const actor = findActor(request)
  if (actor) refuseAnother(request, actor)
  else if (isUnderApi(request.path)) throw needsSession(request)
  next()
}

const needsSession = ({headers}: Pick<Request, 'headers'>): Problem =>
  problem('sign-in-needed', {why: reason(bearerToken(headers) === undefined ? 'session-needed' : 'token-not-valid')})
