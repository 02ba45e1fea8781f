/** The one place where an error becomes an answer: problem+json (RFC 9457), or a page for a person. */
import type {NextFunction, Request, Response} from 'express'
import type {Logger} from 'pino'
import {reason} from '../../schemas/index.ts'
import type {Assets} from '../assets/index.ts'
import {problem, Problem} from '../errors.ts'
import {isUnderApi} from './is-under-api.ts'
import {sendProblemPage} from './problem-page.ts'
import {requestId} from './request-id.ts'

/** The last route: what nobody answered is not there. */
export function notFound(request: Request): never {
  throw problem('not-found', {why: reason('nothing-at-address', {method: request.method, path: request.path.slice(0, 200)})})
}

export function problemHandler({log, assets}: {readonly log: Logger; readonly assets: Assets}) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const answer = asProblem(error)
    const id = requestId(request)
    if (answer.status >= 500) log.error({request: id, method: request.method, path: request.path.slice(0, 500), err: answer.cause ?? error}, answer.title)
    if (response.headersSent) {
      // Half an answer cannot be mended: the client must see that it broke.
      response.destroy()
      return
    }
    for (const name of ['ETag', 'Location', 'Content-Length', 'Content-Type']) response.removeHeader(name)
    response.setHeader('Cache-Control', 'private, no-store')
    if (answer.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="Espalier"')
    if (typeof answer.more.retry_after === 'number') response.setHeader('Retry-After', String(answer.more.retry_after))
    if (wantsPage(request)) sendProblemPage(response, assets, answer, id)
    else sendProblem(response, answer, id)
  }
}

/** For routers that answer problems in a page of their own. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  // Express' own: a path that cannot be decoded.
  if (error instanceof Error && (error as {status?: unknown}).status === 400) return problem('malformed-url', {}, {cause: error})
  return problem('internal-error', {}, {cause: error})
}

function sendProblem(response: Response, {status, code, title, params, message, errors, more}: Problem, id: string): void {
  const text = JSON.stringify({...more, type: 'about:blank', title, status, code, params, detail: message, ...(errors.length > 0 ? {errors} : {}), request_id: id})
  response.statusCode = status
  response.setHeader('Content-Type', 'application/problem+json')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

/** People at a browser get a page; programs, and everything under /api, problem+json. */
function wantsPage({path, headers}: Request): boolean {
  return !isUnderApi(path) && (headers.accept?.includes('text/html') ?? false)
}
