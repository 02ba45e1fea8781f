/** `/live` asked without a WebSocket, as a proxy does that passes no `Upgrade` on. */
import {Router, type Request, type Response} from 'express'
import {Problem} from '../errors.ts'
import {addRoutes} from '../http/index.ts'

export function liveRoutes(): Router {
  const router = Router({caseSensitive: true, strict: true})
  addRoutes(router, {'/live': {get: askForSocket}})
  return router
}

function askForSocket(_request: Request, response: Response): never {
  response.setHeader('Upgrade', 'websocket')
  response.setHeader('Connection', 'Upgrade')
  throw new Problem(426, 'upgrade-required', 'A WebSocket is expected', {detail: 'This address speaks WebSocket alone (Connection: Upgrade, Upgrade: websocket). A proxy on the way has to pass both headers on.'})
}
