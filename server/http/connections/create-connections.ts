/** All open connections of a server: who holds how many, which have gone on too long, and how they end when the server does. */
import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Socket} from 'node:net'
import type {Duplex} from 'node:stream'
import {reason, type Reason} from '../../../schemas/index.ts'
import {problem, type Problem} from '../../errors.ts'
import {isForwarded} from '../../is-forwarded.ts'
import {networkOf} from '../../network-of.ts'
import {discardRest, isChunked} from '../discard-rest.ts'
import {hasBody, isIdle, isWaiting, newConnection, type Connection} from './connection.ts'
import {createHolders} from './holders.ts'
import type {ConnectionLimits} from './limits.ts'
import {endSoon, lingerOn} from './linger.ts'

export interface Connections {
  readonly limits: ConnectionLimits
  /** Counts a new one. Where there are too many, the one that has waited longest makes room for it; else it is ended. */
  add(socket: Socket, isTrustedProxy: boolean): void
  /** A request has come. False: its connection is ending with an answer before, and this one is not listened to. */
  begin(request: IncomingMessage, response: ServerResponse): boolean
  /** It is known by now who sent this request. Throws 429 when they hold too many connections. `addressOf`: as the proxies say it, where we trust them. */
  identified(request: IncomingMessage, person: string | undefined, addressOf: () => string): void
  /** Belongs to the live feed from now on, and to this person. */
  upgraded(socket: Duplex, person: string): void
  /** Whether an answer is on its way, into which no other may be written. */
  isAnswering(socket: Duplex): boolean
  /** To be called right before an answer's status and headers are fixed. */
  beforeHead(response: ServerResponse): void
  /** Every answer from now on is the last of its connection; the silent ones are ended. Resolves when none is left, or after `graceMs`, when the rest is cut. */
  drain(graceMs: number): Promise<void>
  count(): number
}

/** Milliseconds in which a client that was busy may send what it had begun to send. */
const lastWords = 250

