/** Everything that the designer shows, as one value. */
import type {Problem, Release, SchemaItem, ScreenItem} from '../api/api.ts'
import type {Manifests} from '../commands/places.ts'
import type {PageState} from '../../runtime/client.ts'
import type {Tree} from '../../ast/index.ts'
import type {Draft} from './draft.ts'
import {type History, noHistory} from './history.ts'
import type {Saving} from './sync.ts'

/** `about`: of two that are about the same only the later one stands. */
export interface Notice {readonly id: number; readonly tone: 'info' | 'good' | 'warn' | 'bad'; readonly text: string; readonly about: string}

/** The page as the server last resolved the draft, and the tree it was made from. */
export interface CanvasPage {readonly state: PageState; readonly tree: Tree}

export type ViewWidth = 'desktop' | 'tablet' | 'phone'
export type Panel = 'releases' | 'problems' | 'new-screen' | 'screen-settings' | 'publish' | 'archived'

export interface EditorState {
  readonly phase: 'starting' | 'ready' | 'failed'
  /** Why the designer could not start, or the screen not be opened. */
  readonly failure: string
  /** The screen that was asked for is archived; `failure` says so. */
  readonly archived: boolean
  readonly screens: readonly ScreenItem[]
  readonly manifests: Manifests
  readonly schemas: readonly SchemaItem[]
  readonly people: ReadonlyMap<string, string>
  readonly screenId: string | null
  /** Undefined while a screen is being opened, and where none is open. */
  readonly draft: Draft | undefined
  readonly history: History
  readonly selected: string | null
  readonly hovered: string | null
  /** A pointer into the selected node that the inspector should bring up: set by a click on a problem, and for a new part. */
  readonly field: string | null
  /** What stands in `field` came with a new part: what is typed takes its place. */
  readonly isExample: boolean
  readonly saving: Saving
  readonly live: boolean
  readonly page: CanvasPage | undefined
  readonly pageFailure: string
  readonly problems: readonly Problem[]
  readonly releases: readonly Release[] | undefined
  readonly notices: readonly Notice[]
  /** What was done last, for those who do not see it. Another id: it is said once more. */
  readonly announced: {readonly id: number; readonly text: string}
  readonly panel: Panel | null
  readonly width: ViewWidth
  readonly publishing: boolean
  /** Managers look at drafts; only admins change them. */
  readonly mayEdit: boolean
}

export const firstState: EditorState = Object.freeze({
  phase: 'starting', failure: '', archived: false, screens: [], manifests: new Map(), schemas: [], people: new Map(), screenId: null, draft: undefined, history: noHistory,
  selected: null, hovered: null, field: null, isExample: false, saving: 'saved', live: true, page: undefined, pageFailure: '', problems: [], releases: undefined,
  notices: [], announced: {id: 0, text: ''}, panel: null, width: 'desktop', publishing: false, mayEdit: true,
})
