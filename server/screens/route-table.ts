/** Finds what stands at the path that matches an address. Literal parts win over parameters, from left to right; of two paths of one shape the first. */
import {pathShape} from './screen-path.ts'

export interface Routed<T> {readonly target: T; readonly params: Readonly<Record<string, string>>}

export interface RouteTable<T> {
  /** `path` as it came in the address, still percent-encoded; parameters come out decoded. */
  match(path: string): Routed<T> | undefined
}

interface Route<T> {readonly segments: readonly string[]; readonly target: T}

export function routeTable<T>(routes: Iterable<readonly [path: string, target: T]>): RouteTable<T> {
  const literal = new Map<string, T>()
  const byLength = new Map<number, Route<T>[]>()
  for (const [path, target] of routes) {
    if (!path.includes(':')) {
      if (!literal.has(path)) literal.set(path, target)
      continue
    }
    const segments = path.split('/')
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), {segments, target}])
  }
  // ":" sorts after every letter and digit that a literal part may hold when it is written as "~", so the more literal route comes first.
  const rank = ({segments}: Route<T>): string => pathShape(segments.join('/')).replaceAll(':', '~')
  for (const list of byLength.values()) list.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))

  return {
    match(path) {
      const found = literal.get(path)
      if (found !== undefined) return {target: found, params: {}}
      const segments = path.split('/')
      for (const route of byLength.get(segments.length) ?? []) {
        const params = paramsOf(route.segments, segments)
        if (params) return {target: route.target, params}
      }
      return undefined
    },
  }
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined
      continue
    }
    const value = decoded(segment)
    if (!value) return undefined
    params[part.slice(1)] = value
  }
  return params
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