export function createConnections(limits: ConnectionLimits): Connections {
  const open = new Map<Duplex, Connection>()
  const strangers = createHolders()
  const people = createHolders()
  let isDraining = false
  const sweeping = setInterval(sweep, limits.sweepMs).unref()

  function add(socket: Socket, isTrustedProxy: boolean): void {
    if (isDraining || (open.size >= limits.sockets && !makeRoom(open.values()))) return refuse(socket)
    const address = isTrustedProxy ? undefined : networkOf(socket.remoteAddress ?? '')
    if (address !== undefined && strangers.count(address) >= limits.perAddress && !makeRoom(strangers.of(address))) return refuse(socket)
    const connection = newConnection(socket, isTrustedProxy)
    open.set(socket, connection)
    socket.once('close', () => {
      open.delete(socket)
      release(connection)
    })
    if (address !== undefined) hold(connection, address, false)
  }

  function hold(connection: Connection, holder: string, isPerson: boolean): void {
    if (connection.holder === holder && connection.isPerson === isPerson) return
    release(connection)
    connection.holder = holder
    connection.isPerson = isPerson
    ;(isPerson ? people : strangers).add(holder, connection)
  }

  function release(connection: Connection): void {
    if (connection.holder !== undefined) (connection.isPerson ? people : strangers).remove(connection.holder, connection)
    connection.holder = undefined
  }

  /** Ends the one of them that has waited longest, if it is a stranger's or, among a person's own, is silent. */
  function makeRoom(among: Iterable<Connection>, mayEnd: (connection: Connection) => boolean = one => !one.isPerson && isWaiting(one)): boolean {
    for (const connection of among) {
      if (!mayEnd(connection)) continue
      connection.socket.destroy()
      open.delete(connection.socket)
      release(connection)
      return true
    }
    return false
  }

  function begin(request: IncomingMessage, response: ServerResponse): boolean {
    const connection = open.get(request.socket)
    if (!connection || connection.isClosing) return false
    connection.answering.add(response)
    response.once('close', () => {
      connection.answering.delete(response)
      connection.waitingSince = undefined
      connection.idleSince = performance.now()
      connection.readUntilIdle = connection.socket.bytesRead
      // What comes next through a proxy is another's.
      if (connection.isTrustedProxy && !connection.isUpgraded) release(connection)
    })
    // Node has set its own time by now: its listener came first.
    response.once('finish', () => {
      if (connection.answering.size === 1 && !connection.isClosing) connection.socket.setTimeout(idleMs(connection, request))
    })
    return true
  }

  function identified(request: IncomingMessage, person: string | undefined, addressOf: () => string): void {
    const connection = open.get(request.socket)
    if (!connection) return
    if (person !== undefined) {
      if (connection.holder === person) return
      const isFull = people.count(person) >= limits.perPerson
      if (isFull && (connection.isTrustedProxy || !makeRoom(people.of(person), isIdle))) throw tooMany(reason('connections-of-person', {most: limits.perPerson}))
      hold(connection, person, true)
    } else if (connection.isTrustedProxy) {
      const network = networkOf(addressOf())
      if (strangers.count(network) >= limits.perAddress) throw tooMany(reason('requests-of-address', {most: limits.perAddress}))
      hold(connection, network, false)
    }
  }

  function idleMs({isPerson, isTrustedProxy}: Connection, {headers}: IncomingMessage): number {
    return isTrustedProxy || (isPerson && isForwarded(headers)) ? limits.idleMs.proxy : isPerson ? limits.idleMs.person : limits.idleMs.stranger
  }

  function beforeHead(response: ServerResponse): void {
    const connection = open.get(response.req.socket)
    if (!connection) return
    // What is left of a body is not waited for.
    const isUnread = hasBody(response.req) && !response.req.complete
    if (isUnread) {
      discardRest(response.req)
      lingerOn(connection.socket, !isChunked(response.req))
    }
    // Of several requests that came at once, none may end the connection before the others are answered.
    const isLast = isUnread || (isDraining && connection.answering.size === 1)
    if (isLast) response.setHeader('Connection', 'close')
    else if (response.shouldKeepAlive && (connection.isPerson || connection.isTrustedProxy)) response.setHeader('Keep-Alive', `timeout=${idleMs(connection, response.req) / 1000}`)
    connection.isClosing = isLast
  }

  function sweep(): void {
    const now = performance.now()
    for (const connection of open.values()) if (isUntaken(connection, now)) connection.socket.destroy()
  }

  /** A whole answer that its reader takes too slowly. */
  function isUntaken(connection: Connection, now: number): boolean {
    const waits = [...connection.answering].some(response => response.writableEnded && !response.writableFinished)
    if (!waits) {
      connection.waitingSince = undefined
      return false
    }
    if (connection.waitingSince === undefined) {
      connection.waitingSince = now
      // Node ends what takes nothing at all for so long.
      connection.socket.setTimeout(limits.takenMs)
    }
    return now - connection.waitingSince > limits.takenMs + connection.socket.writableLength / limits.takenPerSecond * 1000
  }

  function drain(graceMs: number): Promise<void> {
    isDraining = true
    clearInterval(sweeping)
    const began = performance.now()
    return new Promise(resolve => {
      const timer = setInterval(() => {
        const now = performance.now()
        for (const connection of open.values()) {
          if (now - began > graceMs) connection.socket.destroy()
          else if (isIdle(connection) && now - Math.max(began, connection.idleSince) > lastWords) endSoon(connection.socket)
        }
        if (open.size > 0) return
        clearInterval(timer)
        resolve()
      }, 20)
    })
  }

  return {
    limits, add, begin, identified, beforeHead, drain,
    isAnswering: socket => [...open.get(socket)?.answering ?? []].some(response => response.headersSent),
    upgraded(socket, person) {
      const connection = open.get(socket)
      if (!connection) return
      connection.isUpgraded = true
      hold(connection, person, true)
    },
    count: () => open.size,
  }
}

/** The shortest answer that says to come again. */
function refuse(socket: Socket): void {
  socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}

const tooMany = (why: Reason): Problem => problem('too-many-connections', {why}, {more: {retry_after: 5}})
