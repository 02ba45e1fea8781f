/**
 * A screen's draft as one editor holds it: the tree that the server last confirmed, the edits that it has not answered yet, and the tree that both give together.
 * All functions are pure; what they do not say is that time passes.
 */
import {say, type WireScreenTree} from '../../schemas/index.ts'
import {applyStep, applySteps, hashScreen, type Screen, type Step, type StepRefusal, type Tree, treeFrom, type UiNode} from '../../ast/index.ts'
import {isAlreadyDone} from './already-done.ts'

/** One gesture of a person. `merge`: a following edit with the same key, such as the next letter typed into one field, may become one with it. */
export interface Edit {readonly key: number; readonly label: string; readonly steps: readonly Step[]; readonly merge?: string | undefined}

export interface Draft {
  readonly screen: Screen
  readonly confirmed: Tree
  /** `hashScreen` of what is confirmed. */
  readonly hash: string
  /** In the order they were made. */
  readonly waiting: readonly Edit[]
  /** What the person sees. */
  readonly tree: Tree
}

/** As `GET /api/v1/screens/{id}?at=draft` answers. */
export type DraftAnswer = Omit<WireScreenTree<Screen, UiNode>, 'archived'> & {readonly archived?: boolean}

/** A step of one's own that means nothing any more, and why. */
export interface LostStep {readonly edit: Edit; readonly step: Step; readonly reason: StepRefusal}

/** Throws when the nodes are no tree. */
export function openDraft({screen, hash, nodes}: DraftAnswer): Draft {
  const tree = plant(nodes, screen)
  return {screen, confirmed: tree, hash, waiting: [], tree}
}

/** The draft with an edit of one's own, and the edit's steps with `was` filled in; steps that change nothing are left out. All of the edit, or none of it. */
export function withEdit(draft: Draft, edit: Edit): {readonly ok: true; readonly draft: Draft; readonly steps: readonly Step[]} | {readonly ok: false; readonly reason: StepRefusal} {
  const applied = applySteps(draft.tree, edit.steps, {rebase: true})
  if (!applied.ok) return applied
  const steps = applied.steps.filter(step => !changesNothing(step))
  if (steps.length === 0) return {ok: true, draft, steps}
  return {ok: true, steps, draft: {...draft, tree: applied.tree, waiting: [...draft.waiting, {...edit, steps}]}}
}

/** The server accepted the edit `key` as `steps`, and stands at `hash` now. Undefined: something unknown happened in between, so the draft must be fetched. */
export function withAccepted(draft: Draft, key: number, steps: readonly Step[], hash: string): Draft | undefined {
  const applied = applySteps(draft.confirmed, steps, {rebase: true})
  if (!applied.ok || hashScreen(draft.screen, applied.tree) !== hash) return undefined
  const waiting = draft.waiting.filter(edit => edit.key !== key)
  // Nothing else is under way: what the server has is what is shown.
  return waiting.length === 0 ? {...draft, confirmed: applied.tree, hash, waiting, tree: applied.tree} : replay({...draft, confirmed: applied.tree, hash, waiting}).draft
}

/** Someone else's steps, as told on the live feed. Undefined: they do not fit what is confirmed here, so the draft must be fetched. */
export function withOthers(draft: Draft, {from, to, steps}: {readonly from: string; readonly to: string; readonly steps: readonly Step[]}): Replayed | undefined {
  if (from !== draft.hash) return undefined
  const applied = applySteps(draft.confirmed, steps, {rebase: true})
  if (!applied.ok || hashScreen(draft.screen, applied.tree) !== to) return undefined
  return replay({...draft, confirmed: applied.tree, hash: to})
}

export interface Replayed {readonly draft: Draft; readonly lost: readonly LostStep[]}

/** The draft as just fetched, with the edits that still wait on top. */
export function withFetched(draft: Draft, answer: DraftAnswer): Replayed {
  return replay({...draft, screen: answer.screen, hash: answer.hash, confirmed: plant(answer.nodes, answer.screen)})
}

/** Gives up an edit that the server refused. */
export const withoutEdit = (draft: Draft, key: number): Replayed => replay({...draft, waiting: draft.waiting.filter(edit => edit.key !== key)})

/** Applies the waiting edits anew to what is confirmed. Steps that are done already are dropped without a word; steps that cannot be done are told. */
function replay(draft: Draft): Replayed {
  const lost: LostStep[] = []
  let tree = draft.confirmed
  const waiting = draft.waiting.flatMap((edit): readonly Edit[] => {
    const steps = edit.steps.flatMap((step): readonly Step[] => {
      if (isAlreadyDone(tree, step)) return []
      const result = applyStep(tree, step, {rebase: true})
      if (!result.ok) {
        lost.push({edit, step, reason: result.reason})
        return []
      }
      tree = result.tree
      return [result.step]
    })
    return steps.length > 0 ? [{...edit, steps}] : []
  })
  return {draft: {...draft, waiting, tree}, lost}
}

function changesNothing(step: Step): boolean {
  if (step.type === 'set') return step.value === undefined ? step.was === undefined : JSON.stringify(step.value) === JSON.stringify(step.was)
  return step.type === 'move' && step.was !== undefined && step.was.parent_id === step.to.parent_id && step.was.slot === step.to.slot && step.was.order === step.to.order
}

function plant(nodes: readonly UiNode[], screen: Screen): Tree {
  const planted = treeFrom(nodes)
  if (!planted.ok) throw new Error(`screen ${screen.path}: the draft's nodes are no tree: ${say(planted.reason)}`)
  return planted.tree
}
