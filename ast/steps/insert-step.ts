/** `insert`: a subtree comes to stand in the tree. */
import {treeFrom} from '../tree-from.ts'
import type {InsertStep, StepResult} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import {withSubtree} from './change-tree.ts'
import {refuse, removedIds, type StepKind} from './step-kind.ts'

export const insertStep: StepKind<InsertStep<TreeNode>> = {
  apply(tree, step, _options, owned) {
    const top = step.nodes[0]
    if (!top) return refuse({code: 'invalid', pointer: '/nodes', message: 'insert: expected at least one node, got an empty list'})
    const problem = misfit(tree, step.nodes, top)
    return problem ?? {ok: true, tree: withSubtree(tree, step.nodes, owned), step}
  },

  invert(step) {
    const top = step.nodes[0]
    if (!top) throw new Error('an insert step without nodes has no inverse')
    return {type: 'remove', id: top.id, was: step.nodes}
  },

  rebase(step, over) {
    const ids = new Set(step.nodes.map((node) => node.id))
    if (over.type === 'insert' && over.nodes.some((node) => ids.has(node.id))) return null
    if (over.type !== 'remove') return step
    const parent = step.nodes[0]?.parent_id
    return parent != null && removedIds(over).has(parent) ? null : step
  },
}

function misfit<N extends TreeNode>(tree: Tree<N>, nodes: readonly N[], top: N): (StepResult<N> & {readonly ok: false}) | undefined {
  if (top.parent_id === null) {
    return refuse({code: 'root', id: top.id, message: `insert: node ${top.id} has no parent; a screen has one root already (${tree.rootId}): hang the node on a node of the tree`})
  }
  for (const node of nodes) {
    if (tree.nodes.has(node.id)) return refuse({code: 'duplicate-node', id: node.id, message: `insert: node ${node.id} stands in the tree already; give the new node an id of its own`})
  }
  const screen = tree.nodes.get(tree.rootId)?.screen_id
  if (top.screen_id !== screen) {
    return refuse({code: 'invalid', id: top.id, pointer: '/nodes/0/screen_id', message: `insert: node ${top.id} belongs to screen ${top.screen_id}, this tree to ${screen ?? 'none'}`})
  }
  if (!tree.nodes.has(top.parent_id)) {
    return refuse({code: 'unknown-parent', id: top.id, message: `insert: node ${top.id} would hang on ${top.parent_id}, which is not in this tree; it may have been removed`})
  }
  // Seen alone, with its top as root, a subtree must be a tree.
  const alone = treeFrom<TreeNode>([{...top, parent_id: null}, ...nodes.slice(1)])
  return alone.ok ? undefined : refuse({...alone.reason, message: `insert: ${alone.reason.message} (the first node of the list is the subtree's root, and the others hang under it)`})
}
