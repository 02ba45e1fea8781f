import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applyStep, applySteps, diffTrees, getNode, hashTree, invertStep, type Tree, treeFrom, walkTree} from '../../ast/index.ts'
import {anyEdit, anyTree, contents, stepOf} from './arbitrary-tree.ts'

const runs = {numRuns: 600}

/** The same root at the same place, as two versions of a screen have. */
const anyPair = fc.tuple(anyTree, anyTree)

test('the diff of any two trees, applied to the first, is the second', () => {
  fc.assert(fc.property(anyPair, ([before, after]) => {
    const result = applySteps(before, diffTrees(before, after))
    if (!result.ok) throw new Error(`step ${result.at}: ${say(result.reason)}`)
    expect(contents(result.tree)).toEqual(contents(after))
    expect(hashTree(result.tree).root).toBe(hashTree(after).root)
  }), runs)
})

test('a diff carries what it replaces, so that it undoes without a tree', () => {
  fc.assert(fc.property(anyPair, ([before, after]) => {
    const back = applySteps(after, diffTrees(before, after).toReversed().map((step) => invertStep(step)))
    if (!back.ok) throw new Error(`step ${back.at}: ${say(back.reason)}`)
    expect(contents(back.tree)).toEqual(contents(before))
  }), runs)
})

test('the diff of a few edits names no node that they did not touch', () => {
  fc.assert(fc.property(anyTree, fc.array(anyEdit('set', 'move'), {maxLength: 4}), (before, edits) => {
    let after: Tree = before
    const touched = new Set<string>()
    for (const edit of edits) {
      const step = stepOf(edit, after, 'new')
      const result = step && applyStep(after, step)
      if (!result?.ok) continue
      after = result.tree
      if (step && step.type !== 'insert') touched.add(step.id)
    }
    for (const step of diffTrees(before, after)) expect(step.type !== 'insert' && touched.has(step.id)).toBe(true)
  }), runs)
})

test('hashes are equal exactly where contents are', () => {
  fc.assert(fc.property(anyPair, ([a, b]) => {
    const same = JSON.stringify(sortedContents(a)) === JSON.stringify(sortedContents(b))
    expect(hashTree(a).root === hashTree(b).root).toBe(same)
  }), runs)
  fc.assert(fc.property(anyTree, (tree) => {
    const copy = treeFrom(JSON.parse(JSON.stringify([...tree.nodes.values()])) as ReturnType<typeof walkTree>)
    expect(copy.ok && hashTree(copy.tree).root).toBe(hashTree(tree).root)
  }), runs)
})

test('a step changes the hashes of its node and of the nodes above it, and no others', () => {
  fc.assert(fc.property(anyTree, anyEdit('set'), (before, edit) => {
    const step = stepOf(edit, before, 'new')
    const result = step && applyStep(before, step)
    if (!result?.ok || step?.type !== 'set' || hashTree(before).root === hashTree(result.tree).root) return
    const above = new Set<string>()
    for (let node = getNode(before, step.id); ; node = getNode(before, node.parent_id)) {
      above.add(node.id)
      if (node.parent_id === null) break
    }
    for (const [id, hash] of hashTree(result.tree).of) expect(hash !== hashTree(before).of.get(id)).toBe(above.has(id))
  }), runs)
})

function sortedContents(tree: Tree): unknown {
  return walkTree(tree).map((node) => sortKeys(node))
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sortKeys(inner)]))
}
