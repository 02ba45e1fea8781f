/** What the path of a screen may look like: `/`, `/companies`, `/companies/:id`. */
import {reason, type Reason} from '../../schemas/index.ts'

/** Addresses under /app that are the server's own. */
const reserved = new Set(['/act'])
const segmentPattern = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|:[a-z][a-z0-9_]*)$/

/** Why a path cannot be a screen's; undefined when it can. */
export function screenPathProblem(path: string): Reason | undefined {
  if (path === '/') return undefined
  if (!path.startsWith('/')) return reason('path-without-slash', {path})
  if (path.length > 200) return reason('path-too-long', {most: 200, size: path.length})
  if (reserved.has(path)) return reason('path-of-server', {path})
  const segments = path.slice(1).split('/')
  const wrong = segments.find(segment => !segmentPattern.test(segment))
  if (wrong !== undefined) {
    return wrong === ''
      ? reason('path-with-empty-part', {path})
      : reason('path-part', {part: wrong})
  }
  const names = pathParameters(path)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? undefined : reason('path-parameter-twice', {name: twice})
}

/** `/companies/:id` -> `["id"]` */
export function pathParameters(path: string): readonly string[] {
  return path.split('/').filter(segment => segment.startsWith(':')).map(segment => segment.slice(1))
}

/** Two paths of one shape match the same addresses: `/orders/:id` and `/orders/:number`. */
export const pathShape = (path: string): string => path.split('/').map(segment => (segment.startsWith(':') ? ':' : segment)).join('/')
