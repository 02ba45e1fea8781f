import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {applyStep, applySteps, hashTree, invertStep, parseStep, type Step, type Tree, treeFrom, walkTree} from '../../ast/index.ts'
import {say, type Json} from '../../schemas/index.ts'
import {anyEdit, anyTree, contents, type Edit, freeze, stepOf} from './arbitrary-tree.ts'

const runs = {numRuns: 400}

function accept(tree: Tree, edit: Edit): {readonly tree: Tree; readonly step: Step} | undefined {
  const step = stepOf(edit, tree, 'new')
  if (!step) return undefined
  const result = applyStep(tree, step)
  if (!result.ok) throw new Error(`refused: ${say(result.reason)}`)
  return result
}

describe.each(['insert', 'remove', 'move', 'set'] as const)('%s', (kind) => {
  test('applied and inverted is the same tree', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      const done = accept(tree, edit)
      if (!done) return
      const undone = applyStep(done.tree, invertStep(done.step))
      if (!undone.ok) throw new Error(say(undone.reason))
      expect(contents(undone.tree)).toEqual(contents(tree))
      expect(hashTree(undone.tree).root).toBe(hashTree(tree).root)
    }), runs)
  })

  test('inverted twice does the same as once', () => {
    fc.assert(fc.property(anyTree, anyEdit(kind), (tree, edit) => {
      const done = accept(tree, edit)
      if (!done) return
      const again = applyStep(tree, invertStep(invertStep(done.step)))
      if (!again.ok) throw new Error(say(again.reason))
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

test('a run of steps gives the tree and the steps that they give one by one, and changes none of what it was given', () => {
  const name = fc.constantFrom('a', 'b', 'c')
  const value = fc.constantFrom<Json>(1, {}, {a: 1}, {a: {b: {}}, c: 2}, {b: {a: {c: 1}}})
  const anySet = fc.record({type: fc.constant('set' as const), id: fc.constant('n0'), path: fc.array(name, {minLength: 1, maxLength: 4}).map(path => ['props', ...path])})
  const anyStep: fc.Arbitrary<Step> = fc.tuple(anySet, fc.option(value, {nil: undefined})).map(([set, one]) => (one === undefined ? set : {...set, value: structuredClone(one)}))
  fc.assert(fc.property(anyTree, fc.array(anyStep, {maxLength: 20}), (start, steps) => {
    const sent = JSON.stringify(steps)
    const before = JSON.stringify(contents(start))
    let tree = start
    const one: string[] = []
    const applied = steps.filter(step => {
      const result = applyStep(tree, step)
      if (!result.ok) return false
      tree = result.tree
      one.push(JSON.stringify(result.step))
      return true
    })
    const all = applySteps(start, applied)
    if (!all.ok) throw new Error(say(all.reason))
    expect(contents(all.tree)).toEqual(contents(tree))
    expect(all.steps.map(step => JSON.stringify(step))).toEqual(one)
    expect(JSON.stringify(steps)).toBe(sent)
    expect(JSON.stringify(contents(start))).toBe(before)
  }), runs)
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
    expect(broken).toMatchObject({ok: false, at: steps.length, reason: {kind: 'unknown-node'}})
  }), runs)
})

test('accepted steps of known snippets and sources pass the boundary', () => {
  fc.assert(fc.property(anyTree, anyEdit('insert', 'remove', 'move'), (tree, edit) => {
    const done = accept(tree, edit)
    if (done) expect(parseStep(JSON.parse(JSON.stringify(done.step)))).toMatchObject({ok: true})
  }), runs)
})
