/** The small changes that steps are made of; each gives a new tree that shares what it does not touch. */
import {sortSiblings} from '../sibling-order.ts'
import type {Place} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import {ownedMap, type Owned} from './owned.ts'

/** `nodes` hang on each other, the first on a node of the tree. */
export function withSubtree<N extends TreeNode>(tree: Tree<N>, nodes: readonly N[]): Tree<N> {
  const all = new Map(tree.nodes)
  for (const node of nodes) all.set(node.id, node)
  const children = new Map(tree.children)
  const grown = new Map<string, string[]>()
  for (const {id, parent_id: parent} of nodes) {
    if (parent === null) continue
    const list = grown.get(parent)
    if (list) list.push(id)
    else grown.set(parent, [...(children.get(parent) ?? []), id])
  }
  for (const [parent, ids] of grown) children.set(parent, sorted(all, ids))
  return {rootId: tree.rootId, nodes: all, children}
}

/** `gone`: a whole subtree, root first. */
export function withoutSubtree<N extends TreeNode>(tree: Tree<N>, gone: readonly N[]): Tree<N> {
  const all = new Map(tree.nodes)
  const children = new Map(tree.children)
  for (const {id} of gone) {
    all.delete(id)
    children.delete(id)
  }
  const top = gone[0]
  if (top?.parent_id != null) dropChild(children, top.parent_id, top.id)
  return {rootId: tree.rootId, nodes: all, children}
}

/** `node` stands in the tree; its new parent is none of its own descendants. */
export function withMoved<N extends TreeNode>(tree: Tree<N>, node: N, to: Place & {readonly parent_id: string}): Tree<N> {
  const all = new Map(tree.nodes)
  all.set(node.id, {...node, parent_id: to.parent_id, slot: to.slot, order: to.order})
  const children = new Map(tree.children)
  if (node.parent_id !== null) dropChild(children, node.parent_id, node.id)
  children.set(to.parent_id, sorted(all, [...(children.get(to.parent_id) ?? []), node.id]))
  return {rootId: tree.rootId, nodes: all, children}
}

/** `node` replaces the one of its id, at the same place. */
export function withNode<N extends TreeNode>(tree: Tree<N>, node: N, owned?: Owned): Tree<N> {
  const all = ownedMap(tree.nodes, owned)
  all.set(node.id, node)
  return {rootId: tree.rootId, nodes: all, children: tree.children}
}

function dropChild(children: Map<string, readonly string[]>, parent: string, id: string): void {
  const left = (children.get(parent) ?? []).filter((child) => child !== id)
  if (left.length > 0) children.set(parent, left)
  else children.delete(parent)
}

const sorted = <N extends TreeNode>(nodes: ReadonlyMap<string, N>, ids: readonly string[]): string[] => sortSiblings(ids.map((id) => nodes.get(id)!))
