import {expect, test} from 'vitest'
import {say} from '../schemas/index.ts'
import {cpuTime} from '../tests/cpu-time.ts'
import {card, screen, stack, text} from '../tests/build-tree.ts'
import {applyStep} from './steps/apply-step.ts'
import {hashScreen, hashTree} from './hash-tree.ts'

const built = screen(stack(card('A', text('a')), text('b')))

// Computed by another program, from the definition.
test('the same content has the same hash on every machine and in every run', () => {
  expect(hashTree(built.tree).root).toBe('d477acff10e4e4792c6fa03889eb9ac32a7bf7cc24b80752f603d78a490f5e88')
  expect(hashScreen(built.screen, built.tree)).toBe('01faf7d6f812024a5f2a9ca3863abe20f8f546883feda5c5ed1883b7cef2440f')
})

test('order and slot of a child change its parent\'s hash', () => {
  for (const to of [{parent_id: 'n1', slot: 'default', order: 'b00'}, {parent_id: 'n1', slot: 'aside', order: 'a1'}]) {
    const moved = applyStep(built.tree, {type: 'move', id: 'n4', to})
    expect(moved.ok && hashTree(moved.tree).root).not.toBe(hashTree(built.tree).root)
    expect(moved.ok && hashTree(moved.tree).of.get('n2')).toBe(hashTree(built.tree).of.get('n2'))
  }
})

test('a screen\'s own data count, and what else a record carries does not', () => {
  const {screen: one, tree} = built
  expect(hashScreen({...one, title: 'Other'}, tree)).not.toBe(hashScreen(one, tree))
  expect(hashScreen({...one, nav: {label: 'x'}}, tree)).not.toBe(hashScreen(one, tree))
  expect(hashScreen({...one, rev: 7, updated_at: 'now'} as typeof one, tree)).toBe(hashScreen(one, tree))
  expect(hashScreen({...one, nav: undefined}, tree)).toBe(hashScreen(one, tree))
})

test('hashing again after one step of a thousand nodes costs little', () => {
  const {tree: big} = screen(stack(...Array.from({length: 40}, (_, row) => card(`${row}`, ...Array.from({length: 25}, (__, cell) => text(`${row}/${cell}`))))))
  hashTree(big)
  const changed = applyStep(big, {type: 'set', id: 'n500', path: ['props', 'text'], value: 'new'})
  if (!changed.ok) throw new Error(say(changed.reason))
  expect(cpuTime(() => hashTree(changed.tree))).toBeLessThan(100)
})
