import {describe, expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {cpuTime} from '../../tests/cpu-time.ts'
import {card, having, screen, stack, text} from '../../tests/build-tree.ts'
import type {Step} from '../step.ts'
import type {UiNode} from '../ui-node.ts'
import {applyStep, invertStep, rebaseStep} from './apply-step.ts'

// n1 stack: n2 card (n3 text), n4 text
const {tree} = screen(stack(card('A', text('a')), having({data: {rows: {from: 'contact'}}}, text('b'))))
const place = (parent: string | null, order = 'a5'): {parent_id: string | null; slot: string; order: string} => ({parent_id: parent, slot: 'default', order})
const node = (id: string, parent: string | null, more: Partial<UiNode> = {}): UiNode => ({id, screen_id: 's1', ...place(parent), snippet: 'text', props: {}, ...more})
const refusal = (step: Step): string => {
  const result = applyStep(tree, step)
  return result.ok ? 'accepted' : result.reason.kind
}

describe('refuses', () => {
  test.each<[string, Step, string]>([
    ['an insert under nobody', {type: 'insert', nodes: [node('x', 'nobody')]}, 'unknown-parent'], ['an insert of an id that stands there', {type: 'insert', nodes: [node('n4', 'n1')]}, 'duplicate-node'], ['an insert with one id twice', {type: 'insert', nodes: [node('x', 'n1'), node('y', 'x'), node('y', 'x')]}, 'duplicate-node'],
    ['a second root', {type: 'insert', nodes: [node('x', null)]}, 'root'], ['an insert of nothing', {type: 'insert', nodes: []}, 'invalid'], ['two subtrees in one insert', {type: 'insert', nodes: [node('x', 'n1'), node('y', 'n1')]}, 'unknown-parent'], ['a circle in an insert', {type: 'insert', nodes: [node('x', 'n1'), node('y', 'z'), node('z', 'y')]}, 'cycle'],
    ['a node of another screen', {type: 'insert', nodes: [node('x', 'n1', {screen_id: 's2'})]}, 'invalid'], ['one deeper down', {type: 'insert', nodes: [node('x', 'n1'), node('y', 'x', {screen_id: 's2'})]}, 'invalid'],
    ['removing nobody', {type: 'remove', id: 'nobody'}, 'unknown-node'], ['removing the root', {type: 'remove', id: 'n1'}, 'root'], ['a removal of what has changed', {type: 'remove', id: 'n4', was: [node('n4', 'n1')]}, 'stale'],
    ['moving nobody', {type: 'move', id: 'nobody', to: place('n1')}, 'unknown-node'], ['moving the root', {type: 'move', id: 'n1', to: place('n2')}, 'root'], ['moving to no parent', {type: 'move', id: 'n2', to: place(null)}, 'root'], ['moving under nobody', {type: 'move', id: 'n2', to: place('nobody')}, 'unknown-parent'],
    ['moving a node under itself', {type: 'move', id: 'n2', to: place('n2')}, 'cycle'], ['moving a node under its child', {type: 'move', id: 'n2', to: place('n3')}, 'cycle'], ['a move from elsewhere', {type: 'move', id: 'n2', to: place('n1'), was: place('n4')}, 'stale'],
    ['setting on nobody', {type: 'set', id: 'nobody', path: ['props', 'a'], value: 1}, 'unknown-node'], ['a set of what has changed', {type: 'set', id: 'n4', path: ['props', 'text'], value: 'c', was: 'a'}, 'stale'], ['a set of what should not be there', {type: 'set', id: 'n4', path: ['props', 'text'], value: 'c', wasAbsent: true}, 'stale'],
    ['a path into a text', {type: 'set', id: 'n4', path: ['props', 'text', 'deep'], value: 1}, 'invalid'], ['props that are no object', {type: 'set', id: 'n4', path: ['props'], value: [1]}, 'invalid'], ['a node without props', {type: 'set', id: 'n4', path: ['props']}, 'invalid'], ['a node without a snippet', {type: 'set', id: 'n4', path: ['snippet']}, 'invalid'],
    ['a snippet that is no text', {type: 'set', id: 'n4', path: ['snippet'], value: 5}, 'invalid'], ['visibility that is no text', {type: 'set', id: 'n4', path: ['when'], value: {a: 1}}, 'invalid'], ['an id', {type: 'set', id: 'n4', path: ['id'], value: 'x'}, 'invalid'],
  ])('%s', (_, step, code) => expect(refusal(step)).toBe(code))
})

test('what is stale is taken as meant when rebasing, and was is then what really was', () => {
  expect(applyStep(tree, {type: 'set', id: 'n4', path: ['props', 'text'], value: 'c', was: 'old'}, {rebase: true})).toMatchObject({ok: true, step: {was: 'b', value: 'c'}})
  expect(applyStep(tree, {type: 'remove', id: 'n4', was: [node('n4', 'n1')]}, {rebase: true})).toMatchObject({ok: true, step: {was: [{id: 'n4', props: {text: 'b'}}]}})
})

describe('set', () => {
  test('makes the objects on the way, and unsetting takes them away again', () => {
    const set = applyStep(tree, {type: 'set', id: 'n3', path: ['data', 'rows', 'limit'], value: 5})
    if (!set.ok) throw new Error(say(set.reason))
    expect(set.tree.nodes.get('n3')?.data).toEqual({rows: {limit: 5}})
    expect(set.step).toEqual({type: 'set', id: 'n3', path: ['data', 'rows', 'limit'], value: 5, wasAbsent: true})
    const unset = applyStep(set.tree, invertStep(set.step))
    expect(unset.ok && 'data' in unset.tree.nodes.get('n3')!).toBe(false)
  })

  test('one of two that were made by different hands stays when the other is undone', () => {
    const limit = applyStep(tree, {type: 'set', id: 'n3', path: ['data', 'rows', 'limit'], value: 5})
    const sort = limit.ok && applyStep(limit.tree, {type: 'set', id: 'n3', path: ['data', 'rows', 'sort'], value: ['a']})
    const undo = sort && sort.ok && limit.ok && applyStep(sort.tree, rebaseStep(invertStep(limit.step), sort.step)!)
    expect(undo && undo.ok && undo.tree.nodes.get('n3')?.data).toEqual({rows: {sort: ['a']}})
  })

  test('to the same value changes nothing that can be seen, and of nothing to nothing gives the very same tree', () => {
    expect(applyStep(tree, {type: 'set', id: 'n4', path: ['props', 'nothing']})).toEqual({ok: true, tree, step: {type: 'set', id: 'n4', path: ['props', 'nothing'], wasAbsent: true}})
  })

  test('shares every node that it does not touch', () => {
    const set = applyStep(tree, {type: 'set', id: 'n4', path: ['props', 'text'], value: 'c'})
    expect(set.ok && set.tree.nodes.get('n2')).toBe(tree.nodes.get('n2'))
    expect(set.ok && set.tree.children).toBe(tree.children)
  })
})

describe('rebase', () => {
  const removed = applyStep(tree, {type: 'remove', id: 'n2'})
  const over = removed.ok ? removed.step : undefined

  test.each<[string, Step]>([
    ['a set on a removed node', {type: 'set', id: 'n3', path: ['props', 'text'], value: 'x'}], ['a move of one', {type: 'move', id: 'n3', to: place('n1')}], ['a move under one', {type: 'move', id: 'n4', to: place('n3')}], ['an insert under one', {type: 'insert', nodes: [node('x', 'n3')]}], ['a removal of one', {type: 'remove', id: 'n3'}],
  ])('drops %s', (_, step) => expect(rebaseStep(step, over!)).toBeNull())

  test('drops an insert of what another inserted already', () => {
    const insert: Step = {type: 'insert', nodes: [node('x', 'n1')]}
    expect(rebaseStep(insert, {type: 'insert', nodes: [node('y', 'n1'), node('x', 'y')]})).toBeNull()
    expect(rebaseStep(insert, {type: 'insert', nodes: [node('y', 'n1')]})).toBe(insert)
  })

  test('drops an edit within a source that someone unbound', () => {
    expect(rebaseStep({type: 'set', id: 'n4', path: ['data', 'rows', 'limit'], value: 5}, {type: 'set', id: 'n4', path: ['data', 'rows'], was: {from: 'contact'}})).toBeNull()
  })

  test('knows what it replaces after another set the same property, or all around it', () => {
    const mine: Step = {type: 'set', id: 'n4', path: ['props', 'text'], value: 'mine', was: 'b'}
    expect(rebaseStep(mine, {type: 'set', id: 'n4', path: ['props', 'text'], value: 'theirs', was: 'b'})).toEqual({...mine, was: 'theirs'})
    expect(rebaseStep(mine, {type: 'set', id: 'n4', path: ['props'], value: {text: 'all'}, was: {}})).toEqual({...mine, was: 'all'})
    expect(rebaseStep(mine, {type: 'set', id: 'n4', path: ['props'], value: {}, was: {}})).toEqual({type: 'set', id: 'n4', path: ['props', 'text'], value: 'mine', wasAbsent: true})
    expect(rebaseStep(mine, {type: 'set', id: 'n3', path: ['props', 'text'], value: 'theirs', was: 'a'})).toBe(mine)
  })
})

test('a step that was never accepted has no inverse', () => {
  expect(() => invertStep({type: 'remove', id: 'n2'})).toThrow('was` is filled in by applyStep')
  expect(() => invertStep({type: 'move', id: 'n2', to: place('n1')})).toThrow()
})

test('a step on a tree of a thousand nodes takes well under a millisecond', () => {
  const {tree: big} = screen(stack(...Array.from({length: 40}, (_, row) => card(`${row}`, ...Array.from({length: 25}, (__, cell) => text(`${row}/${cell}`))))))
  const steps: readonly Step[] = [{type: 'set', id: 'n500', path: ['props', 'text'], value: 'new'}, {type: 'move', id: 'n500', to: place('n1')}, {type: 'insert', nodes: [node('x', 'n2')]}, {type: 'remove', id: 'n900'}]
  for (const step of steps) {
    // The least of many: what else runs in this process takes its part of the others.
    const times = Array.from({length: 60}, () => cpuTime(() => applyStep(big, step)))
    expect(Math.min(...times), step.type).toBeLessThan(1)
  }
})
