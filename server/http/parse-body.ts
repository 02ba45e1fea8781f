/** The middleware that puts a parsed body on the request, for the methods that have one. */
import type {NextFunction, Request, Response} from 'express'
import {isUnderApi} from './is-under-api.ts'
import {parseJson, readBody, type ReadBody} from './read-body.ts'

const jsonOnly = ['application/json']
const patches = ['application/merge-patch+json', 'application/json-patch+json', 'application/json']
const forms = ['application/x-www-form-urlencoded', 'application/json']
const maxFields = 200

const rawKey = Symbol('raw')
interface WithRaw {[rawKey]?: ReadBody}

/** `request.body` is the parsed value; undefined when none was sent. Under /api JSON alone, elsewhere forms too. */
export function parseBody(request: Request, _response: Response, next: NextFunction): void | Promise<void> {
  const {method} = request
  return method === 'POST' || method === 'PUT' || method === 'PATCH' ? parseThen(request, next) : next()
}

async function parseThen(request: Request, next: NextFunction): Promise<void> {
  await takeBody(request)
  next()
}

/** Puts the parsed body on the request. Throws 413, 415 and 400. */
export async function takeBody(request: Request): Promise<void> {
  const types = request.method === 'PATCH' ? patches : isUnderApi(request.path) ? jsonOnly : forms
  const read = await readBody(request, types)
  if (!read) return
  (request as object as WithRaw)[rawKey] = read
  request.body = read.type === 'application/x-www-form-urlencoded' ? parseForm(read.text) : parseJson(read.text)
}

/** The body as it came, for fingerprints, and its media type. */
export function rawBodyOf(request: object): ReadBody {
  return (request as WithRaw)[rawKey] ?? {type: '', text: ''}
}

/** The first value of each name; without a prototype, so that every name is only a name. */
function parseForm(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > maxFields) break
    fields[name] ??= value
  }
  return fields
}
