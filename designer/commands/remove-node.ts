/** Removing a node, and where the selection goes then. */
import {childrenOf, type RemoveStep, type Tree} from '../../ast/index.ts'
import {spotOf} from './places.ts'

/** Undefined for the root: a screen keeps it. */
export function removeNode(tree: Tree, id: string): {readonly step: RemoveStep; readonly select: string} | undefined {
  const spot = spotOf(tree, id)
  if (!spot) return undefined
  const siblings = childrenOf(tree, spot.parent, spot.slot)
  return {step: {type: 'remove', id}, select: (siblings[spot.index + 1] ?? siblings[spot.index - 1])?.id ?? spot.parent}
}
