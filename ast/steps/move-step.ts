/** `move`: a node, with all that hangs on it, comes to hang elsewhere. */
import {reason} from '../../schemas/index.ts'
import {isWithin} from '../read-tree.ts'
import type {MoveStep, Place} from '../step.ts'
import type {TreeNode} from '../tree.ts'
import {withMoved} from './change-tree.ts'
import {notAccepted, refuse, removedIds, type StepKind, unknownNode} from './step-kind.ts'

export const moveStep: StepKind<MoveStep> = {
  apply(tree, step, {rebase}, owned) {
    const node = tree.nodes.get(step.id)
    if (!node) return unknownNode(step.id)
    if (step.id === tree.rootId) return refuse('root', reason('root-not-moved', {id: step.id}), {id: step.id})
    const {parent_id: parent, slot, order} = step.to
    if (parent === null) return refuse('root', reason('moved-without-parent', {id: step.id, root: tree.rootId}), {id: step.id})
    if (!tree.nodes.has(parent)) {
      return refuse('unknown-parent', reason('moved-under-unknown', {id: step.id, parent}), {id: step.id})
    }
    if (isWithin(tree, parent, step.id)) {
      return refuse('cycle', reason('moved-in-circle', {id: step.id, parent}), {id: step.id})
    }
    const was = placeOf(node)
    if (step.was && !rebase && !samePlace(step.was, was)) {
      return refuse('stale', reason('place-changed', {id: step.id}), {id: step.id, pointer: '/was'})
    }
    return {ok: true, tree: withMoved(tree, node, {parent_id: parent, slot, order}, owned), step: {type: 'move', id: step.id, to: step.to, was}}
  },

  invert(step) {
    if (!step.was) throw notAccepted(step)
    return {type: 'move', id: step.id, to: step.was, was: step.to}
  },

  rebase(step, over) {
    if (over.type === 'move') return over.id === step.id && step.was ? {...step, was: over.to} : step
    if (over.type !== 'remove') return step
    const gone = removedIds(over)
    return gone.has(step.id) || (step.to.parent_id !== null && gone.has(step.to.parent_id)) ? null : step
  },
}

const placeOf = (node: TreeNode): Place => ({parent_id: node.parent_id, slot: node.slot, order: node.order})

const samePlace = (a: Place, b: Place): boolean => a.parent_id === b.parent_id && a.slot === b.slot && a.order === b.order
