/** Where a node may stand: slots by what the parent's snippet says, and the step's place for an index in a slot. */
import {childrenOf, findNode, orderBetween, type Place, type Tree} from '../../ast/index.ts'
import type {Manifest} from '../../snippets/index.ts'

export type Manifests = ReadonlyMap<string, Manifest>

/** `index` counts the siblings that stay: for a move, without the node itself. */
export interface Spot {readonly parent: string; readonly slot: string; readonly index: number}

/** The slots of a node in the order its snippet names them; none for a leaf, and none for a snippet that is not known. */
export function slotsOf(tree: Tree, manifests: Manifests, id: string): readonly string[] {
  return Object.keys(manifests.get(findNode(tree, id)?.snippet ?? '')?.slots ?? {})
}

/** `moving`: the node that leaves its old place. */
export function placeAt(tree: Tree, {parent, slot, index}: Spot, moving?: string): Place {
  const siblings = childrenOf(tree, parent, slot).filter(node => node.id !== moving)
  const at = Math.max(0, Math.min(index, siblings.length))
  return {parent_id: parent, slot, order: orderBetween(siblings[at - 1]?.order ?? null, siblings[at]?.order ?? null)}
}

/** Where a node stands now. Undefined for the root, and for what is not there (any more). */
export function spotOf(tree: Tree, id: string): Spot | undefined {
  const node = findNode(tree, id)
  if (!node || node.parent_id === null) return undefined
  return {parent: node.parent_id, slot: node.slot, index: childrenOf(tree, node.parent_id, node.slot).findIndex(sibling => sibling.id === id)}
}

/** Where a new node goes when the person names no place: into what is selected where it can hold something, else right after it; on an empty choice, at the end of the page. */
export function nextSpot(tree: Tree, manifests: Manifests, selected: string | null): Spot | undefined {
  if (selected === null || !tree.nodes.has(selected)) return endOfPage(tree, manifests)
  const [slot] = slotsOf(tree, manifests, selected)
  if (selected === tree.rootId) return endOfPage(tree, manifests)
  if (slot !== undefined) return {parent: selected, slot, index: childrenOf(tree, selected, slot).length}
  const spot = spotOf(tree, selected)
  return spot && {...spot, index: spot.index + 1}
}

/** Within the frame, the layout that holds the whole page; the frame itself where it holds several things. */
function endOfPage(tree: Tree, manifests: Manifests, parent: string = tree.rootId): Spot | undefined {
  const slot = slotsOf(tree, manifests, parent)[0]
  if (slot === undefined) return undefined
  const children = childrenOf(tree, parent, slot)
  const only = children.length === 1 ? children[0] : undefined
  const inner = only && manifests.get(only.snippet)?.group === 'Layout' ? endOfPage(tree, manifests, only.id) : undefined
  return inner ?? {parent, slot, index: children.length}
}
