/** `insert`: a subtree comes to stand in the tree. */
import {reason} from '../../schemas/index.ts'
import {treeFrom} from '../tree-from.ts'
import type {InsertStep, StepResult} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import {withSubtree} from './change-tree.ts'
import {refuse, removedIds, type StepKind} from './step-kind.ts'

export const insertStep: StepKind<InsertStep<TreeNode>> = {
  apply(tree, step, _options, owned) {
    const top = step.nodes[0]
    if (!top) return refuse('invalid', reason('nothing-inserted'), {pointer: '/nodes'})
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
    return refuse('root', reason('inserted-without-parent', {id: top.id, root: tree.rootId}), {id: top.id})
  }
  for (const node of nodes) {
    if (tree.nodes.has(node.id)) return refuse('duplicate-node', reason('node-stands-already', {id: node.id}), {id: node.id})
  }
  const screen = tree.nodes.get(tree.rootId)?.screen_id
  if (top.screen_id !== screen) {
    return refuse('invalid', reason('node-of-another-screen', {id: top.id, screen: top.screen_id, here: screen}), {id: top.id, pointer: '/nodes/0/screen_id'})
  }
  if (!tree.nodes.has(top.parent_id)) {
    return refuse('unknown-parent', reason('inserted-under-unknown', {id: top.id, parent: top.parent_id}), {id: top.id})
  }
  // Seen alone, with its top as root, a subtree must be a tree.
  const alone = treeFrom<TreeNode>([{...top, parent_id: null}, ...nodes.slice(1)])
  if (alone.ok) return undefined
  const {kind, code, params, ...at} = alone.reason
  return refuse(kind, reason('not-a-subtree', {why: {code, params}}), at)
}
