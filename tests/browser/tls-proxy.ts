/** A reverse proxy that ends TLS before a server, as nginx does: requests and sockets go on in plain HTTP, with the usual headers. */
import {request as ask, type IncomingMessage} from 'node:http'
import {createServer} from 'node:https'
import {connect} from 'node:net'
import {generate} from 'selfsigned'

export interface TlsProxy {
  readonly port: number
  close(): void
}

/** `host` is what the server gets as `Host`; it has a certificate of its own signing. */
export async function openTlsProxy(name: string, target: number, host: string): Promise<TlsProxy> {
  const {private: key, cert} = await generate([{name: 'commonName', value: name}], {algorithm: 'sha256'})
  const server = createServer({key, cert}, (request, response) => {
    const passed = ask({host: '127.0.0.1', port: target, method: request.method, path: request.url, headers: forwarded(request)}, answer => {
      response.writeHead(answer.statusCode!, answer.rawHeaders)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  })
  server.on('upgrade', (request, socket, head) => {
    const onward = connect(target, '127.0.0.1', () => {
      const lines = Object.entries(forwarded(request)).map(([header, value]) => `${header}: ${String(value)}`)
      onward.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      onward.write(head)
      onward.pipe(socket).pipe(onward)
    })
    for (const end of [onward, socket]) end.on('error', () => [onward, socket].forEach(each => each.destroy()))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))

  function forwarded({headers, socket}: IncomingMessage): IncomingMessage['headers'] {
    return {...headers, host, 'x-forwarded-for': socket.remoteAddress, 'x-forwarded-proto': 'https', 'x-forwarded-host': name}
  }

  return {
    port: (server.address() as {port: number}).port,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
