/** The content security policies: nothing at all for data, own scripts, the one that stands in each page, and nonced styles for pages. */
import {randomBytes} from 'node:crypto'
import type {ServerResponse} from 'node:http'
import {inlineScriptSource} from '../../runtime/server.ts'

/** Of every answer that is not a page. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"

const nonceKey = Symbol('nonce')
interface WithNonce extends ServerResponse {[nonceKey]?: string}

/** Makes this answer a page: sets the policies of a page and gives the nonce that its `<style nonce>` elements need. The same nonce for each call on one answer. */
export function pageNonce(response: ServerResponse): string {
  const known = (response as WithNonce)[nonceKey]
  if (known) return known
  const nonce = randomBytes(16).toString('base64')
  ;(response as WithNonce)[nonceKey] = nonce
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  response.setHeader('Content-Security-Policy', [
    "default-src 'none'", `script-src 'self' ${inlineScriptSource}`, `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
    "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "object-src 'none'",
  ].join('; '))
  return nonce
}
