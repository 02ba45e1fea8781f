/** The small changes that steps are made of; each gives a new tree that shares what it does not touch. */
import {compareSiblings, sortSiblings} from '../sibling-order.ts'
import type {Place} from '../step.ts'
import type {Tree, TreeNode} from '../tree.ts'
import {ownedMap, type Owned} from './owned.ts'

/** `nodes` hang on each other, the first on a node of the tree. */
export function withSubtree<N extends TreeNode>(tree: Tree<N>, nodes: readonly N[], owned?: Owned): Tree<N> {
  const all = ownedMap(tree.nodes, owned)
  for (const node of nodes) all.set(node.id, node)
  const children = ownedMap(tree.children, owned)
  const grown = new Map<string, N[]>()
  for (const node of nodes) {
    if (node.parent_id === null) continue
    const list = grown.get(node.parent_id)
    if (list) list.push(node)
    else grown.set(node.parent_id, [node])
  }
  for (const [parent, added] of grown) {
    const there = children.get(parent)
    if (there === undefined) children.set(parent, sortSiblings(added))
    else for (const node of added) children.set(parent, withChild(all, children.get(parent)!, node))
  }
  return {rootId: tree.rootId, nodes: all, children}
}

/** `gone`: a whole subtree, root first. */
export function withoutSubtree<N extends TreeNode>(tree: Tree<N>, gone: readonly N[], owned?: Owned): Tree<N> {
  const all = ownedMap(tree.nodes, owned)
  const children = ownedMap(tree.children, owned)
  for (const {id} of gone) {
    all.delete(id)
    children.delete(id)
  }
  const top = gone[0]
  if (top?.parent_id != null) dropChild(children, top.parent_id, top.id)
  return {rootId: tree.rootId, nodes: all, children}
}

/** `node` stands in the tree; its new parent is none of its own descendants. */
export function withMoved<N extends TreeNode>(tree: Tree<N>, node: N, to: Place & {readonly parent_id: string}, owned?: Owned): Tree<N> {
  const all = ownedMap(tree.nodes, owned)
  const moved = {...node, parent_id: to.parent_id, slot: to.slot, order: to.order}
  all.set(node.id, moved)
  const children = ownedMap(tree.children, owned)
  if (node.parent_id !== null) dropChild(children, node.parent_id, node.id)
  children.set(to.parent_id, withChild(all, children.get(to.parent_id) ?? [], moved))
  return {rootId: tree.rootId, nodes: all, children}
}

/** `node` replaces the one of its id, at the same place. */
export function withNode<N extends TreeNode>(tree: Tree<N>, node: N, owned?: Owned): Tree<N> {
  const all = ownedMap(tree.nodes, owned)
  all.set(node.id, node)
  return {rootId: tree.rootId, nodes: all, children: tree.children}
}

function dropChild(children: Map<string, readonly string[]>, parent: string, id: string): void {
  const there = children.get(parent) ?? []
  const at = there.indexOf(id)
  const left = at < 0 ? there : there.toSpliced(at, 1)
  if (left.length > 0) children.set(parent, left)
  else children.delete(parent)
}

/** Among siblings that stand in order; to sort them all again for each is what would take long. */
function withChild<N extends TreeNode>(nodes: ReadonlyMap<string, N>, siblings: readonly string[], node: N): readonly string[] {
  let [low, high] = [0, siblings.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareSiblings(nodes.get(siblings[middle]!)!, node) < 0) low = middle + 1
    else high = middle
  }
  return siblings.toSpliced(low, 0, node.id)
}
