/** Sends bytes to a server as they are: no client tidies the request or waits for the answer before it sends on. */
import {connect} from 'node:net'

export interface RawAnswer {
  /** 0: the connection ended without an answer. */
  readonly status: number
  readonly text: string
}

/** Resolves when the server ends the connection, or with what has come after `patienceMs`. */
export function sendRaw(port: number, request: Uint8Array, patienceMs = 20_000): Promise<RawAnswer> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    let text = ''
    const timer = setTimeout(() => socket.destroy(), patienceMs)
    socket.on('data', chunk => {
      if (text.length < 100_000) text += chunk.toString('latin1')
    })
    // A server that answers before it has read all may reset the connection.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      resolve({status: Number(/^HTTP\/1\.1 (\d+)/.exec(text.replace(/^HTTP\/1\.1 100[^]*?\r\n\r\n/, ''))?.[1] ?? 0), text})
    })
  })
}
