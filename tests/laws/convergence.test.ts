import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applyStep, applySteps, invertStep, rebaseStep, type Step, type Tree} from '../../ast/index.ts'
import {having, screen, stack} from '../build-tree.ts'
import {anyEdit, anyTree, contents, stepOf} from './arbitrary-tree.ts'
import {anyMeeting, checkMeeting} from './editing-clients.ts'

const runs = {numRuns: 400}

describe.each([2, 3])('%i clients', (count) => {
  test('who edit at once, in whatever order they are heard, end at the server\'s tree', () => {
    fc.assert(fc.property(anyMeeting(count), checkMeeting), runs)
  })
})

test('a rebased step says truly what it replaces, and does what the step itself would, taken as meant', () => {
  const seen = {applied: 0, dropped: 0}
  fc.assert(fc.property(anyTree, anyEdit(), anyEdit(), (tree, first, second) => {
    const [over, step] = [stepOf(first, tree, 'first'), stepOf(second, tree, 'second')].map((each) => each && applyStep(tree, each))
    if (!over?.ok || !step?.ok) return
    const rebased = rebaseStep(step.step, over.step)
    const meant = applyStep(over.tree, step.step, {rebase: true})
    if (!rebased) {
      seen.dropped++
      return
    }
    const strict = applyStep(over.tree, rebased)
    // Only a circle of two moves, and a way through something that is no object any more, cannot be told without the tree.
    if (!strict.ok) {
      expect(['cycle', 'invalid']).toContain(strict.reason.kind)
      expect(meant.ok).toBe(false)
      return
    }
    seen.applied++
    expect(meant.ok && contents(meant.tree)).toEqual(contents(strict.tree))
  }), {numRuns: 3_000})
  // Both ways out were taken often: the law says something about each.
  expect(Math.min(seen.applied, seen.dropped)).toBeGreaterThan(50)
})

test('of two moves that would make a circle, the later is refused and the tree stays whole', () => {
  const {tree} = screen(stack(having({id: 'a'}, stack()), having({id: 'b'}, stack())))
  const first = applyStep(tree, {type: 'move', id: 'a', to: {parent_id: 'b', slot: 'default', order: 'a0'}})
  if (!first.ok) throw new Error(say(first.reason))
  const second = rebaseStep({type: 'move', id: 'b', to: {parent_id: 'a', slot: 'default', order: 'a0'}}, first.step)
  expect(second && applyStep(first.tree, second, {rebase: true})).toMatchObject({ok: false, reason: {kind: 'cycle'}})
})

test('the later set of the same property wins, and others stay as they were set', () => {
  fc.assert(fc.property(anyTree, fc.string(), fc.string(), (tree, one, two) => {
    const first = applySteps(tree, [{type: 'set', id: 'n0', path: ['props', 'one'], value: one}, {type: 'set', id: 'n0', path: ['props', 'both'], value: one}])
    if (!first.ok) throw new Error(say(first.reason))
    const second: Step = {type: 'set', id: 'n0', path: ['props', 'both'], value: two, wasAbsent: true}
    const rebased = first.steps.reduce<Step | null>((step, over) => step && rebaseStep(step, over), second)
    const result = rebased && applyStep(first.tree, rebased)
    expect(result?.ok && result.tree.nodes.get('n0')?.props).toMatchObject({one, both: two})
  }), runs)
})

test('undo after others\' edits takes back one\'s own step and nothing of theirs', () => {
  let undone = 0
  fc.assert(fc.property(anyTree, anyEdit('set', 'move', 'insert'), fc.array(anyEdit('set', 'move', 'insert'), {maxLength: 4}), (tree, mine, theirs) => {
    const step = stepOf(mine, tree, 'mine')
    const done = step && applyStep(tree, step)
    if (!done?.ok) return
    const own = done.step.type === 'insert' ? new Set(done.step.nodes.map((node) => node.id)) : new Set([done.step.id])
    // What they do elsewhere, chosen on the tree without my step, so that it holds with and without it.
    let [without, withMine]: readonly [Tree, Tree] = [tree, done.tree]
    let undo: Step | null = invertStep(done.step)
    theirs.forEach((edit, index) => {
      const other = stepOf(edit, without, `their${index}`)
      if (!other || (other.type !== 'insert' && own.has(other.id))) return
      const [a, b] = [applyStep(without, other, {rebase: true}), applyStep(withMine, other, {rebase: true})]
      if (!a.ok || !b.ok) return
      without = a.tree
      withMine = b.tree
      undo = undo && rebaseStep(undo, b.step)
    })
    const result = undo && applyStep(withMine, undo, {rebase: true})
    if (!result?.ok) return
    undone++
    expect(contents(result.tree)).toEqual(contents(without))
  }), {numRuns: 1_000})
  expect(undone).toBeGreaterThan(500)
})
