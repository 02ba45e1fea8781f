/** The headers that every answer carries. Routes loosen what they must: pages take `pageNonce`, assets may be kept. */
import type {NextFunction, Request, Response} from 'express'
import type {Config} from '../config.ts'
import {dataPolicy} from './page-nonce.ts'

export function securityHeaders({publicUrl}: Pick<Config, 'publicUrl'>) {
  const secure = publicUrl?.protocol === 'https:'
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Content-Security-Policy', dataPolicy)
    response.setHeader('X-Content-Type-Options', 'nosniff')
    // No other site learns an address of ours (a set-up link holds a secret). With `no-referrer` a browser would post our own forms with `Origin: null`.
    response.setHeader('Referrer-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    response.setHeader('Cache-Control', 'private, no-store')
    if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    next()
  }
}
