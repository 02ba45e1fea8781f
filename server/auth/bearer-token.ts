/** What `Authorization` says of a caller of ours. Bearer alone does: Basic and the like are meant for a proxy, and browsers add them. */
import type {IncomingHttpHeaders} from 'node:http'

/** The token, empty where there is none behind the word. Undefined: nobody means to show one. */
export function bearerToken({authorization = ''}: Pick<IncomingHttpHeaders, 'authorization'>): string | undefined {
  const [scheme = '', ...rest] = authorization.trim().split(/\s+/)
  if (scheme.toLowerCase() !== 'bearer') return undefined
  return rest.length === 1 ? rest[0] : ''
}
