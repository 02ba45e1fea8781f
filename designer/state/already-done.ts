/** Whether a step has happened already: its answer got lost on the way, or someone else did the same. */
import {type Step, subtreeOf, type Tree} from '../../ast/index.ts'

export function isAlreadyDone(tree: Tree, step: Step): boolean {
  if (step.type === 'remove') return !tree.nodes.has(step.id)
  if (step.type === 'insert') {
    const top = step.nodes[0]
    if (!top || !tree.nodes.has(top.id)) return false
    const there = new Set(subtreeOf(tree, top.id).map(node => node.id))
    return step.nodes.every(node => there.has(node.id))
  }
  const node = tree.nodes.get(step.id)
  if (!node || step.type !== 'move') return false
  return node.parent_id === step.to.parent_id && node.slot === step.to.slot && node.order === step.to.order
}
