/** Refuses what another site makes a browser do: by fetch metadata, else by Origin. Requests that carry a bearer token need no such check: no browser adds one by itself. */
import type {NextFunction, Request, Response} from 'express'
import {reason} from '../../schemas/index.ts'
import {bearerToken} from '../auth/index.ts'
import type {Config} from '../config.ts'
import {problem} from '../errors.ts'
import {isSameOrigin} from '../same-origin.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export function refuseCrossOrigin({publicUrl}: Pick<Config, 'publicUrl'>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const {method, headers} = request
    if (!safe.has(method) && bearerToken(headers) === undefined && isSameOrigin(headers, publicUrl) === false) {
      throw problem('cross-origin', {why: reason('made-by-another-site', {origin: publicUrl?.origin})})
    }
    next()
  }
}
