/** Signing in and out for programs. */
import type {Request, Response} from 'express'
import type {Auth} from '../auth/index.ts'
import {Unauthenticated} from '../errors.ts'
import {addressOf} from './address-of.ts'
import type {RouteTable} from './add-routes.ts'
import {credentials, newPassword, noBody} from './body-rule.ts'
import {membersOf, textOf} from './object-body.ts'
import {queryOf} from './query.ts'
import {actorOf, findSession} from './request-session.ts'
import {sendJson, sendNothing} from './send-json.ts'

interface AuthRouteDeps {
  readonly auth: Auth
}

/** Before the gate: the one call under /api that a stranger may make. */
export function loginRoute({auth}: AuthRouteDeps): RouteTable {
  return {
    '/api/v1/auth/login': {post: {body: credentials, handle: login}},
  }

  async function login(request: Request, response: Response): Promise<void> {
    queryOf(request, [])
    const members = membersOf(request.body, ['email', 'password'])
    const {token, session} = await auth.login(textOf(members, 'email', 254), textOf(members, 'password', 256), {ip: addressOf(request), kind: 'bearer'})
    response.setHeader('Set-Cookie', auth.cookie.holding(token))
    const {id, name, email, role} = session.actor
    sendJson(response, 200, {token, user: {id, name, email, role}})
  }
}

export function authRoutes({auth}: AuthRouteDeps): RouteTable {
  return {
    '/api/v1/auth/me': {get: me},
    '/api/v1/auth/logout': {post: {body: noBody, handle: logout}},
    '/api/v1/auth/password': {post: {body: newPassword, handle: changePassword}},
  }

  async function logout(request: Request, response: Response): Promise<void> {
    queryOf(request, [])
    if (request.body !== undefined) membersOf(request.body, [])
    const session = findSession(request)
    if (session) await auth.logout(session.id)
    response.setHeader('Set-Cookie', auth.cookie.cleared())
    sendNothing(response)
  }

  async function changePassword(request: Request, response: Response): Promise<void> {
    queryOf(request, [])
    const members = membersOf(request.body, ['current', 'password'])
    const session = findSession(request)
    if (!session) throw new Unauthenticated({detail: 'Sign in first.'})
    const {token} = await auth.changePassword(session, textOf(members, 'current', 256), textOf(members, 'password', 256), {ip: addressOf(request)})
    response.setHeader('Set-Cookie', auth.cookie.holding(token))
    sendJson(response, 200, {token})
  }
}

function me(request: Request, response: Response): void {
  queryOf(request, [])
  const {id, name, email, role} = actorOf(request)
  sendJson(response, 200, {id, name, email, role})
}
