/** One open connection, and what is known of who holds it. */
import type {ServerResponse} from 'node:http'
import type {Socket} from 'node:net'

export interface Connection {
  readonly socket: Socket
  /** A proxy that we were told to trust: it speaks for many. */
  readonly isTrustedProxy: boolean
  /** Whom it is counted for: an address while nobody has signed in, then a person. Undefined between the requests of a trusted proxy. */
  holder: string | undefined
  isPerson: boolean
  /** What is being answered; several when a client does not wait for answers. */
  readonly answering: Set<ServerResponse>
  /** When the last answer was out, and what had been read by then. */
  idleSince: number
  readUntilIdle: number
  /** When a whole answer was first seen waiting to be taken. */
  waitingSince: number | undefined
  /** Belongs to the live feed now, which has bounds of its own. */
  isUpgraded: boolean
  /** Its last request has been answered, or is being. */
  isClosing: boolean
}

export function newConnection(socket: Socket, isTrustedProxy: boolean): Connection {
  return {
    socket, isTrustedProxy, holder: undefined, isPerson: false, answering: new Set(), idleSince: performance.now(), readUntilIdle: 0, waitingSince: undefined, isUpgraded: false, isClosing: false,
  }
}

/** Whether it could be ended without cutting off an answer: it is silent, or still sending its request. */
export function isWaiting({answering, isUpgraded}: Connection): boolean {
  if (isUpgraded) return false
  for (const response of answering) if (response.req.complete || !hasBody(response.req)) return false
  return true
}

/** Whether nothing has come since the last answer. */
export function isIdle({answering, isUpgraded, socket, readUntilIdle}: Connection): boolean {
  return !isUpgraded && answering.size === 0 && socket.bytesRead === readUntilIdle
}

export function hasBody({headers}: ServerResponse['req']): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0')
}
