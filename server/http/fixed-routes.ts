/** Routes whose paths have no parameters, found by one look-up: for what is asked before anything is known about the caller. */
import {answerOtherMethod, methodsOf} from './add-routes.ts'
import {byPath} from './by-path.ts'
import type {Middleware} from './in-order.ts'
import type {Route} from './operation.ts'

export function fixedRoutes(routes: readonly Route[]): Middleware {
  const paths = new Map([...byPath(routes)].map(([path, here]) => [path, {methods: methodsOf(here), handlers: handlersOf(here)}]))
  return (request, response, next) => {
    const found = paths.get(request.path)
    if (!found) return next()
    const handler = found.handlers.get(request.method)
    return handler ? handler(request, response) : answerOtherMethod(request, response, found.methods)
  }
}

function handlersOf(routes: readonly Route[]): ReadonlyMap<string, Route['handle']> {
  const handlers = new Map(routes.map(({operation, handle}) => [operation.method.toUpperCase(), handle]))
  const get = handlers.get('GET')
  return get ? handlers.set('HEAD', get) : handlers
}
