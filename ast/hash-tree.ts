/** Merkle hashes of trees and screens: equal hashes mean equal content, and a difference is found by walking only where hashes differ. */
import {canonicalJson} from './canonical-json.ts'
import {hashJson, hashText} from './hash-json.ts'
import type {Tree, TreeNode} from './tree.ts'
import type {Screen, UiNode} from './ui-node.ts'
import {walkTree} from './read-tree.ts'

export interface TreeHashes {
  /** The hash of the root's subtree, hex. */
  readonly root: string
  /** Node id -> hash of its subtree, hex. */
  readonly of: ReadonlyMap<string, string>
}

interface SubtreeHash {readonly own: string; readonly children: readonly string[]; readonly hash: string}

const hashesOfTrees = new WeakMap<object, TreeHashes>()
const hashesOfNodes = new WeakMap<object, SubtreeHash>()

/**
 * SHA-256 of each subtree: over the node's canonical JSON (all its members, its place among them) and the hashes of its children in order. Remembered per tree and per
 * node object, so that after a step only the changed node and its ancestors are hashed again.
 */
export function hashTree<N extends TreeNode = UiNode>(tree: Tree<N>): TreeHashes {
  const known = hashesOfTrees.get(tree)
  if (known) return known
  const of = new Map<string, string>()
  for (const node of walkTree(tree).toReversed()) {
    const children = (tree.children.get(node.id) ?? []).map((id) => of.get(id)!)
    of.set(node.id, hashNode(node, children))
  }
  const hashes = {root: of.get(tree.rootId)!, of}
  hashesOfTrees.set(tree, hashes)
  return hashes
}

/**
 * The hash that releases name and pages stand at: over the screen's own data (id, path, title, nav, params, roles, root_id; nothing else that a record of it may carry)
 * and its tree.
 */
export function hashScreen(screen: Screen, tree: Tree): string {
  const {id, path, title, nav, params, roles, root_id} = screen
  return hashText(`${canonicalJson({id, path, title, nav, params, roles, root_id})}${hashTree(tree).root}`)
}

function hashNode(node: TreeNode, children: readonly string[]): string {
  const known = hashesOfNodes.get(node)
  if (known && known.children.length === children.length && known.children.every((hash, index) => hash === children[index])) return known.hash
  const own = known?.own ?? hashJson(node)
  const hash = children.length === 0 ? own : hashText(`${own}${children.join('')}`)
  hashesOfNodes.set(node, {own, children, hash})
  return hash
}
