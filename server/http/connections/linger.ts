/** Closing a connection whose sender may still be sending: at once, and the answer that is on its way would be lost with it (RFC 9112, 9.6). */
import type {Socket} from 'node:net'

/** Milliseconds that a sender may take to notice, and bytes that are thrown away meanwhile. */
const longest = 500
const look = 10
const mostBytes = 4 * 1024 * 1024

/** Sends what is to be sent, says that nothing follows, and ends within half a second whatever the other side does. `reads`: throws away what still comes. */
export function endSoon(socket: Socket, reads = true): void {
  if (socket.destroyed) return
  if (socket.writable) socket.end()
  // Nor does the parser see it.
  socket.removeAllListeners('data')
  // After Node, which begins to read what nobody wants.
  if (reads) socket.resume()
  else process.nextTick(() => socket.pause())
  const began = performance.now()
  const most = socket.bytesRead + mostBytes
  const timer = setInterval(() => {
    if (performance.now() - began > longest || socket.bytesRead > most) socket.destroy()
  }, look)
  socket.once('close', () => clearInterval(timer))
}

/** Makes Node end this connection so, once it has sent the answer. A body in chunks is not read on: each chunk costs, however small. */
export function lingerOn(socket: Socket, reads: boolean): void {
  socket.destroySoon = () => endSoon(socket, reads)
}
