/** For a request whose body nobody reads any more: what is still to come costs next to nothing. */
import {IncomingMessage} from 'node:http'

const discardingKey = Symbol('discarding')
interface WithDiscarding {[discardingKey]?: true}

/** What is left of a body in chunks is not even read: each chunk costs, however small. */
export function discardRest(request: IncomingMessage): void {
  (request as IncomingMessage & WithDiscarding)[discardingKey] = true
  if (isChunked(request)) request.socket.pause()
}

export const isChunked = ({headers}: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined

/** A request of our server: a body in crumbs costs a turn of the stream for each, unless they are dropped at its door. */
export class DiscardingRequest extends IncomingMessage {
  override push(chunk: unknown, encoding?: BufferEncoding): boolean {
    return chunk !== null && (this as WithDiscarding)[discardingKey] === true ? true : super.push(chunk, encoding)
  }
}
