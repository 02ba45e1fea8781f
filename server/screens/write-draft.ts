/** Writes what steps did to a draft: one commit of node changes, with the preconditions that make it right. */
import {hashScreen, type Step, type Tree} from '../../ast/index.ts'
import {onBehalfOf, type Actor} from '../actor.ts'
import type {Change} from '../commit/change.ts'
import {withAccepted} from './accepted-steps.ts'
import {changesBetween} from './changes-between.ts'
import type {Expectation} from '../store/store.ts'
import type {Draft} from './drafts.ts'
import {asRace} from './lost-race.ts'
import type {ScreensParts} from './parts.ts'

export interface DraftWrite {
  readonly draft: Draft
  readonly tree: Tree
  /** As accepted: kept with the commit, and told to editors with the draft open. */
  readonly steps: readonly Step[]
}

/** What is written beside the draft, and what must hold for it. */
export interface Also {readonly changes: readonly Change[]; readonly expect: readonly Expectation[]}

const nothing: Also = {changes: [], expect: []}

export interface Written {readonly hash: string | undefined; readonly seq: number}

/** Together with `also`, all or nothing. Throws `RaceLost` when the draft is no longer as it was read. */
export async function writeDraft(parts: ScreensParts, actor: Actor, write: DraftWrite | undefined, also = nothing, note?: string): Promise<Written> {
  const {commit, drafts, store} = parts
  const {changes, expect} = write ? changesBetween(write.draft.tree, write.tree, write.draft.revs) : {changes: [], expect: []}
  if (changes.length + also.changes.length === 0) return {hash: write?.draft.hash, seq: store.seq()}
  const {id} = write?.draft.screen ?? {id: ''}
  const to = write && hashScreen(write.draft.screen, write.tree)
  const {seq} = await asRace(commit(onBehalfOf(actor), {
    changes: [...also.changes, ...changes], expect: [...also.expect, ...expect], ...(note && {note}),
    ...(write && changes.length > 0 && {why: {meta: withAccepted(id, to!, write.steps)}}),
  }))
  return {hash: to && (drafts.cameTo(id, seq) ?? to), seq}
}
