/** Screens as the rest of the server sees them: drafts that change by steps, and the releases that pages are served from. */
import type {Screen, Step, Tree} from '../../ast/index.ts'
import type {AboutRolledBack, WireItemChange, WirePatched, WireRelease, WireReleaseChange, WireRolledBack, WireScreenProblem} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import type {LedOn} from './lead-on.ts'

/** One screen of a release, in memory. `hash` is `hashScreen`: the screen's own data and the Merkle root of its tree. */
export interface ReleasedScreen {readonly screen: Screen; readonly tree: Tree; readonly hash: string}

/** With all of its config items, whoever may be told of them. */
export type ReleaseInfo = WireRelease & {readonly items: Readonly<Record<string, string>>}

/** A hot patch that was rolled back and still stands in a draft. `steps`: what of it stands there; `takeBack`: the steps that take it out of the draft, but for what something was built on. */
export type RolledBack = WireRolledBack<Step>

/** What a release changed on one screen. `settings`: title, path, navigation, parameters or roles changed too, which no step says. */
export type ReleaseChange = WireReleaseChange<Step>

/** What a release changed of one config item. The documents are there for whoever edits its kind. */
export type ItemChange = WireItemChange

/**
 * `screens`: their ids, `items`: `<kind>/<key>`. What is named goes, and nothing else; where neither is, all that differs. `rolledBack`: what
 * becomes of rolled back hot patches that stand in these drafts: those named are published again, or what can be goes out of the drafts.
 */
export interface PublishAsk {
  readonly screens?: readonly string[]
  readonly items?: readonly string[]
  readonly note?: string
  readonly rolledBack?: AboutRolledBack
}

/** A screen's released tree changed; the trees' difference leads from the one to the other. `before`/`after` absent: it was not / is no longer released. */
export interface ScreenSwap {readonly path: string; readonly before?: ReleasedScreen; readonly after?: ReleasedScreen; readonly seq: number}

/** The screen at an address, with its path parameters. `leadsTo`: the address is one that it had earlier, and leads on to another. */
export interface Match {readonly released: ReleasedScreen; readonly params: Readonly<Record<string, string>>; readonly leadsTo?: LedOn}

/** A screen in the list: where its draft stands, and what is live. `paths`: where it is live, and those it had earlier that lead on to there. */
export interface ScreenEntry {
  readonly screen: Screen
  readonly rev: number
  readonly draft: string
  readonly live: string | null
  readonly archived: boolean
  readonly paths: {readonly live: string | null; readonly former: readonly string[]}
}

export interface DraftChange {readonly screenId: string; readonly from: string; readonly to: string; readonly steps: readonly Step[]; readonly by: string; readonly seq: number}

export type Patched = WirePatched<Step>

export interface ReleaseDetails {
  readonly release: ReleaseInfo
  readonly changes: readonly ReleaseChange[]
  readonly items: readonly ItemChange[]
}

export interface Screens {
  /** The released screen whose path matches (`/companies/:id`), or matched earlier; undefined: unknown. Synchronous: in memory. */
  match(path: string): Match | undefined
  released(): readonly ReleasedScreen[]
  /** The live release; undefined before the first publish. */
  live(): ReleaseInfo | undefined
  /** The screens of this state, by path. Throws `forbidden`. */
  list(actor: Actor, state?: 'live' | 'archived' | 'all'): Promise<readonly ScreenEntry[]>
  /** Brings an archived screen back, at another path where it is given. Throws Conflict `not-unique`, naming the screen that has the path by now. */
  restore(actor: Actor, screenId: string, path?: string): Promise<ScreenEntry>
  /** Hot patches that were rolled back and still stand in its draft. */
  rolledBack(actor: Actor, screenId: string): Promise<readonly RolledBack[]>
  isArchived(screenId: string): boolean
  /** `at`: draft, live, or a release's id. Throws NotFound. */
  load(screenId: string, at: string): Promise<ReleasedScreen>
  /**
   * Edits the draft; the answered steps are as accepted (rebased, `was` filled in). `base`: the hash the steps were made on; steps made on an earlier one are rebased over what
   * happened since. Throws Conflict naming the step when one no longer holds, Conflict `resync` when `base` is too long ago, InvalidInput for a step that can never hold.
   */
  edit(actor: Actor, screenId: string, base: string | undefined, steps: readonly Step[]): Promise<{readonly hash: string; readonly steps: readonly Step[]; readonly seq: number}>
  check(actor: Actor, screenId: string): Promise<readonly ScreenProblem[]>
  /**
   * Publishes drafts, or nothing at all. When nothing differs, the live release is the answer. Throws what stops it; Conflict
   * `rolled-back-patches` where nothing is said about one that would come back, or something was built on one so that it cannot be taken out.
   * `takeBack` edits drafts, and they stay edited where something else stops the publish.
   */
  publish(actor: Actor, ask: PublishAsk): Promise<ReleaseInfo>
  /** Newest first. */
  releases(actor: Actor, limit: number): Promise<readonly ReleaseInfo[]>
  /** One release, and what it changed against the one before it. Throws NotFound. */
  release(actor: Actor, releaseId: string): Promise<ReleaseDetails>
  /** The release names its misfits. `drafts`: what of the hot patches that this takes back still stands in drafts; with `takeBack` it was taken out of them, but for what no longer could be. */
  rollback(actor: Actor, releaseId: string, ask?: {readonly note?: string; readonly takeBack?: boolean}): Promise<{readonly release: ReleaseInfo; readonly drafts: readonly RolledBack[]}>
  patchNode(actor: Actor, nodeId: string, steps: readonly Step[], note: string): Promise<Patched>
  /** Called after a release is durable and in memory, in order; `swaps` may be empty. Returns the way to stop. */
  onSwap(listener: (swaps: readonly ScreenSwap[], release: ReleaseInfo) => void): () => void
  /** Called after a draft changed. Only drafts that were loaded or edited since the start are followed. */
  onDraft(listener: (change: DraftChange) => void): () => void
  close(): void
}

/** What the checker found at one node. Only errors stop a publish. */
export type ScreenProblem = WireScreenProblem
