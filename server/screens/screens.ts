/** Screens as the rest of the server sees them: drafts that change by steps, and the releases that pages are served from. */
import type {Screen, Step, Tree} from '../../ast/index.ts'
import type {Actor} from '../actor.ts'

/** One screen of a release, in memory. `hash` is `hashScreen`: the screen's own data and the Merkle root of its tree. */
export interface ReleasedScreen {readonly screen: Screen; readonly tree: Tree; readonly hash: string}

export interface ReleaseInfo {
  readonly id: string
  /** 1, 2, 3, …: the greatest is live. */
  readonly number: number
  readonly kind: 'publish' | 'hotpatch' | 'rollback'
  readonly note: string
  readonly at: string
  readonly by: string
  /** Screen id -> hash. */
  readonly screens: Readonly<Record<string, string>>
  /** The release before it. */
  readonly before: string | null
  readonly live: boolean
}

/** What a release changed on one screen. `settings`: title, path, navigation, parameters or roles changed too, which no step says. */
export interface ReleaseChange {
  readonly screen: string
  readonly path: string
  readonly title: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly from: string | null
  readonly to: string | null
  readonly steps: readonly Step[]
  readonly settings: boolean
}

/** A screen's released tree changed; the trees' difference leads from the one to the other. `before`/`after` absent: it was not / is no longer released. */
export interface ScreenSwap {readonly path: string; readonly before?: ReleasedScreen; readonly after?: ReleasedScreen; readonly seq: number}

/** A screen in the list: where its draft stands, and what is live. */
export interface ScreenEntry {
  readonly screen: Screen
  readonly rev: number
  readonly draft: string
  readonly live: string | null
}

export interface DraftChange {readonly screenId: string; readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly by: string; readonly seq: number}

export interface Patched {
  readonly release: ReleaseInfo
  readonly screen: string
  readonly from: string
  readonly to: string
  readonly steps: readonly Step[]
  /** `rebased`: the draft took the same steps. `unchanged`: it already was that way. `conflict`: they no longer fit there, so the next publish takes the draft's way. */
  readonly draft: 'rebased' | 'unchanged' | 'conflict'
  readonly seq: number
}

export interface Screens {
  /** The released screen whose path matches (`/companies/:id`), with its path parameters; undefined: unknown. Synchronous: in memory. */
  match(path: string): {readonly released: ReleasedScreen; readonly params: Readonly<Record<string, string>>} | undefined
  released(): readonly ReleasedScreen[]
  /** The live release; undefined before the first publish. */
  live(): ReleaseInfo | undefined
  /** Every screen that is not archived, by path. Throws Forbidden. */
  list(actor: Actor): Promise<readonly ScreenEntry[]>
  /** `at`: draft, live, or a release's id. Throws NotFound. */
  load(screenId: string, at: string): Promise<ReleasedScreen>
  /**
   * Edits the draft; the answered steps are as accepted (rebased, `was` filled in). `base`: the hash the steps were made on; steps made on an earlier one are rebased over what
   * happened since. Throws Conflict naming the step when one no longer holds, Conflict `resync` when `base` is too long ago, InvalidInput for a step that can never hold.
   */
  edit(actor: Actor, screenId: string, base: string | undefined, steps: readonly Step[]): Promise<{readonly hash: string; readonly steps: readonly Step[]; readonly seq: number}>
  check(actor: Actor, screenId: string): Promise<readonly ScreenProblem[]>
  /** Publishes the drafts of these screens (all that differ, when absent), or nothing at all. When nothing differs, the live release is the answer. */
  publish(actor: Actor, ask: {readonly screens?: readonly string[]; readonly note?: string}): Promise<ReleaseInfo>
  /** Newest first. */
  releases(actor: Actor, limit: number): Promise<readonly ReleaseInfo[]>
  /** One release, and what it changed against the one before it. Throws NotFound. */
  release(actor: Actor, releaseId: string): Promise<{readonly release: ReleaseInfo; readonly changes: readonly ReleaseChange[]}>
  rollback(actor: Actor, releaseId: string, note?: string): Promise<ReleaseInfo>
  patchNode(actor: Actor, nodeId: string, steps: readonly Step[], note: string): Promise<Patched>
  /** Called after a release is durable and in memory, in order; `swaps` may be empty. Returns the way to stop. */
  onSwap(listener: (swaps: readonly ScreenSwap[], release: ReleaseInfo) => void): () => void
  /** Called after a draft changed. Only drafts that were loaded or edited since the start are followed. */
  onDraft(listener: (change: DraftChange) => void): () => void
  close(): void
}

/** What the checker found at one node. Only errors stop a publish. */
export interface ScreenProblem {readonly severity: 'error' | 'warning'; readonly code: string; readonly node: string; readonly pointer: string; readonly message: string; readonly hint?: string}
