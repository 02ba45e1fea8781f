/** Adds routes to the app or to a router: what an address does for each method, and 405 with `Allow` for the others. */
import type {IRouter, Request, Response} from 'express'
import {problem} from '../errors.ts'
import {byPath} from './by-path.ts'
import type {Route} from './operation.ts'

export function addRoutes(app: Pick<IRouter, 'route'>, routes: readonly Route[]): void {
  for (const [path, here] of byPath(routes)) {
    const route = app.route(expressPath(path))
    for (const {operation, handle} of here) route[operation.method](handle)
    const methods = methodsOf(here)
    route.all((request: Request, response: Response) => answerOtherMethod(request, response, methods))
  }
}

/** `GET`, `POST`, … */
export const methodsOf = (routes: readonly Route[]): readonly string[] => routes.map(({operation}) => operation.method.toUpperCase())

/** To OPTIONS with what there is, to all else with 405. */
export function answerOtherMethod(request: Request, response: Response, methods: readonly string[]): void {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']
  response.setHeader('Allow', allow.join(', '))
  if (request.method !== 'OPTIONS') throw problem('method-not-allowed', {method: request.method, allow})
  response.statusCode = 204
  response.end()
}

/** `/a/{id}` is `/a/:id` there, `/a/{*rest}` is `/a/*rest`. */
const expressPath = (path: string): string => path.replaceAll(/\{(\*?)(\w+)\}/g, (_, all: string, name: string) => (all ? `*${name}` : `:${name}`))
