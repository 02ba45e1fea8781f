/** The live feed of a page or of the designer: the line, looks by HTTP where it does not get through, and what is said about both. */
import type {LiveTopic} from '../../schemas/index.ts'
import type {LiveMessage} from '../page.ts'
import {createLine} from './create-line.ts'
import type {Troubles} from './create-troubles.ts'
import {meetTabs} from './meet-tabs.ts'
import {createPolling} from './poll-page.ts'

export interface LiveOptions {
  /** Asked at each (re)connection. */
  readonly topics: () => readonly LiveTopic[]
  /** The last event that is known; undefined: what was missed is found out otherwise. */
  readonly since: () => number | undefined
  /** The id of the one whose page it is. */
  readonly user: () => string
  readonly onMessage: (message: LiveMessage) => void
  /** Fetches by HTTP what is shown, and tells `troubles` where that is refused. Whether the server could be reached. */
  readonly look: () => Promise<boolean>
  readonly troubles: Pick<Troubles, 'connected' | 'blocked' | 'signedOut' | 'another' | 'away' | 'whenBack'>
  /** True once the server has taken the subscription. */
  readonly onState?: (connected: boolean) => void
  /** The line stands again for who was away: what may be shown can have changed with the session. */
  readonly onBack?: () => void
  /** Makes the socket of an attempt; a test gives its own. */
  readonly open?: () => WebSocket
}

export interface Live {
  /** The topics changed: tells the server. */
  follow(): void
  close(): void
}

const openSocket = (): WebSocket => new WebSocket(`${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/live`)

/**
 * While the page stands there without its own person, no line is tried, until they come back to it, another page of this browser is opened (as after signing in), or they were
 * answered by HTTP.
 */
export function createLive({look, troubles, onState, onBack, open = openSocket, ...asked}: LiveOptions): Live {
  const line = createLine({
    ...asked, open, away: troubles.away, onSignedOut: troubles.signedOut, onAnother: troubles.another,
    onState(connected) {
      if (connected) polling.stop()
      if (connected && troubles.away()) onBack?.()
      troubles.connected(connected)
      onState?.(connected)
    },
    onMissed: () => polling.missed(),
  })
  const polling = createPolling({look, blocked: troubles.blocked, hurry: line.hurry})
  const leaveTabs = meetTabs(() => troubles.away() && line.hurry())
  troubles.whenBack(line.hurry)
  return {
    follow: line.follow,
    close() {
      line.close()
      polling.stop()
      leaveTabs()
    },
  }
}
