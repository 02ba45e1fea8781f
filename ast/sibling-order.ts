/** The order in which a parent's children stand. */
import type {TreeNode} from './tree.ts'

/** Slot `default` first, then slots by name; within a slot by `order`, then id. By code unit, so that every machine agrees. */
export function compareSiblings(a: TreeNode, b: TreeNode): number {
  if (a.slot !== b.slot) {
    if (a.slot === 'default') return -1
    if (b.slot === 'default') return 1
    return a.slot < b.slot ? -1 : 1
  }
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** The ids of `nodes`, as siblings stand. */
export const sortSiblings = (nodes: readonly TreeNode[]): string[] => nodes.toSorted(compareSiblings).map((node) => node.id)
