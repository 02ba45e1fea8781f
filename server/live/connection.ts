/** One open socket: sends in the order things happened, and is cut off when its reader is too slow. */
import type {IncomingMessage} from 'node:http'
import {WebSocket} from 'ws'
import {liveCloseCodes} from '../../schemas/index.ts'
import type {Session} from '../auth/index.ts'
import type {Topic} from './topic.ts'

/** Bytes that may wait in a socket, and messages that may wait for one. */
const maxBuffered = 1024 * 1024
const maxWaiting = 1_000
/** How long a socket that is cut off may take to read why. */
const farewellMs = 1_000

export interface Connection {
  readonly request: IncomingMessage
  /** Who follows; another object once their rights have changed. */
  session: Session
  /** What it follows, by the topic as it was written. `shows`: the screen that stood at a page's path when it was last told. */
  readonly topics: Map<string, {readonly topic: Topic; shows?: string | undefined}>
  /** Pings that went unanswered. */
  missed: number
  /** Does `job` after everything that was queued before it, so that what is sent stays in the order of `seq`. Jobs of a closed socket are dropped. */
  queue(job: () => void | Promise<void>): void
  /** Sends now; to be called from within a queued job. */
  send(text: string): void
  isOpen(): boolean
  /** Resolves when the socket is closed. */
  readonly gone: Promise<void>
  close(code: number, reason: string): void
  ping(): void
  terminate(): void
}

export function createConnection(socket: WebSocket, request: IncomingMessage, session: Session, onError: (error: unknown) => void): Connection {
  let tail: Promise<void> | undefined
  let waiting = 0
  const isOpen = (): boolean => socket.readyState === WebSocket.OPEN

  function close(code: number, reason: string): void {
    if (!isOpen()) return
    socket.close(code, reason)
    // A reader that has stopped never answers the closing; what waits for it must not stay in memory.
    setTimeout(() => socket.terminate(), farewellMs).unref()
  }

  const failed = (error: unknown): void => {
    // What one message should have said is lost: the client must not believe that it saw everything.
    onError(error)
    close(1011, 'internal error')
  }

  async function doAfter(before: Promise<void> | undefined, job: () => void | Promise<void>): Promise<void> {
    try {
      await before
      if (isOpen()) await job()
    } catch (error) {
      failed(error)
    }
  }

  function wait(mine: Promise<void>): void {
    waiting++
    tail = mine.finally(() => {
      if (--waiting === 0) tail = undefined
    })
  }

  return {
    request, session, topics: new Map(), missed: 0, isOpen, close,
    gone: new Promise(resolve => void socket.once('close', () => resolve())),
    queue(job) {
      if (!isOpen()) return
      if (waiting >= maxWaiting) return close(liveCloseCodes.slow.code, 'slow')
      if (tail) return wait(doAfter(tail, job))
      try {
        const begun = job()
        if (begun) wait(begun.catch(failed))
      } catch (error) {
        failed(error)
      }
    },
    send(text) {
      if (!isOpen()) return
      if (socket.bufferedAmount + text.length > maxBuffered) return close(liveCloseCodes.slow.code, 'slow')
      socket.send(text)
    },
    ping: () => socket.ping(),
    terminate: () => socket.terminate(),
  }
}
