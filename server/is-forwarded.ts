/** `isForwarded`: whether a proxy says that it passes on somebody else's request. */
import type {IncomingHttpHeaders} from 'node:http'

export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined || headers.via !== undefined
}
