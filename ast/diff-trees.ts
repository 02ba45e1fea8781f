/** The steps that lead from one tree to another. */
import type {Json, JsonObject} from '../schemas/index.ts'
import {sameJson} from './canonical-json.ts'
import {hashTree} from './hash-tree.ts'
import {isPlainObject} from './plain-object.ts'
import {getNode, walkTree} from './read-tree.ts'
import type {SetStep, Step} from './step.ts'
import type {Tree, TreeNode} from './tree.ts'
import type {UiNode} from './ui-node.ts'

/**
 * Applied to `before` in order, the steps give `after`: whole subtrees inserted and removed, nodes moved, and what differs within a node set at the deepest useful path
 * (a prop's leaf, one data source, one event; lists and expressions as a whole). `was` is filled in. Looks only where hashes differ.
 * Throws when the two have not the same root, on the same screen and at the same place: no step replaces a root.
 */
export function diffTrees<N extends TreeNode = UiNode>(before: Tree<N>, after: Tree<N>): readonly Step<N>[] {
  const [oldRoot, newRoot] = [getNode(before, before.rootId), getNode(after, after.rootId)]
  if (oldRoot.id !== newRoot.id || oldRoot.screen_id !== newRoot.screen_id || oldRoot.slot !== newRoot.slot || oldRoot.order !== newRoot.order) {
    throw new Error(`trees of roots ${oldRoot.id} and ${newRoot.id} have no diff: expected the same root at the same place; compare versions of one screen`)
  }
  const oldNodes = changedNodes(before, after)
  const newNodes = changedNodes(after, before)
  return [...insertions(before, after, newNodes), ...moves(before, newNodes), ...removals(before, after, oldNodes), ...changes(before, newNodes)]
}

/** The nodes of `tree` in document order, less the subtrees that stand in `other` just so. */
function changedNodes<N extends TreeNode>(tree: Tree<N>, other: Tree<N>): readonly N[] {
  const [hashes, others] = [hashTree(tree).of, hashTree(other).of]
  const found: N[] = []
  const open = [tree.rootId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (hashes.get(id) === others.get(id)) continue
    found.push(getNode(tree, id))
    open.push(...(tree.children.get(id) ?? []).toReversed())
  }
  return found
}

/** New nodes under an old one come as one step with the new nodes that hang on them; old nodes that go under new ones follow as moves. */
function insertions<N extends TreeNode>(before: Tree<N>, after: Tree<N>, nodes: readonly N[]): readonly Step<N>[] {
  return nodes
    .filter((node) => !before.nodes.has(node.id) && node.parent_id !== null && before.nodes.has(node.parent_id))
    .map((top) => ({type: 'insert', nodes: connected(after, top.id, (id) => !before.nodes.has(id))}))
}

/** From the top down: when a node moves, the way above its new parent stands as it will be, so no move makes a circle. */
function moves<N extends TreeNode>(before: Tree<N>, nodes: readonly N[]): readonly Step<N>[] {
  return nodes.flatMap((node): readonly Step<N>[] => {
    const old = before.nodes.get(node.id)
    if (!old || (old.parent_id === node.parent_id && old.slot === node.slot && old.order === node.order)) return []
    return [{type: 'move', id: node.id, to: placeOf(node), was: placeOf(old)}]
  })
}

/** After the moves, what stays has left the subtrees that go. */
function removals<N extends TreeNode>(before: Tree<N>, after: Tree<N>, nodes: readonly N[]): readonly Step<N>[] {
  return nodes
    .filter((node) => !after.nodes.has(node.id) && node.parent_id !== null && after.nodes.has(node.parent_id))
    .map((top) => ({type: 'remove', id: top.id, was: connected(before, top.id, (id) => !after.nodes.has(id))}))
}

const placeMembers: ReadonlySet<string> = new Set(['id', 'screen_id', 'parent_id', 'slot', 'order'])

function changes<N extends TreeNode>(before: Tree<N>, nodes: readonly N[]): readonly Step<N>[] {
  return nodes.flatMap((node) => {
    const old = before.nodes.get(node.id)
    return old ? setsOf(node.id, old as unknown as JsonObject, node as unknown as JsonObject, []) : []
  })
}

function setsOf(id: string, before: JsonObject, after: JsonObject, path: readonly string[]): readonly SetStep[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => path.length > 0 || !placeMembers.has(name))
  return names.toSorted().flatMap((name): readonly SetStep[] => {
    const [was, value] = [before[name], after[name]]
    if (sameJson(was, value)) return []
    const at = [...path, name]
    if (was !== undefined && value !== undefined && goesDeeper(at, was) && goesDeeper(at, value)) return setsOf(id, was as JsonObject, value as JsonObject, at)
    return [{type: 'set', id, path: at, ...(value === undefined ? {} : {value}), ...(was === undefined ? {wasAbsent: true as const} : {was})}]
  })
}

/** Props to their leaves, sources and events one by one; an expression is a leaf, and so is an object that is empty. */
function goesDeeper(path: readonly string[], value: Json): boolean {
  if (!isPlainObject(value)) return false
  const names = Object.keys(value)
  if (names.length === 0 || (names.length === 1 && names[0] === '$')) return false
  return path[0] === 'props' || (path.length === 1 && (path[0] === 'data' || path[0] === 'on'))
}

/** The nodes from `top` down that hang together by nodes that are `in`. */
function connected<N extends TreeNode>(tree: Tree<N>, top: string, isIn: (id: string) => boolean): readonly N[] {
  const kept = new Set([top])
  return walkTree(tree, top).filter((node) => {
    if (node.id === top) return true
    if (node.parent_id === null || !kept.has(node.parent_id) || !isIn(node.id)) return false
    kept.add(node.id)
    return true
  })
}

const placeOf = (node: TreeNode): {readonly parent_id: string | null; readonly slot: string; readonly order: string} =>
  ({parent_id: node.parent_id, slot: node.slot, order: node.order})
