/** A name for each request, which its answer and our log carry. A name that the client sent is never taken over. */
import {randomBytes} from 'node:crypto'
import type {IncomingMessage, ServerResponse} from 'node:http'

const idKey = Symbol('id')
interface WithId extends IncomingMessage {[idKey]?: string}

const start = randomBytes(5).toString('hex')
let count = 0

export function nameRequest(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const id = `${start}-${(++count).toString(36)}`
  ;(request as WithId)[idKey] = id
  response.setHeader('X-Request-Id', id)
  next()
}

export function requestId(request: IncomingMessage): string {
  return (request as WithId)[idKey] ?? 'none'
}
