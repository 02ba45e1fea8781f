import {expect, test} from 'vitest'
import {applySteps, type SetStep, type Step, type Tree} from '../../ast/index.ts'
import {part, stack, tree as treeOf} from '../../tests/build-tree.ts'
import {stillStands} from './still-stands.ts'

const page = treeOf(stack(
  {...stack({...part('text', {text: 'a'}), id: 'a'}, {...part('text', {text: 'b'}), id: 'b'}), id: 'box'},
  {...stack(), id: 'other'},
))
const after = (steps: readonly Step[], tree: Tree = page): {readonly tree: Tree; readonly steps: readonly Step[]} => {
  const result = applySteps(tree, steps, {})
  return result.ok ? result : expect.unreachable('the steps do not hold')
}
const source = (value: SetStep['value'], ...rest: readonly string[]): SetStep =>
  ({type: 'set', id: 'a', path: ['data', 'value', ...rest], ...(value !== undefined && {value})})
const place = (order: string): Step => ({type: 'move', id: 'a', to: {parent_id: 'other', slot: 'default', order}})
const whole = {from: 'deal', limit: 5}

test.each<[boolean, string, Step, readonly Step[]]>([
  [true, 'a source as it was set', source(whole), []],
  [true, 'a source of which one leaf is another', source(whole), [source(9, 'limit')]],
  [true, 'a source to which a leaf came', source({from: 'deal'}), [source(9, 'limit')]],
  [false, 'a source that is another', source(whole), [source({from: 'user'})]],
  [false, 'a source that went again', source(whole), [source(undefined)]],
  [true, 'an expression as it was set', {type: 'set', id: 'a', path: ['props', 'text'], value: {$: 'x'}}, []],
  [false, 'an expression that is another', {type: 'set', id: 'a', path: ['props', 'text'], value: {$: 'x'}}, [{type: 'set', id: 'a', path: ['props', 'text'], value: {$: 'y'}}]],
  [true, 'a prop that was unset', {type: 'set', id: 'a', path: ['props', 'text']}, []],
  [false, 'a prop that was unset and set again', {type: 'set', id: 'a', path: ['props', 'text']}, [{type: 'set', id: 'a', path: ['props', 'text'], value: 'on purpose'}]],
  [false, 'a leaf in whose way something else stands', {type: 'set', id: 'a', path: ['props', 'deep', 'leaf'], value: 1}, [{type: 'set', id: 'a', path: ['props', 'deep'], value: 'flat'}]],
  [false, 'a value of a node that is gone', source(whole), [{type: 'remove', id: 'a'}]],
  [true, 'a node where it was moved', place('a0'), [{type: 'set', id: 'a', path: ['props', 'text'], value: 'new'}]],
  [false, 'a node that was moved on', place('a0'), [place('a5')]],
  [true, 'a node that was removed', {type: 'remove', id: 'box'}, []],
])('%s: %s', (stands, _name, step, since) => {
  const patched = after([step])
  const draft = after(since, patched.tree).tree
  expect(stillStands(patched.steps[0]!, draft, page)).toBe(stands)
  expect(stillStands(patched.steps[0]!, draft, patched.tree), 'live too').toBe(false)
  expect(stillStands(patched.steps[0]!, page, page), 'in neither').toBe(false)
})

test('a value stands where only one of its leaves is not live', () => {
  const patched = after([source(whole)])
  expect(stillStands(patched.steps[0]!, patched.tree, after([source({from: 'deal', limit: 9})]).tree)).toBe(true)
})
