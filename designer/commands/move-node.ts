/** Moving a node: to a spot, or one place up, down, out or in. */
import {childrenOf, isWithin, type MoveStep, type Tree} from '../../ast/index.ts'
import {type Manifests, placeAt, slotsOf, type Spot, spotOf} from './places.ts'

/** Undefined where the node would not move, or cannot: the root, or into itself. */
export function moveNode(tree: Tree, id: string, spot: Spot): MoveStep | undefined {
  const now = spotOf(tree, id)
  if (!now || isWithin(tree, spot.parent, id)) return undefined
  if (now.parent === spot.parent && now.slot === spot.slot && now.index === spot.index) return undefined
  return {type: 'move', id, to: placeAt(tree, spot, id)}
}

export type Direction = 'up' | 'down' | 'out' | 'in'

/** `in`: to the end of the sibling before it, where that can hold it. `out`: right after its parent. Undefined where there is no such place. */
export function nudgeNode(tree: Tree, manifests: Manifests, id: string, direction: Direction): MoveStep | undefined {
  const now = spotOf(tree, id)
  if (!now) return undefined
  const siblings = childrenOf(tree, now.parent, now.slot)
  if (direction === 'up') return now.index > 0 ? moveNode(tree, id, {...now, index: now.index - 1}) : undefined
  if (direction === 'down') return now.index < siblings.length - 1 ? moveNode(tree, id, {...now, index: now.index + 1}) : undefined
  if (direction === 'out') {
    const parent = spotOf(tree, now.parent)
    return parent && moveNode(tree, id, {...parent, index: parent.index + 1})
  }
  const before = siblings[now.index - 1]
  const slot = before && slotsOf(tree, manifests, before.id)[0]
  return before && slot !== undefined ? moveNode(tree, id, {parent: before.id, slot, index: childrenOf(tree, before.id, slot).length}) : undefined
}
