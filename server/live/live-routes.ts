/** `/live` asked without a WebSocket, as a proxy does that passes no `Upgrade` on. */
import {Router, type Request, type Response} from 'express'
import {socketOperations} from '../../schemas/index.ts'
import {problem} from '../errors.ts'
import {addRoutes, routesOf} from '../http/index.ts'
import {isForwarded} from '../is-forwarded.ts'

export function liveRoutes(): Router {
  const router = Router({caseSensitive: true, strict: true})
  addRoutes(router, routesOf(socketOperations, {openSocket: ({request, response}) => askForSocket(request, response)}))
  return router
}

function askForSocket({headers}: Request, response: Response): never {
  // nginx hands `Upgrade` on to browsers that speak HTTP/2, where it breaks the answer.
  if (!isForwarded(headers)) response.setHeader('Upgrade', 'websocket').setHeader('Connection', 'Upgrade')
  throw problem('upgrade-required', {})
}
