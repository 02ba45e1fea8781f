/** `byPath`: routes in their order, those of one address together. */
import type {Route} from './operation.ts'

export function byPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, Route[]>()
  for (const route of routes) {
    const here = paths.get(route.operation.path)
    if (here) here.push(route)
    else paths.set(route.operation.path, [route])
  }
  return paths
}
