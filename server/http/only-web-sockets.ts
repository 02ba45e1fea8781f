/**
 * For requests that ask for another protocol. Java's client says `Upgrade: h2c` on its first request: what is no WebSocket is
 * answered as it is (RFC 9110, 7.8).
 */
import type {IncomingMessage} from 'node:http'
import {DiscardingRequest} from './discard-rest.ts'

const askedKey = Symbol('asked')

/**
 * A request of our server. What comes right behind such a wish in the same packet Node drops; whoever wishes waits to hear which
 * protocol it will be.
 */
export class OnlyWebSockets extends DiscardingRequest {
  declare [askedKey]: boolean | null

  /** Node's parser sets it, and hands the connection over for good where it is true once the headers are known. */
  get upgrade(): boolean | null {
    return this[askedKey] && (this.method === 'CONNECT' || isWebSocket(this))
  }

  set upgrade(asked: boolean | null) {
    this[askedKey] = asked
  }
}

const isWebSocket = ({headers}: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket'
