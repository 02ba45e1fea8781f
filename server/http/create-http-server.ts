/** The HTTP server around the app: bounded in time and size, and closed without cutting an answer short. */
import type {Express} from 'express'
import {createServer, type Server} from 'node:http'
import type {Socket} from 'node:net'
import {expressClasses} from './express-classes.ts'

export interface HttpServer {
  readonly server: Server
  /** Resolves with the port once it listens. Throws Node's own error, such as EADDRINUSE, where it cannot. */
  listen(port: number, host: string): Promise<number>
  /** Takes no new request, lets running ones end for `graceMs`, then cuts what is left. */
  close(graceMs?: number): Promise<void>
}

export function createHttpServer(app: Express): HttpServer {
  const server = createServer({...expressClasses(app), requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384}, app)
  server.maxHeadersCount = 100
  server.on('clientError', (error: Error & {code?: string}, socket) => refuse(error, socket as Socket))
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
    close: (graceMs = 5000) => new Promise(resolve => {
      const timer = setTimeout(() => server.closeAllConnections(), graceMs)
      server.close(() => {
        clearTimeout(timer)
        resolve()
      })
      server.closeIdleConnections()
    }),
  }
}

/** What is no HTTP gets the shortest answer that is. */
function refuse(error: Error & {code?: string}, socket: Socket): void {
  if (socket.destroyed || !socket.writable) return
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
