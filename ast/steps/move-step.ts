/** `move`: a node, with all that hangs on it, comes to hang elsewhere. */
import {isWithin} from '../read-tree.ts'
import type {MoveStep, Place} from '../step.ts'
import type {TreeNode} from '../tree.ts'
import {withMoved} from './change-tree.ts'
import {notAccepted, refuse, removedIds, type StepKind, unknownNode} from './step-kind.ts'

export const moveStep: StepKind<MoveStep> = {
  apply(tree, step, {rebase}, owned) {
    const node = tree.nodes.get(step.id)
    if (!node) return unknownNode(step.id)
    if (step.id === tree.rootId) return refuse({code: 'root', id: step.id, message: `move: node ${step.id} is the root, which has no other place; move what hangs on it`})
    const {parent_id: parent, slot, order} = step.to
    if (parent === null) return refuse({code: 'root', id: step.id, message: `move: node ${step.id} would have no parent; a screen has one root already (${tree.rootId})`})
    if (!tree.nodes.has(parent)) {
      return refuse({code: 'unknown-parent', id: step.id, message: `move: node ${step.id} would hang on ${parent}, which is not in this tree; it may have been removed`})
    }
    if (isWithin(tree, parent, step.id)) {
      return refuse({code: 'cycle', id: step.id, message: `move: node ${parent} hangs under node ${step.id}, so that ${step.id} cannot hang on it; move ${parent} out first`})
    }
    const was = placeOf(node)
    if (step.was && !rebase && !samePlace(step.was, was)) {
      return refuse({code: 'stale', id: step.id, pointer: '/was', message: `move: node ${step.id} was moved by someone else; look again, or rebase the step`})
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
