/** Routes whose URLs have no parameters, found by one look-up: for what is asked before anything is known about the caller. */
import {answerOtherMethod, type RouteTable} from './add-routes.ts'
import type {Middleware} from './in-order.ts'
import {handlerOf, type Handler, type Methods} from './operation.ts'

export function fixedRoutes(table: RouteTable): Middleware {
  const urls = new Map(Object.entries(table).map(([url, methods]) => [url, {methods, handlers: handlersOf(methods)}]))
  return (request, response, next) => {
    const found = urls.get(request.path)
    if (!found) return next()
    const handler = found.handlers.get(request.method)
    return handler ? handler(request, response) : answerOtherMethod(request, response, found.methods)
  }
}

function handlersOf(methods: Methods): ReadonlyMap<string, Handler> {
  const handlers = new Map(Object.entries(methods).map(([method, operation]) => [method.toUpperCase(), handlerOf(operation)]))
  const get = handlers.get('GET')
  return get ? handlers.set('HEAD', get) : handlers
}
