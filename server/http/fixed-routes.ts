/** Routes whose URLs have no parameters, found by one look-up: for what is asked before anything is known about the caller. */
import type {RouteTable, Handler, Method} from './add-routes.ts'
import {answerOtherMethod} from './add-routes.ts'
import type {Middleware} from './in-order.ts'

export function fixedRoutes(table: RouteTable): Middleware {
  const urls = new Map(Object.entries(table))
  return (request, response, next) => {
    const methods = urls.get(request.path)
    if (!methods) return next()
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
    const handler: Handler | undefined = Object.hasOwn(methods, method) ? methods[method as Method] : undefined
    return handler ? handler(request, response) : answerOtherMethod(request, response, methods)
  }
}
