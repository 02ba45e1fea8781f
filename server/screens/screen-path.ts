/** What the path of a screen may look like: `/`, `/companies`, `/companies/:id`. */

/** Addresses under /app that are the server's own. */
const reserved = new Set(['/act'])
const segmentPattern = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|:[a-z][a-z0-9_]*)$/

/** Why a path cannot be a screen's, in words that say what to do; undefined when it can. */
export function screenPathProblem(path: string): string | undefined {
  if (path === '/') return undefined
  if (!path.startsWith('/')) return `expected a path that starts with "/", such as "/orders" or "/orders/:id", got "${path}"`
  if (path.length > 200) return `expected at most 200 characters, got ${path.length}`
  if (reserved.has(path)) return `"${path}" belongs to the server itself: choose another path`
  const segments = path.slice(1).split('/')
  const wrong = segments.find(segment => !segmentPattern.test(segment))
  if (wrong !== undefined) {
    return wrong === ''
      ? `expected no empty part (no "//", no "/" at the end), got "${path}"`
      : `part "${wrong}": expected small letters, digits and single hyphens ("open-orders"), or a parameter (":id")`
  }
  const names = pathParameters(path)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? undefined : `the parameter ":${twice}" stands twice: give each its own name`
}

/** `/companies/:id` -> `["id"]` */
export function pathParameters(path: string): readonly string[] {
  return path.split('/').filter(segment => segment.startsWith(':')).map(segment => segment.slice(1))
}

/** Two paths of one shape match the same addresses: `/orders/:id` and `/orders/:number`. */
export const pathShape = (path: string): string => path.split('/').map(segment => (segment.startsWith(':') ? ':' : segment)).join('/')
