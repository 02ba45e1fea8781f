/** One WebSocket to the live feed: says which topics it follows, from which event on, and comes back by itself when it is lost. */
import type {LiveAsk, LiveBounds, LiveCloseCode, LiveTopic} from '../../schemas/index.ts'
import type {LiveMessage} from '../page.ts'

export interface LineOptions {
  /** Makes the socket of an attempt. */
  readonly open: () => WebSocket
  /** Asked at each (re)connection. */
  readonly topics: () => readonly LiveTopic[]
  /** The last event that is known; undefined: what was missed is found out otherwise. */
  readonly since: () => number | undefined
  /** Whose page it is. */
  readonly user: () => string
  readonly onMessage: (message: LiveMessage) => void
  /** True once the server has taken the subscription. */
  readonly onState: (connected: boolean) => void
  /** The session is over. */
  readonly onSignedOut: () => void
  /** Someone else is signed in now. */
  readonly onAnother: () => void
  /** An attempt ended before the server had taken the subscription, or takes long. */
  readonly onMissed: () => void
  /** Whether nobody is there for whom a line could stand: then none is tried, until one is asked for. */
  readonly away: () => boolean
}

export interface Line {
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
const silentSeconds: LiveBounds['silentSeconds'] = 50
const silence = silentSeconds * 1000
const sessionEnded: LiveCloseCode<'sessionEnded'> = 4401
const anotherPerson: LiveCloseCode<'anotherPerson'> = 4403
const slow: LiveCloseCode<'slow'> = 4408
const tooManyMessages: LiveCloseCode<'tooManyMessages'> = 4429
/** Whoever asked too much, or read too slowly, takes a breath. */
const calmAttempt = 4

export function createLine({open, topics, since, user, onMessage, onState, onSignedOut, onAnother, onMissed, away}: LineOptions): Line {
  let socket: WebSocket | undefined
  let attempt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let watch: ReturnType<typeof setTimeout> | undefined
  let beats = false
  let stands = false
  let closed = false
  let following: readonly LiveTopic[] = []

  const send = (message: LiveAsk): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }

  const subscribe = (names: readonly LiveTopic[], whose?: string): void => {
    const from = since()
    send({type: 'subscribe', topics: names, ...(from !== undefined && {since: from}), ...(whose !== undefined && {user: whose})})
  }

  const connect = (): void => {
    clearTimeout(retry)
    const own = open()
    socket = own
    beats = stands = false
    waitFor(Date.now() + silence)
    own.addEventListener('open', () => {
      following = topics()
      subscribe(following, user())
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
    if (code === sessionEnded) onSignedOut()
    if (code === anotherPerson) onAnother()
    if (code === slow || code === tooManyMessages) attempt = Math.max(attempt, calmAttempt)
    // Full jitter: pages that lost the same server do not come back as one.
    const wait = Math.min(longestWait, firstWait * 2 ** attempt++)
    clearTimeout(retry)
    retry = setTimeout(() => {
      if (!away()) connect()
    }, wait / 2 + Math.random() * wait / 2)
    if (missed && !away()) onMissed()
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
      if (fresh.length > 0) subscribe(fresh)
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
