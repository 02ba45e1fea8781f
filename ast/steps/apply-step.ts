/** Applies, inverts and rebases steps: the one way in which a tree changes. */
import type {Step, StepRefusal, StepResult} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import type {UiNode} from '../ui-node.ts'
import {insertStep} from './insert-step.ts'
import {moveStep} from './move-step.ts'
import {removeStep} from './remove-step.ts'
import {setStep} from './set-step.ts'
import type {Owned} from './owned.ts'
import type {ApplyOptions, StepKind} from './step-kind.ts'

const kinds: {readonly [K in Step['type']]: StepKind<Extract<Step<TreeNode>, {readonly type: K}>>} = {insert: insertStep, remove: removeStep, move: moveStep, set: setStep}

// The table's type says which handler takes which step; that the step's own type picks it is more than TypeScript can follow.
const kindOf = <N extends TreeNode>(step: Step<N>): StepKind<Step<N>> => kinds[step.type] as StepKind<Step<TreeNode>>

/**
 * Gives the tree after `step` (the old one is untouched) and the step as accepted, with `was` filled in. Where `was` is given and no longer true the step is refused as
 * `stale`, unless `rebase` is set. Whatever would leave no tree (unknown node or parent, duplicate id, circle, second root) is refused in either case.
 */
export const applyStep = <N extends TreeNode = UiNode>(tree: Tree<N>, step: Step<N>, options: ApplyOptions = {}): StepResult<N> => kindOf(step).apply(tree, step, options)

/** All of `steps`, or none: `at` is the index of the first that was refused. */
export function applySteps<N extends TreeNode = UiNode>(tree: Tree<N>, steps: readonly Step<N>[], options: ApplyOptions = {}):
  {readonly ok: true; readonly tree: Tree<N>; readonly steps: readonly Step<N>[]} | {readonly ok: false; readonly reason: StepRefusal; readonly at: number} {
  const accepted: Step<N>[] = []
  const owned: Owned = new WeakMap()
  for (const [at, step] of steps.entries()) {
    const result = kindOf(step).apply(tree, step, options, owned)
    if (!result.ok) return {ok: false, reason: result.reason, at}
    tree = result.tree
    accepted.push(result.step)
  }
  return {ok: true, tree, steps: accepted}
}

/** The step that takes `step` back. Needs no tree, but an accepted step: throws where `was` was never filled in. */
export const invertStep = <N extends TreeNode = UiNode>(step: Step<N>): Step<N> => kindOf(step).invert(step)

/**
 * `step` was made for a tree that `over` (an accepted step) has changed since; gives the step that means the same now, or null where it means nothing any more.
 * The later step in the server's order wins, property by property:
 *
 * | step \ over | insert | remove | move | set |
 * |---|---|---|---|---|
 * | insert | null when an id is taken | null when its parent went | same | same |
 * | remove | takes the new nodes along | null when its node went | takes what came in along, leaves what went out | same |
 * | move | same | null when its node or its new parent went | same node: this place wins | same |
 * | set | same | null when its node went | same | same path: this value wins. `over` is above: null when the way was unset or is no object any more. `over` is below: the whole wins |
 *
 * Two moves that would together make a circle cannot be told without the tree: `applyStep` refuses the later one as `cycle`.
 */
export const rebaseStep = <N extends TreeNode = UiNode>(step: Step<N>, over: Step<N>): Step<N> | null => kindOf(step).rebase(step, over)
