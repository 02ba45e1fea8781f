import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {applyStep, applySteps, hashTree, invertStep, parseStep, type Step, type Tree, treeFrom, walkTree} from '../../ast/index.ts'
import {anyEdit, anyTree, contents, type Edit, freeze, stepOf} from './arbitrary-tree.ts'

const runs = {numRuns: 400}

function accept(tree: Tree, edit: Edit): {readonly tree: Tree; readonly step: Step} | undefined {
  const step = stepOf(edit, tree, 'new')
  if (!step) return undefined
  const result = applyStep(tree, step)
  if (!result.ok) throw new Error(`refused: ${result.reason.message}`)
  return result
}

describe.each(['insert', 'remove', 'move', 'set'] as const)('%s', (kind) => {
  test('applied and inverted is the same tree', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      const done = accept(tree, edit)
      if (!done) return
      const undone = applyStep(done.tree, invertStep(done.step))
      if (!undone.ok) throw new Error(undone.reason.message)
      expect(contents(undone.tree)).toEqual(contents(tree))
      expect(hashTree(undone.tree).root).toBe(hashTree(tree).root)
    }), runs)
  })

  test('inverted twice does the same as once', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      const done = accept(tree, edit)
      if (!done) return
      const again = applyStep(tree, invertStep(invertStep(done.step)))
      if (!again.ok) throw new Error(again.reason.message)
      expect(contents(again.tree)).toEqual(contents(done.tree))
    }), runs)
  })

  test('survives JSON, in both directions', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      const done = accept(tree, edit)
      if (!done) return
      const sent = JSON.parse(JSON.stringify(done.step)) as Step
      expect(sent).toEqual(done.step)
      const again = applyStep(tree, sent)
      expect(again.ok && contents(again.tree)).toEqual(contents(done.tree))
    }), runs)
  })

  test('leaves the tree it is given as it was', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      freeze(tree)
      const before = JSON.stringify(contents(tree))
      accept(tree, edit)
      expect(JSON.stringify(contents(tree))).toBe(before)
    }), runs)
  })
})

test('every tree that steps lead to is one that its nodes alone would make', () => {
  fc.assert(fc.property(anyTree, fc.array(anyEdit(), {maxLength: 12}), (start, edits) => {
    let tree = start
    edits.forEach((edit, index) => {
      const step = stepOf(edit, tree, `new${index}`)
      const result = step && applyStep(tree, step)
      if (result?.ok) tree = result.tree
    })
    const again = treeFrom([...tree.nodes.values()].toReversed())
    expect(again.ok && contents(again.tree)).toEqual(contents(tree))
    expect(walkTree(tree)).toHaveLength(tree.nodes.size)
  }), runs)
})

test('a list of steps applies as a whole or not at all, and undoes backwards', () => {
  fc.assert(fc.property(anyTree, fc.array(anyEdit(), {maxLength: 10}), (start, edits) => {
    let tree = start
    const steps: Step[] = []
    edits.forEach((edit, index) => {
      const step = stepOf(edit, tree, `new${index}`)
      const result = step && applyStep(tree, step)
      if (!result?.ok) return
      tree = result.tree
      steps.push(result.step)
    })
    const all = applySteps(start, steps)
    expect(all.ok && contents(all.tree)).toEqual(contents(tree))
    const back = applySteps(tree, steps.toReversed().map((step) => invertStep(step)))
    expect(back.ok && contents(back.tree)).toEqual(contents(start))
    const broken = applySteps(start, [...steps, {type: 'remove', id: 'nobody'}])
    expect(broken).toMatchObject({ok: false, at: steps.length, reason: {code: 'unknown-node'}})
  }), runs)
})

test('accepted steps of known snippets and sources pass the boundary', () => {
  fc.assert(fc.property(anyTree, anyEdit('insert', 'remove', 'move'), (tree, edit) => {
    const done = accept(tree, edit)
    if (done) expect(parseStep(JSON.parse(JSON.stringify(done.step)))).toMatchObject({ok: true})
  }), runs)
})
