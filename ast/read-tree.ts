/** Ways through a tree: one node, its children, its subtree, its ancestors. */
import type {Tree, TreeNode} from './tree.ts'

export const findNode = <N extends TreeNode>(tree: Tree<N>, id: string): N | undefined => tree.nodes.get(id)

/** Throws where there is none. */
export function getNode<N extends TreeNode>(tree: Tree<N>, id: string): N {
  const node = tree.nodes.get(id)
  if (!node) throw new Error(`node ${id} is not in the tree of root ${tree.rootId}`)
  return node
}

/** The nodes that hang on `id`, as they stand; those of one slot where `slot` is given. None for an unknown id. */
export function childrenOf<N extends TreeNode>(tree: Tree<N>, id: string, slot?: string): readonly N[] {
  const children = (tree.children.get(id) ?? []).map((child) => getNode(tree, child))
  return slot === undefined ? children : children.filter((child) => child.slot === slot)
}

/** Every node in document order, root first; from `id` on down where it is given. */
export function walkTree<N extends TreeNode>(tree: Tree<N>, id: string = tree.rootId): readonly N[] {
  const found: N[] = []
  const open = [id]
  // A stack of its own: a hostile tree may be deeper than the call stack.
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(getNode(tree, next))
    const children = tree.children.get(next)
    if (children) for (let index = children.length - 1; index >= 0; index--) open.push(children[index]!)
  }
  return found
}

/** The node and all that hangs on it, root first. Throws where there is none. */
export const subtreeOf = <N extends TreeNode>(tree: Tree<N>, id: string): readonly N[] => walkTree(tree, id)

/** True when `id` is `ancestor` itself or hangs somewhere under it. */
export function isWithin<N extends TreeNode>(tree: Tree<N>, id: string, ancestor: string): boolean {
  for (let node = tree.nodes.get(id); node; node = node.parent_id === null ? undefined : tree.nodes.get(node.parent_id)) {
    if (node.id === ancestor) return true
  }
  return false
}
