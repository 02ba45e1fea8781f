/** Decides about a socket before it is one: nothing is upgraded that is not ours, same-origin, signed in and within bounds. */
import type {IncomingMessage} from 'node:http'
import {bearerToken, type Auth, type Session} from '../auth/index.ts'
import {isSameOrigin} from '../same-origin.ts'

export interface Refused {readonly status: number; readonly code: string; readonly detail: string}

const refusal = (status: number, code: string, detail: string): Refused => ({status, code, detail})

/** The session, or why not. */
export async function guardUpgrade(request: IncomingMessage, auth: Auth, publicUrl: URL | undefined): Promise<Session | Refused> {
  if (request.url !== '/live') return refusal(404, 'not-found', 'Sockets are opened at /live, and nowhere else.')
  // Stricter than for requests: a browser always says where a socket comes from, so whoever does not must show a token that no browser sends by itself.
  const isOurs = isSameOrigin(request.headers, publicUrl) ?? bearerToken(request.headers) !== undefined
  if (!isOurs) return refusal(403, 'cross-origin', 'Sockets are opened by our own pages; programs send "Authorization: Bearer <token>" and no Origin.')
  const session = await auth.sessionOf(request)
  return session ?? refusal(401, 'sign-in-needed', 'This address needs a session: sign in at /login, or send "Authorization: Bearer <token>".')
}

export const isRefused = (answer: Session | Refused): answer is Refused => 'status' in answer

/** The answer to a refused upgrade, as it goes on the wire. */
export function refusedResponse({status, code, detail}: Refused): string {
  const title = {401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable'}[status] ?? 'Bad Request'
  const body = JSON.stringify({type: 'about:blank', title, status, code, detail})
  return [
    `HTTP/1.1 ${status} ${title}`, 'Connection: close', 'Content-Type: application/problem+json', `Content-Length: ${Buffer.byteLength(body)}`, 'Cache-Control: no-store', '', body,
  ].join('\r\n')
}
