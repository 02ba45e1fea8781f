/** In demo mode, answers only under names of this machine: a foreign name that was made to point here (DNS rebinding) could otherwise use the well-known passwords. */
import type {NextFunction, Request, Response} from 'express'
import type {Config} from '../config.ts'
import {problem} from '../errors.ts'
import {originOf} from '../same-origin.ts'

export function requireLocalHost({demo, publicUrl}: Pick<Config, 'demo' | 'publicUrl'>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (demo && !isLocal(request.headers.host, publicUrl)) {
      throw problem('wrong-host', {})
    }
    next()
  }
}

function isLocal(host: string | undefined, publicUrl: URL | undefined): boolean {
  if (host === undefined) return true
  const name = host.replace(/:\d+$/, '').toLowerCase()
  return name === 'localhost' || name === '127.0.0.1' || name === '[::1]' || (publicUrl !== undefined && originOf(publicUrl.protocol, host) === publicUrl.origin)
}
