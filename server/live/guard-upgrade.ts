/** Decides about a socket before it is one: nothing is upgraded that is not ours, same-origin, signed in and within bounds. */
import type {IncomingMessage} from 'node:http'
import {reason} from '../../schemas/index.ts'
import {bearerToken, type Auth, type Session} from '../auth/index.ts'
import {problem, type Problem} from '../errors.ts'
import {isSameOrigin} from '../same-origin.ts'

/** The session, or why not. */
export async function guardUpgrade(request: IncomingMessage, auth: Auth, publicUrl: URL | undefined): Promise<Session | Problem> {
  if (request.url !== '/live') return problem('not-found', {why: reason('sockets-elsewhere')})
  // Stricter than for requests: a browser always says where a socket comes from, so whoever does not must show a token that no browser sends by itself.
  const isOurs = isSameOrigin(request.headers, publicUrl) ?? bearerToken(request.headers) !== undefined
  if (!isOurs) return problem('cross-origin', {why: reason('socket-of-others')})
  const session = await auth.sessionOf(request)
  return session ?? problem('sign-in-needed', {why: reason('socket-without-session')})
}

/** The answer to a refused upgrade, as it goes on the wire. */
export function refusedResponse({status, code, title, params, message}: Problem): string {
  const phrase = {401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable'}[status] ?? 'Bad Request'
  const body = JSON.stringify({type: 'about:blank', title, status, code, params, detail: message})
  return [
    `HTTP/1.1 ${status} ${phrase}`, 'Connection: close', 'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`, 'Cache-Control: no-store', '', body,
  ].join('\r\n')
}
