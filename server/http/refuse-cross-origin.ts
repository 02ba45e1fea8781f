/** Refuses what another site makes a browser do: by fetch metadata, else by Origin. Requests that carry a bearer token need no such check: no browser adds one by itself. */
import type {NextFunction, Request, Response} from 'express'
import type {Config} from '../config.ts'
import {Forbidden} from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export function refuseCrossOrigin({publicUrl}: Pick<Config, 'publicUrl'>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const {method, headers} = request
    if (!safe.has(method) && headers.authorization === undefined && !isSameOrigin(request, publicUrl)) {
      throw new Forbidden({detail: 'This request was made by another site, and nothing was done. Open Espalier itself and try again; programs send "Authorization: Bearer <token>".'}, 'cross-origin')
    }
    next()
  }
}

/** What carries neither header comes from no browser. */
function isSameOrigin({headers}: Request, publicUrl: URL | undefined): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const {origin} = headers
  if (origin === undefined) return true
  if (publicUrl && origin === publicUrl.origin) return true
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  return host !== '' && host === headers.host?.toLowerCase() && (!publicUrl || site === 'same-origin')
}
