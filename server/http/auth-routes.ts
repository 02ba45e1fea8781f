/** Signing in and out for programs. */
import {authOperations, reason} from '../../schemas/index.ts'
import type {Auth} from '../auth/index.ts'
import {problem} from '../errors.ts'
import {addressOf} from './address-of.ts'
import {routesOf, type Route} from './operation.ts'
import {findSession} from './request-session.ts'
import {sendJson, sendNothing} from './send-json.ts'

interface AuthRouteDeps {
  readonly auth: Auth
}

const {login: loginOperation, ...otherOperations} = authOperations

/** Before the gate: the one call under /api that a stranger may make. */
export function loginRoute({auth}: AuthRouteDeps): readonly Route[] {
  return routesOf({login: loginOperation}, {
    async login({body: {email, password}, request, response}) {
      const {token, session} = await auth.login(email, password, {ip: addressOf(request), kind: 'bearer'})
      response.setHeader('Set-Cookie', auth.cookie.holding(token))
      const {id, name, role} = session.actor
      sendJson(response, 200, {token, user: {id, name, email: session.actor.email, role}})
    },
  })
}

export function authRoutes({auth}: AuthRouteDeps): readonly Route[] {
  return routesOf(otherOperations, {
    me({actor: {id, name, email, role}, response}) {
      sendJson(response, 200, {id, name, email, role})
    },
    async logout({request, response}) {
      const session = findSession(request)
      if (session) await auth.logout(session.id)
      response.setHeader('Set-Cookie', auth.cookie.cleared())
      sendNothing(response)
    },
    async changePassword({body, request, response}) {
      const session = findSession(request)
      if (!session) throw problem('sign-in-needed', {why: reason('session-needed')})
      const {token} = await auth.changePassword(session, body.current, body.password, {ip: addressOf(request)})
      response.setHeader('Set-Cookie', auth.cookie.holding(token))
      sendJson(response, 200, {token})
    },
  })
}
