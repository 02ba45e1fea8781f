/** What must be written to bring the node records of a draft from one tree to another, and what must still be true for it. */
import {sameJson, type Tree, type UiNode} from '../../ast/index.ts'
import type {Change} from '../commit/change.ts'
import type {Expectation} from '../store/store.ts'
import {dataOfNode} from './node-record.ts'

export interface TreeChanges {readonly changes: readonly Change[]; readonly expect: readonly Expectation[]}

/**
 * Trees share the nodes that did not change, so identity finds those that did. Each change names the revision it was made on. A node that hangs somewhere new expects its new
 * ancestors to hang where they did: two moves that are fine alone could close a circle together.
 */
export function changesBetween(before: Tree, after: Tree, revs: ReadonlyMap<string, number>): TreeChanges {
  const changes: Change[] = []
  const expect = new Map<string, Expectation>()
  for (const id of before.nodes.keys()) {
    if (!after.nodes.has(id)) changes.push({op: 'remove', schema: 'ui_node', id, ifRev: revOf(revs, id)})
  }
  for (const [id, node] of after.nodes) {
    const old = before.nodes.get(id)
    if (old === node) continue
    if (!old) changes.push({op: 'create', schema: 'ui_node', id, data: dataOfNode(node)})
    // Steps that cancel each other leave a new object that holds the same.
    else if (!sameJson(old, node)) changes.push({op: 'replace', schema: 'ui_node', id, data: dataOfNode(node), ifRev: revOf(revs, id)})
    if (old?.parent_id === node.parent_id) continue
    for (const ancestor of ancestorsOf(after, node)) {
      // What is written in this commit is checked by its own revision.
      if (before.nodes.get(ancestor) === after.nodes.get(ancestor)) expect.set(ancestor, {kind: 'rev', schema: 'ui_node', id: ancestor, rev: revOf(revs, ancestor)})
    }
  }
  return {changes, expect: [...expect.values()]}
}

function revOf(revs: ReadonlyMap<string, number>, id: string): number {
  const rev = revs.get(id)
  if (rev === undefined) throw new Error(`node ${id} stands in a draft, but its revision is unknown`)
  return rev
}

function ancestorsOf(tree: Tree, node: UiNode): readonly string[] {
  const found: string[] = []
  for (let id = node.parent_id; id !== null; id = tree.nodes.get(id)?.parent_id ?? null) found.push(id)
  return found
}
