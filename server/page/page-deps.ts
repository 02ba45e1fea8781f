/** What pages are made of. */
import type {Screen} from '../../ast/index.ts'
import type {Snippet} from '../../snippets/index.ts'
import type {AccessOf} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Reader} from '../read/reader.ts'
import type {Screens} from '../screens/screens.ts'

export interface PageDeps {
  readonly screens: Pick<Screens, 'match' | 'released' | 'load' | 'onSwap'>
  readonly reader: Reader
  readonly access: AccessOf
  /** By name; may change while developing. */
  readonly snippets: ReadonlyMap<string, Snippet>
  /** Whether an actor may open a screen. */
  readonly mayOpen: (actor: Actor, screen: Screen) => boolean
  /** The tenant's last event. */
  readonly seq: () => number
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly assets: {
    /** Snippet -> URL of its script. */
    snippets(): Readonly<Record<string, string>>
  }
  /** Of those who have chosen none: BCP 47; default `en`. */
  readonly locale?: string
  /** Of those whose own zone is not known: IANA; default: the server's. */
  readonly timeZone?: string
  /** What went wrong at a node and was contained. */
  readonly onError?: (error: unknown, where: {readonly screen: string; readonly node: string}) => void
}
