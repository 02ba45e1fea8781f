/** Where a drop on the outline would land: before, after or into the row under the pointer. Pure. */
import {childrenOf, isWithin, type Tree} from '../../ast/index.ts'
import {type Manifests, slotsOf, type Spot} from '../commands/places.ts'

export interface RowSpot {readonly spot: Spot; readonly row: string; readonly where: 'before' | 'after' | 'into'}

/** `part`: how far down the row the pointer is, 0 to 1. `moving`: the node that is dragged, if it stands in the tree. */
export function findRowSpot(tree: Tree, manifests: Manifests, row: string, part: number, moving: string | undefined): RowSpot | undefined {
  const node = tree.nodes.get(row)
  if (!node || (moving !== undefined && isWithin(tree, row, moving))) return undefined
  const [slot] = slotsOf(tree, manifests, row)
  const into = (): RowSpot | undefined => slot === undefined ? undefined : {
    row, where: 'into', spot: {parent: row, slot, index: childrenOf(tree, row, slot).filter(child => child.id !== moving).length},
  }
  if (node.parent_id === null) return into()
  if (slot !== undefined && part > 0.25 && part < 0.75) return into()
  const siblings = childrenOf(tree, node.parent_id, node.slot).filter(child => child.id !== moving)
  const index = siblings.findIndex(child => child.id === row)
  return {row, where: part < 0.5 ? 'before' : 'after', spot: {parent: node.parent_id, slot: node.slot, index: part < 0.5 ? index : index + 1}}
}
