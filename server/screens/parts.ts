/** What the verbs on screens work with. */
import type {Catalog} from '../catalog/catalog.ts'
import type {ConfigItems} from '../config-items/config-items.ts'
import type {Commit} from '../commit/change.ts'
import type {Reader} from '../read/reader.ts'
import type {Store} from '../store/store.ts'
import type {Manifest} from '../../snippets/index.ts'
import type {Drafts} from './drafts.ts'
import type {InTurn} from './in-turn.ts'
import type {Released} from './released.ts'
import type {ScreenList} from './screen-list.ts'

export interface ScreensDeps {
  readonly store: Store
  readonly catalog: Catalog
  readonly commit: Commit
  readonly reader: Reader
  /** The manifests that screens are checked against; read anew at each check. */
  readonly snippets: ReadonlyMap<string, Manifest>
  /** What a release says of the code that draws a snippet; undefined: there is no such snippet. */
  readonly snippetHash: (name: string) => string | undefined
  /** What else releases hold. */
  readonly config: ConfigItems
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Our own mistakes: a listener that threw, a release that could not be read. */
  readonly onError: (error: unknown) => void
}

/** `inTurn` keys: `release` before `screen <id>`, never the other way round. */
export interface ScreensParts extends ScreensDeps {
  readonly list: ScreenList
  readonly drafts: Drafts
  readonly released: Released
  readonly inTurn: InTurn
}
