/** The page's one WebSocket: says which topics it follows, from which event on, and comes back by itself when the connection is lost. */

/** What the server says; every message carries the tenant's `seq`. */
export type LiveMessage = {readonly type: string; readonly seq?: number; readonly [member: string]: unknown}

export interface LiveOptions {
  /** `wss://host/live` */
  readonly url: string
  /** Asked at each (re)connection. */
  readonly topics: () => readonly string[]
  /** The last event the page knows. */
  readonly since: () => number
  readonly onMessage: (message: LiveMessage) => void
  /** True once the server has taken the subscription. */
  readonly onState: (connected: boolean) => void
  /** Whose page it is. */
  readonly user: () => string
  /** The session is over. Attempts go on, seldom: the same person may sign in again elsewhere. */
  readonly onSignedOut: () => void
  /** Someone else is signed in now. Attempts go on, as above. */
  readonly onAnother: () => void
  /** An attempt ended before the server had taken the subscription, or takes long. */
  readonly onMissed: () => void
}

export interface Live {
  /** The topics changed: tells the server. */
  follow(): void
  /** Tries again at once. False where there is a line, or an attempt at one. */
  hurry(): boolean
  close(): void
}

const firstWait = 300
const longestWait = 15_000
/** An attempt that has not led to a line by then takes long. It goes on for as long as a line may be silent. */
const late = 3000
/** The server beats every 20 s; two missed beats and a bit are a dead line. */
const silence = 50_000
const signedOut = 4401
const anotherPerson = 4403
/** Between attempts of a page that nobody is signed in for. */
const longestAway = 60_000
/** Nobody signs in again at once. */
const calmAttempt = 3

export function createLive({url, topics, since, onMessage, onState, user, onSignedOut, onAnother, onMissed}: LiveOptions): Live {
  let socket: WebSocket | undefined
  let attempt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let watch: ReturnType<typeof setTimeout> | undefined
  let beats = false
  let stands = false
  let closed = false
  let away = false
  let following: readonly string[] = []

  const send = (message: object): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  const connect = (): void => {
    clearTimeout(retry)
    retry = undefined
    const own = new WebSocket(url)
    socket = own
    beats = stands = false
    waitFor(Date.now() + silence)
    own.addEventListener('open', () => {
      following = topics()
      send({type: 'subscribe', topics: following, since: since(), user: user()})
    })
    own.addEventListener('message', ({data}: MessageEvent<string>) => {
      const message = JSON.parse(data) as LiveMessage
      if (stands) listen()
      if (message.type === 'beat') {
        beats = true
        return
      }
      if (message.type === 'subscribed') {
        attempt = 0
        away = false
        stands = true
        listen()
        onState(true)
      }
      onMessage(message)
    })
    own.addEventListener('close', ({code}) => {
      if (own === socket) lost(code)
    })
  }

  const waitFor = (end: number): void => {
    clearTimeout(watch)
    watch = setTimeout(() => {
      onMissed()
      if (Date.now() < end) waitFor(end)
      else drop()
    }, late)
  }

  /** A line that has beaten and falls silent is dead, even when nobody said so. */
  const listen = (): void => {
    clearTimeout(watch)
    watch = setTimeout(() => {
      if (beats) drop()
    }, silence)
  }

  const drop = (): void => {
    const dead = socket
    socket = undefined
    dead?.close()
    lost(0)
  }

  const lost = (code: number): void => {
    clearTimeout(watch)
    socket = undefined
    if (closed) return
    const missed = !stands
    stands = false
    onState(false)
    if (code === signedOut) onSignedOut()
    if (code === anotherPerson) onAnother()
    if (code === signedOut || code === anotherPerson) {
      away = true
      attempt = Math.max(attempt, calmAttempt)
    }
    // Full jitter: pages that lost the same server do not come back as one.
    const wait = Math.min(away ? longestAway : longestWait, firstWait * 2 ** attempt++)
    clearTimeout(retry)
    retry = setTimeout(connect, wait / 2 + Math.random() * wait / 2)
    if (missed && !away) onMissed()
  }

  const hurry = (): boolean => {
    if (closed || socket) return false
    attempt = 0
    connect()
    return true
  }
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') hurry()
  }
  addEventListener('online', hurry)
  addEventListener('focus', hurry)
  document.addEventListener('visibilitychange', onVisible)
  connect()

  return {
    hurry,
    follow() {
      const next = topics()
      const gone = following.filter(topic => !next.includes(topic))
      const fresh = next.filter(topic => !following.includes(topic))
      following = next
      if (gone.length > 0) send({type: 'unsubscribe', topics: gone})
      if (fresh.length > 0) send({type: 'subscribe', topics: fresh, since: since()})
    },
    close() {
      closed = true
      clearTimeout(retry)
      clearTimeout(watch)
      removeEventListener('online', hurry)
      removeEventListener('focus', hurry)
      document.removeEventListener('visibilitychange', onVisible)
      socket?.close()
    },
  }
}
