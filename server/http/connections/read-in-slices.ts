/** Gives what a connection sends to Node's parser in small slices: between two of them it can be stopped. */
import type {Socket} from 'node:net'

/** Bytes. In the smallest chunks that there are, some 700. */
const slice = 4_096

/**
 * Whoever pauses the socket stops the parser at the end of a slice. Left to itself the parser walks through 64 KB at a time, whatever is said of the first of them: 11,000
 * chunks of a byte, and a call for each.
 */
export function readInSlices(socket: Socket): void {
  // The parser reads past the socket until somebody else listens to it.
  const listen = (): void => {}
  socket.on('data', listen)
  socket.off('data', listen)
  const push = socket.push.bind(socket)
  socket.push = (bytes: Uint8Array | null) => {
    if (bytes === null || bytes.length <= slice) return push(bytes)
    let wantsMore = true
    for (let at = 0; at < bytes.length; at += slice) wantsMore = push(bytes.subarray(at, at + slice))
    return wantsMore
  }
}
