/** Makes a tree of a bag of nodes, or says why it is none. */
import {sortSiblings} from './sibling-order.ts'
import type {Refusal} from './step.ts'
import type {Tree, TreeNode} from './tree.ts'
import type {UiNode} from './ui-node.ts'

/**
 * The order of `nodes` does not matter. Refused: no root or several, two nodes of one id, a parent that is not there, nodes that only hang on each other, nodes of different screens.
 */
export function treeFrom<N extends TreeNode = UiNode>(nodes: Iterable<N>): {readonly ok: true; readonly tree: Tree<N>} | {readonly ok: false; readonly reason: Refusal} {
  const byId = new Map<string, N>()
  const siblings = new Map<string, N[]>()
  let root: N | undefined
  for (const node of nodes) {
    if (byId.has(node.id)) return refuse('duplicate-node', node, `node ${node.id} stands twice in the list; each node has an id of its own`)
    byId.set(node.id, node)
    if (node.parent_id === null) {
      if (root) return refuse('root', node, `nodes ${root.id} and ${node.id} both have no parent; a screen has exactly one root`)
      root = node
    } else {
      const list = siblings.get(node.parent_id)
      if (list) list.push(node)
      else siblings.set(node.parent_id, [node])
    }
  }
  if (!root) return {ok: false, reason: {code: 'root', message: 'no node is without a parent; a screen has exactly one root, whose parent_id is null'}}
  for (const node of byId.values()) {
    if (node.screen_id !== root.screen_id) {
      return refuse('invalid', node, `node ${node.id} belongs to screen ${node.screen_id}, the root to ${root.screen_id}; all nodes of a tree belong to one screen`)
    }
    if (node.parent_id !== null && !byId.has(node.parent_id)) return refuse('unknown-parent', node, `node ${node.id} hangs on ${node.parent_id}, which is not there`)
  }
  const children = new Map<string, readonly string[]>()
  for (const [parent, list] of siblings) children.set(parent, sortSiblings(list))
  const lost = firstUnreached(root.id, byId, children)
  if (lost) return refuse('cycle', lost, `node ${lost.id} and its ancestors hang on each other in a circle, and not on the root`)
  return {ok: true, tree: {rootId: root.id, nodes: byId, children}}
}

function refuse(code: Refusal['code'], node: TreeNode, message: string): {readonly ok: false; readonly reason: Refusal} {
  return {ok: false, reason: {code, message, id: node.id}}
}

function firstUnreached<N extends TreeNode>(rootId: string, nodes: ReadonlyMap<string, N>, children: ReadonlyMap<string, readonly string[]>): N | undefined {
  const reached = new Set([rootId])
  for (const id of reached) for (const child of children.get(id) ?? []) reached.add(child)
  if (reached.size === nodes.size) return undefined
  for (const node of nodes.values()) if (!reached.has(node.id)) return node
  return undefined
}
