/** The HTTP server around the app: bounded in time, size and number of connections, and closed without cutting an answer short. */
import type {Express} from 'express'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {Server as NetServer, type Socket} from 'node:net'
import {connectionLimits, createConnections, endSoon, readInSlices, type Connections} from './connections/index.ts'
import {isChunked} from './discard-rest.ts'
import {expressClasses} from './express-classes.ts'

export interface HttpServer {
  readonly server: Server
  /** Resolves with the port once it listens. Throws Node's own error, such as EADDRINUSE, where it cannot. */
  listen(port: number, host: string): Promise<number>
  /** Takes no new connection, answers what has been asked with `Connection: close`, ends what is silent, and after `graceMs` cuts what is left. */
  close(graceMs?: number): Promise<void>
}

/** `connections`: the same that the app was made with. */
export function createHttpServer(app: Express, connections: Connections = createConnections(connectionLimits)): HttpServer {
  const {limits} = connections
  const server = createServer({
    ...expressClasses(app, connections.beforeHead), maxHeaderSize: 16_384,
    headersTimeout: limits.headersMs, requestTimeout: limits.requestMs, connectionsCheckingInterval: limits.sweepMs, keepAliveTimeout: limits.idleMs.stranger,
  })
  server.maxHeadersCount = 100
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    // Read on only for whoever reads it.
    if (isChunked(request)) request.socket.pause()
    if (connections.begin(request, response)) app(request, response)
  }
  const isTrusted = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  server.on('connection', socket => {
    readInSlices(socket)
    connections.add(socket, isTrusted(socket.remoteAddress ?? '', 0))
  })
  server.on('request', answer)
  // Whoever asks whether to send a body is told so by the operation that reads it, or refused before it is sent.
  server.on('checkContinue', answer)
  server.on('clientError', (error: Error & {code?: string}, socket) => refuse(error, socket as Socket, connections))
  return {
    server,
    listen: (port, host) => new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, host, () => {
        server.off('error', reject)
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : port)
      })
    }),
    async close(graceMs = 5000) {
      // Not http's own, which cuts every silent connection at once, whatever is on its way there.
      const closed = new Promise<void>(resolve => void NetServer.prototype.close.call(server, () => resolve()))
      await connections.drain(graceMs)
      await closed
      server.close()
    },
  }
}

/** What is no HTTP gets the shortest answer that is, and no more of our time. */
function refuse(error: Error & {code?: string}, socket: Socket, connections: Connections): void {
  if (socket.destroyed) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
  if (socket.writable && !connections.isAnswering(socket)) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  endSoon(socket)
}
