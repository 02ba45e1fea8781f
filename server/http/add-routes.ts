/** Adds a table of URLs to the app or to a router: what a URL does for each method, and 405 with `Allow` for the others. */
import type {IRouter, Request, Response} from 'express'
import {Problem} from '../errors.ts'
import {handlerOf, type Method, type Methods} from './operation.ts'

export type RouteTable = {readonly [url: string]: Methods}

export function addRoutes(app: Pick<IRouter, 'route'>, table: RouteTable): void {
  for (const [url, methods] of Object.entries(table)) {
    const route = app.route(url)
    for (const [method, operation] of Object.entries(methods)) route[method as Method](handlerOf(operation))
    route.all((request: Request, response: Response) => answerOtherMethod(request, response, methods))
  }
}

/** To OPTIONS with what there is, to all else with 405. */
export function answerOtherMethod(request: Request, response: Response, methods: Methods): void {
  const names = Object.keys(methods).map(name => name.toUpperCase())
  const allow = [...names, ...(names.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  response.setHeader('Allow', allow)
  if (request.method !== 'OPTIONS') throw new Problem(405, 'method-not-allowed', 'Method not allowed', {detail: `${request.method} is nothing that this address does. It does ${allow}.`})
  response.statusCode = 204
  response.end()
}
