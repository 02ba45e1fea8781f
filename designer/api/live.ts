/** The live feed: one WebSocket that comes back by itself and says what is new on the topics asked for. */

export interface LiveMessage {readonly type: string; readonly seq?: number; readonly [member: string]: unknown}

export interface Live {
  /** Returns the way to stop. Listeners hear every message of the socket. */
  subscribe(topics: readonly string[]): () => void
  onMessage(listener: (message: LiveMessage) => void): () => void
  /** `true` when the feed is there (again): whoever follows something may have missed facts, and looks again. */
  onState(listener: (on: boolean) => void): () => void
  close(): void
}

const beat = 60_000

/**
 * `open`: makes the socket; a test gives its own. Waits 0.5 to 15 s between attempts, with chance in it so that not all come at once.
 * While there is no feed, as behind a proxy that blocks WebSockets, it says `resync` when one comes back to the page, and each minute.
 */
export function createLive(open: () => WebSocket, {timeout = 45_000} = {}): Live {
  const topics = new Map<string, number>()
  const messages = new Set<(message: LiveMessage) => void>()
  const states = new Set<(on: boolean) => void>()
  let socket: WebSocket | undefined
  let attempt = 0
  let closed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const say = (type: string, names: readonly string[]): void => {
    if (names.length > 0 && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({type, topics: names}))
  }

  const later = (work: () => void, milliseconds: number): void => {
    clearTimeout(timer)
    timer = setTimeout(work, milliseconds)
  }

  const connect = (): void => {
    if (closed) return
    const current = open()
    socket = current
    current.addEventListener('open', () => {
      attempt = 0
      clearTimeout(timer)
      say('subscribe', [...topics.keys()])
      for (const listener of states) listener(true)
    })
    current.addEventListener('message', event => {
      const message = parse(event.data)
      if (message) for (const listener of messages) listener(message)
    })
    current.addEventListener('close', () => {
      if (socket !== current || closed) return
      socket = undefined
      attempt += 1
      if (attempt === 1) for (const listener of states) listener(false)
      later(connect, Math.min(15_000, 250 * 2 ** attempt) * (0.5 + Math.random()))
    })
    // A connection that neither opens nor fails is given up.
    later(() => {
      if (current.readyState === WebSocket.CONNECTING) current.close()
    }, timeout)
  }

  const onOnline = (): void => {
    if (!socket) later(connect, 0)
  }
  const lookAgain = (): void => {
    if (socket?.readyState === WebSocket.OPEN || globalThis.document?.visibilityState === 'hidden') return
    for (const listener of messages) listener({type: 'resync'})
  }
  const looking = setInterval(lookAgain, beat)
  globalThis.addEventListener?.('online', onOnline)
  globalThis.addEventListener?.('visibilitychange', lookAgain)
  globalThis.addEventListener?.('focus', lookAgain)
  connect()

  return {
    subscribe(names) {
      const fresh = names.filter(name => !topics.has(name))
      for (const name of names) topics.set(name, (topics.get(name) ?? 0) + 1)
      say('subscribe', fresh)
      return () => {
        const gone = names.filter(name => (topics.get(name) ?? 0) <= 1)
        for (const name of names) topics.set(name, (topics.get(name) ?? 1) - 1)
        for (const name of gone) topics.delete(name)
        say('unsubscribe', gone)
      }
    },
    onMessage(listener) {
      messages.add(listener)
      return () => messages.delete(listener)
    },
    onState(listener) {
      states.add(listener)
      return () => states.delete(listener)
    },
    close() {
      closed = true
      clearTimeout(timer)
      clearInterval(looking)
      globalThis.removeEventListener?.('online', onOnline)
      globalThis.removeEventListener?.('visibilitychange', lookAgain)
      globalThis.removeEventListener?.('focus', lookAgain)
      socket?.close()
    },
  }
}

function parse(data: unknown): LiveMessage | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const message = JSON.parse(data) as unknown
    return typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string' ? message as LiveMessage : undefined
  } catch {
    return undefined
  }
}
