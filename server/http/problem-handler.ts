/** The one place where an error becomes an answer: problem+json (RFC 9457), or a page for a person. */
import type {NextFunction, Request, Response} from 'express'
import type {Logger} from 'pino'
import type {Assets} from '../assets/index.ts'
import {NotFound, Problem} from '../errors.ts'
import {isUnderApi} from './is-under-api.ts'
import {sendProblemPage} from './problem-page.ts'
import {requestId} from './request-id.ts'

/** The last route: what nobody answered is not there. */
export function notFound(request: Request): never {
  throw new NotFound({detail: `Nothing stands at ${request.method} ${request.path.slice(0, 200)}. The addresses are listed at /docs.`})
}

export function problemHandler({log, assets}: {readonly log: Logger; readonly assets: Assets}) {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const problem = asProblem(error)
    const id = requestId(request)
    if (problem.status >= 500) log.error({request: id, method: request.method, path: request.path.slice(0, 500), err: problem.cause ?? error}, problem.title)
    if (response.headersSent) {
      // Half an answer cannot be mended: the client must see that it broke.
      response.destroy()
      return
    }
    for (const name of ['ETag', 'Location', 'Content-Length', 'Content-Type']) response.removeHeader(name)
    response.setHeader('Cache-Control', 'private, no-store')
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="Espalier"')
    if (typeof problem.more.retry_after === 'number') response.setHeader('Retry-After', String(problem.more.retry_after))
    if (wantsPage(request)) sendProblemPage(response, assets, problem, id)
    else sendProblem(response, problem, id)
  }
}

/** For routers that answer problems in a page of their own. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  // Express' own: a path that cannot be decoded.
  if (error instanceof Error && (error as {status?: unknown}).status === 400) return new Problem(400, 'malformed-url', 'The request is not valid', {detail: 'The address cannot be decoded: write "%" as %25.', cause: error})
  return new Problem(500, 'internal-error', 'Something went wrong here', {detail: 'This is our mistake, and it was logged. Nothing of this request was saved unless another answer said so. Try again, and name the request id if it stays.', cause: error})
}

function sendProblem(response: Response, {status, code, title, message, errors, more}: Problem, id: string): void {
  const text = JSON.stringify({...more, type: 'about:blank', title, status, code, detail: message, ...(errors.length > 0 ? {errors} : {}), request_id: id})
  response.statusCode = status
  response.setHeader('Content-Type', 'application/problem+json')
  response.setHeader('Content-Length', Buffer.byteLength(text))
  response.end(text)
}

/** People at a browser get a page; programs, and everything under /api, problem+json. */
function wantsPage({path, headers}: Request): boolean {
  return !isUnderApi(path) && (headers.accept?.includes('text/html') ?? false)
}
