/** The live feed as the parts of the designer follow it: each its topics, all of them every message. */
import {createLive, type LiveMessage, type LiveOptions} from '../../runtime/client.ts'
import type {LiveTopic} from '../../schemas/index.ts'

export interface Feed {
  /** Returns the way to stop. Listeners hear every message of the socket. */
  subscribe(topics: readonly LiveTopic[]): () => void
  onMessage(listener: (message: LiveMessage) => void): () => void
  /** `true` when the feed is there (again): whoever follows something may have missed facts, and looks again. */
  onState(listener: (on: boolean) => void): () => void
  close(): void
}

export interface FeedDeps extends Pick<LiveOptions, 'troubles' | 'open'> {
  readonly user: string
  /** Whether the server answers, and still the one whose page it is. Tells `troubles` where it does not. */
  readonly reach: () => Promise<boolean>
}

/** Where the line does not get through, it says `resync` when one comes back to the page, and each minute. */
export function createFeed({user, reach, troubles, open}: FeedDeps): Feed {
  const topics = new Map<LiveTopic, number>()
  const messages = new Set<(message: LiveMessage) => void>()
  const states = new Set<(on: boolean) => void>()
  let since: number | undefined

  const tell = (message: LiveMessage): void => {
    for (const listener of messages) listener(message)
  }

  const live = createLive({
    user: () => user, troubles, ...(open && {open}),
    topics: () => [...topics.keys()],
    since: () => since,
    onMessage(message) {
      // Only `subscribed` is a promise: one event can be told in several messages, and all but the first may be lost with the line.
      since = message.type === 'subscribed' ? message.seq : Math.max(since ?? 0, message.seq - 1)
      tell(message)
    },
    async look() {
      const reached = await reach()
      if (reached && !troubles.away()) tell({type: 'resync', seq: since ?? 0})
      return reached
    },
    onState(on) {
      for (const listener of states) listener(on)
    },
  })

  return {
    subscribe(names) {
      for (const name of names) topics.set(name, (topics.get(name) ?? 0) + 1)
      live.follow()
      return () => {
        for (const name of names) {
          const left = (topics.get(name) ?? 1) - 1
          if (left > 0) topics.set(name, left)
          else topics.delete(name)
        }
        live.follow()
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
    close: live.close,
  }
}
