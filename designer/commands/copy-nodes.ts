/** Copies of subtrees: on the same screen, and as text on the clipboard. */
import {type InsertStep, parseStep, subtreeOf, type Tree, type UiNode} from '../../ast/index.ts'
import {placeAt, type Spot, spotOf} from './places.ts'

const kind = 'espalier/nodes'

/** The subtree as JSON text, as it goes on the clipboard. */
export const copiedText = (tree: Tree, id: string): string => JSON.stringify({kind, nodes: subtreeOf(tree, id)}, null, 2)

/** Text from a clipboard as a subtree (root first); undefined when it is something else. Nothing in it is trusted. */
export function readCopied(text: string): readonly UiNode[] | undefined {
  if (text.length > 500_000 || !text.includes(kind)) return undefined
  try {
    const read = JSON.parse(text) as {readonly kind?: unknown; readonly nodes?: unknown}
    if (read.kind !== kind || !Array.isArray(read.nodes)) return undefined
    const [root, ...rest] = read.nodes as readonly {readonly [member: string]: unknown}[]
    // A copied root has no parent of its own any more, but a step's nodes always hang on something.
    const parsed = parseStep({type: 'insert', nodes: [{...root, parent_id: 'clipboard'}, ...rest]})
    return parsed.ok && parsed.step.type === 'insert' ? parsed.step.nodes : undefined
  } catch {
    return undefined
  }
}

/** Puts a copy of `nodes` (a subtree, root first) at the spot; every node gets a new id, and links between them follow. */
export function pasteNodes(tree: Tree, screenId: string, spot: Spot, nodes: readonly UiNode[], newId: () => string): InsertStep | undefined {
  const ids = new Map(nodes.map(node => [node.id, newId()]))
  const [root, ...rest] = nodes
  if (!root) return undefined
  const renewed = (node: UiNode): UiNode => ({...node, id: ids.get(node.id)!, screen_id: screenId, parent_id: ids.get(node.parent_id ?? '') ?? null})
  return {type: 'insert', nodes: [{...renewed(root), ...placeAt(tree, spot)}, ...rest.map(renewed)]}
}

/** A copy right after the node itself. Undefined for the root. */
export function duplicateNode(tree: Tree, screenId: string, id: string, newId: () => string): InsertStep | undefined {
  const spot = spotOf(tree, id)
  return spot && pasteNodes(tree, screenId, {...spot, index: spot.index + 1}, subtreeOf(tree, id), newId)
}
