/** What the live feed works with. */
import type {Duplex} from 'node:stream'
import type {PageState} from '../../runtime/page.ts'
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Auth} from '../auth/index.ts'
import type {ReleasedScreen, Screens} from '../screens/index.ts'
import type {Store} from '../store/store.ts'

export interface LivePages {
  /** A screen as one viewer sees it at one address. */
  resolve(ask: {
    readonly actor: Actor
    readonly released: ReleasedScreen
    readonly params: Readonly<Record<string, string>>
    readonly path: string
    readonly query: Readonly<Record<string, string>>
  }): Promise<PageState>
}

export interface LiveDeps {
  readonly store: Store
  readonly access: AccessOf
  readonly auth: Auth
  readonly screens: Screens
  readonly pages: LivePages
  readonly publicUrl?: URL | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Our own mistakes. */
  readonly onError: (error: unknown) => void
  /** Milliseconds between beats; default 20,000. A socket that misses two is dead. */
  readonly beatMs?: number
  /** Open sockets at once, in all and of one user by browsers or by programs; defaults 10,000 and 50. */
  readonly maxConnections?: number
  readonly maxPerUser?: number
  /** Hears of each socket that is opened, and whose it is. */
  readonly onUpgraded?: (socket: Duplex, user: string) => void
}
