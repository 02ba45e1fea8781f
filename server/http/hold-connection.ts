/** The middleware that counts a connection for whoever turned out to send the request. */
import type {NextFunction, Request, Response} from 'express'
import {addressOf} from './address-of.ts'
import type {Connections} from './connections/index.ts'
import {findActor} from './request-session.ts'

export function holdConnection(connections: Pick<Connections, 'identified'>) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    connections.identified(request, findActor(request)?.id, () => addressOf(request))
    next()
  }
}
