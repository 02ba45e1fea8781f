import {expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applySteps, hashTree, type Step, type Tree} from '../../ast/index.ts'
import {having, heading, stack, text, tree} from '../../tests/build-tree.ts'
import {entryFor, noHistory, recorded, redone, undone} from './history.ts'
import {mergedEdit} from './merge-edits.ts'

const start = (): Tree => tree(stack(having({id: 'a'}, heading('one')), having({id: 'b'}, text('two'))))

function apply(before: Tree, steps: readonly Step[]): {readonly tree: Tree; readonly steps: readonly Step[]} {
  const applied = applySteps(before, steps, {rebase: true})
  if (!applied.ok) throw new Error(say(applied.reason))
  return applied
}

test('an entry takes several steps back in the opposite order', () => {
  const before = start()
  const done = apply(before, [{type: 'set', id: 'a', path: ['props', 'text'], value: 'x'}, {type: 'move', id: 'a', to: {parent_id: 'n1', slot: 'default', order: 'a9'}}, {type: 'remove', id: 'b'}])
  const back = apply(done.tree, entryFor('all', done.steps, 0, null).steps)
  expect(hashTree(back.tree).root).toBe(hashTree(before).root)
})

test('typing that follows quickly is one entry, and leads back to before the first letter', () => {
  const before = start()
  let now = before
  let history = noHistory
  for (const [index, value] of ['t', 'ty', 'typ'].entries()) {
    const done = apply(now, [{type: 'set', id: 'a', path: ['props', 'text'], value}])
    now = done.tree
    history = recorded(history, entryFor('type', done.steps, index * 300, null, 'a text'))
  }
  expect(history.undo).toHaveLength(1)
  expect(hashTree(apply(now, history.undo[0]!.steps).tree).root).toBe(hashTree(before).root)
})

test('typing after a pause, or elsewhere, is an entry of its own', () => {
  const [first, later, elsewhere] = [0, 5_000, 5_100].map((at, index) => entryFor('type', [], at, null, index === 2 ? 'b text' : 'a text'))
  expect([first!, later!, elsewhere!].reduce(recorded, noHistory).undo).toHaveLength(3)
})

test('a new edit forgets what could be done again', () => {
  const entry = entryFor('x', [], 0, null)
  const back = undone(recorded(noHistory, entry), entry)
  expect(back).toEqual({undo: [], redo: [entry]})
  expect(redone(back, entry)).toEqual({undo: [entry], redo: []})
  expect(recorded(back, entry).redo).toEqual([])
})

const edit = (key: number, value: string, was: string) => ({key, label: 'type', merge: 'a text', steps: [{type: 'set', id: 'a', path: ['props', 'text'], value, was}] as const})

test('edits of one field become one step from before the first to after the last', () => {
  expect(mergedEdit(edit(1, 't', ''), edit(2, 'ty', 't'))).toEqual({...edit(1, 'ty', ''), key: 1})
  expect(mergedEdit(edit(1, 't', ''), {...edit(2, 'ty', 't'), merge: 'b text'})).toBeUndefined()
  expect(mergedEdit({...edit(1, 't', ''), merge: undefined as never}, edit(2, 'ty', 't'))).toBeUndefined()
})
