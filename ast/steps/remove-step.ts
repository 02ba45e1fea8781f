/** `remove`: a node goes, and all that hangs on it. */
import {reason} from '../../schemas/index.ts'
import {sameJson} from '../canonical-json.ts'
import {subtreeOf} from '../read-tree.ts'
import type {RemoveStep, Step} from '../step.ts'
import type {TreeNode} from '../tree.ts'
import {withoutSubtree} from './change-tree.ts'
import {notAccepted, refuse, removedIds, type StepKind, unknownNode} from './step-kind.ts'

export const removeStep: StepKind<RemoveStep<TreeNode>> = {
  apply(tree, step, {rebase}, owned) {
    if (!tree.nodes.has(step.id)) return unknownNode(step.id)
    if (step.id === tree.rootId) return refuse('root', reason('root-stays', {id: step.id}), {id: step.id})
    const gone = subtreeOf(tree, step.id)
    if (step.was && !rebase && !sameNodes(step.was, gone)) {
      return refuse('stale', reason('subtree-changed', {id: step.id}), {id: step.id, pointer: '/was'})
    }
    return {ok: true, tree: withoutSubtree(tree, gone, owned), step: {type: 'remove', id: step.id, was: gone}}
  },

  invert(step) {
    if (!step.was) throw notAccepted(step)
    return {type: 'insert', nodes: step.was}
  },

  rebase(step, over) {
    if (over.type === 'remove' && removedIds(over).has(step.id)) return null
    if (!step.was || !touches(over, removedIds(step))) return step
    return {type: 'remove', id: step.id}
  },
}

function sameNodes(a: readonly TreeNode[], b: readonly TreeNode[]): boolean {
  if (a.length !== b.length) return false
  const known = new Map(a.map((node) => [node.id, node]))
  return b.every((node) => sameJson(known.get(node.id), node))
}

function touches(over: Step<TreeNode>, ids: ReadonlySet<string>): boolean {
  if (over.type === 'insert') return over.nodes.some((node) => node.parent_id !== null && ids.has(node.parent_id))
  if (over.type === 'move') return ids.has(over.id) || (over.to.parent_id !== null && ids.has(over.to.parent_id))
  return ids.has(over.id)
}
