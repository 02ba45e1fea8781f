/** Makes a tree of a bag of nodes, or says why it is none. */
import {reason, type Reason} from '../schemas/index.ts'
import {sortSiblings} from './sibling-order.ts'
import type {StepRefusal} from './step.ts'
import type {Tree, TreeNode} from './tree.ts'
import type {UiNode} from './ui-node.ts'

/**
 * The order of `nodes` does not matter. Refused: no root or several, two nodes of one id, a parent that is not there, nodes that only hang on each other, nodes of different screens.
 */
export function treeFrom<N extends TreeNode = UiNode>(nodes: Iterable<N>): {readonly ok: true; readonly tree: Tree<N>} | {readonly ok: false; readonly reason: StepRefusal} {
  const byId = new Map<string, N>()
  const siblings = new Map<string, N[]>()
  let root: N | undefined
  for (const node of nodes) {
    if (byId.has(node.id)) return refuse('duplicate-node', node, reason('node-twice', {id: node.id}))
    byId.set(node.id, node)
    if (node.parent_id === null) {
      if (root) return refuse('root', node, reason('two-roots', {id: node.id, other: root.id}))
      root = node
    } else {
      const list = siblings.get(node.parent_id)
      if (list) list.push(node)
      else siblings.set(node.parent_id, [node])
    }
  }
  if (!root) return {ok: false, reason: {...reason('no-root'), kind: 'root'}}
  for (const node of byId.values()) {
    if (node.screen_id !== root.screen_id) {
      return refuse('invalid', node, reason('nodes-of-two-screens', {id: node.id, screen: node.screen_id, root: root.screen_id}))
    }
    if (node.parent_id !== null && !byId.has(node.parent_id)) return refuse('unknown-parent', node, reason('parent-not-there', {id: node.id, parent: node.parent_id}))
  }
  const children = new Map<string, readonly string[]>()
  for (const [parent, list] of siblings) children.set(parent, sortSiblings(list))
  const lost = firstUnreached(root.id, byId, children)
  if (lost) return refuse('cycle', lost, reason('circle-of-nodes', {id: lost.id}))
  return {ok: true, tree: {rootId: root.id, nodes: byId, children}}
}

function refuse(kind: StepRefusal['kind'], {id}: TreeNode, why: Reason): {readonly ok: false; readonly reason: StepRefusal} {
  return {ok: false, reason: {...why, kind, id}}
}

function firstUnreached<N extends TreeNode>(rootId: string, nodes: ReadonlyMap<string, N>, children: ReadonlyMap<string, readonly string[]>): N | undefined {
  const reached = new Set([rootId])
  for (const id of reached) for (const child of children.get(id) ?? []) reached.add(child)
  if (reached.size === nodes.size) return undefined
  for (const node of nodes.values()) if (!reached.has(node.id)) return node
  return undefined
}
