/** Screens as the rest of the server sees them: drafts that change by steps, and the releases that pages are served from. */
import type {Screen, Step, Tree} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'

/** One screen of a release, in memory. `hash` is the Merkle root of its tree. */
export interface ReleasedScreen {readonly screen: Screen; readonly tree: Tree; readonly hash: string}

export interface ReleaseInfo {
  readonly id: string
  readonly kind: 'publish' | 'hotpatch' | 'rollback'
  readonly note: string
  readonly at: string
  readonly by: string
  /** Screen id -> root hash. */
  readonly screens: Readonly<Record<string, string>>
  /** The release before it. */
  readonly before: string | null
  readonly live: boolean
}

/** A screen's released tree changed; `steps` lead from the one to the other. `before`/`after` absent: it was not / is no longer released. */
export interface ScreenSwap {readonly path: string; readonly before?: ReleasedScreen; readonly after?: ReleasedScreen; readonly seq: number}

export interface Screens {
  /** The released screen whose path matches (`/companies/:id`), with its path parameters; undefined: unknown. Synchronous: in memory. */
  match(path: string): {readonly released: ReleasedScreen; readonly params: Readonly<Record<string, string>>} | undefined
  released(): readonly ReleasedScreen[]
  /** `at`: draft, live, or a release's id. Throws NotFound. */
  load(screenId: string, at: string): Promise<ReleasedScreen>
  /** Edits the draft; the answered steps are as accepted (rebased, `was` filled in). Throws Conflict naming the step when one no longer holds. */
  edit(actor: Actor, screenId: string, base: string | undefined, steps: readonly Step[]): Promise<{readonly hash: string; readonly steps: readonly Step[]; readonly seq: number}>
  check(actor: Actor, screenId: string): Promise<readonly ScreenProblem[]>
  /** Publishes the drafts of these screens (all that differ, when absent), or nothing at all. */
  publish(actor: Actor, ask: {readonly screens?: readonly string[]; readonly note?: string}): Promise<ReleaseInfo>
  releases(actor: Actor, limit: number): Promise<readonly ReleaseInfo[]>
  rollback(actor: Actor, releaseId: string, note?: string): Promise<ReleaseInfo>
  patchNode(actor: Actor, nodeId: string, steps: readonly Step[], note: string): Promise<{readonly release: ReleaseInfo; readonly screen: string; readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly draft: 'rebased' | 'unchanged' | 'conflict'; readonly seq: number}>
  /** Called after a release is durable and in memory, in order. */
  onSwap(listener: (swaps: readonly ScreenSwap[]) => void): () => void
  /** Called after a draft changed. */
  onDraft(listener: (change: {readonly screenId: string; readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly by: string; readonly seq: number}) => void): () => void
}

/** What the checker found at one node. Only errors stop a publish. */
export interface ScreenProblem {readonly severity: 'error' | 'warning'; readonly code: string; readonly node: string; readonly pointer: string; readonly message: string; readonly hint?: string}
