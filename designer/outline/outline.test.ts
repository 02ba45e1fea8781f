import {expect, test} from 'vitest'
import type {Manifest} from '../../snippets/index.ts'
import {card, having, heading, screen, stack, text} from '../../tests/build-tree.ts'
import type {Manifests} from '../commands/places.ts'
import {findRowSpot} from './find-row-spot.ts'
import {outlineKey} from './outline-keys.ts'
import {outlineRows} from './outline-rows.ts'

const manifest = (name: string, title: string, slots: Manifest['slots']): [string, Manifest] => [name, {name, title, group: 'Layout', props: {}, ...(slots ? {slots} : {})}]
const manifests: Manifests = new Map([
  manifest('stack', 'Stack', {default: {title: 'Children'}}), manifest('card', 'Card', {default: {title: 'Content'}, actions: {title: 'Actions'}}), manifest('text', 'Text', undefined), manifest('heading', 'Heading', undefined),
])
const {tree} = screen(stack(having({id: 'title'}, heading('Hello')), having({id: 'box'}, card('Box', having({id: 'in'}, text('inside')), having({id: 'act', slot: 'actions'}, text('beside')))), having({id: 'last'}, text('end'))))
const open = outlineRows(tree, manifests, new Set())
const folded = outlineRows(tree, manifests, new Set(['box']))
const key = (name: string, altKey = false) => ({key: name, altKey, ctrlKey: false, metaKey: false})

test('rows stand in document order with level, position and what tells them apart', () => {
  expect(open.map(row => [row.id, row.level, row.position, row.siblings, row.detail, row.slot])).toEqual([
    ['n1', 1, 1, 1, '', ''], ['title', 2, 1, 3, 'Hello', ''], ['box', 2, 2, 3, 'Box', ''], ['in', 3, 1, 2, 'inside', ''], ['act', 3, 2, 2, 'beside', 'Actions'], ['last', 2, 3, 3, 'end', ''],
  ])
  expect(folded.map(row => [row.id, row.open])).toEqual([['n1', true], ['title', undefined], ['box', false], ['last', undefined]])
})

test('arrow keys walk the rows as a tree view does', () => {
  expect(outlineKey(open, 'title', key('ArrowDown'))).toEqual({do: 'select', id: 'box'})
  expect(outlineKey(open, 'box', key('ArrowRight'))).toEqual({do: 'select', id: 'in'})
  expect(outlineKey(folded, 'box', key('ArrowRight'))).toEqual({do: 'open', id: 'box'})
  expect(outlineKey(open, 'box', key('ArrowLeft'))).toEqual({do: 'close', id: 'box'})
  expect(outlineKey(open, 'in', key('ArrowLeft'))).toEqual({do: 'select', id: 'box'})
  expect(outlineKey(open, 'in', key('End'))).toEqual({do: 'select', id: 'last'})
  expect(outlineKey(open, 'n1', key('ArrowUp'))).toBeUndefined()
  expect(outlineKey(open, 'in', key('t'))).toEqual({do: 'select', id: 'act'})
})

test('with Alt the arrows move the node, and other keys are left to others', () => {
  expect(outlineKey(open, 'box', key('ArrowUp', true))).toEqual({do: 'nudge', direction: 'up'})
  expect(outlineKey(open, 'box', key('ArrowRight', true))).toEqual({do: 'nudge', direction: 'in'})
  expect(outlineKey(open, 'box', {...key('d'), ctrlKey: true})).toBeUndefined()
})

test('a drop on a row means before, into or after, by where on the row it is', () => {
  expect(findRowSpot(tree, manifests, 'box', 0.1, undefined)).toEqual({row: 'box', where: 'before', spot: {parent: 'n1', slot: 'default', index: 1}})
  expect(findRowSpot(tree, manifests, 'box', 0.5, undefined)).toEqual({row: 'box', where: 'into', spot: {parent: 'box', slot: 'default', index: 1}})
  expect(findRowSpot(tree, manifests, 'box', 0.9, undefined)?.spot.index).toBe(2)
  expect(findRowSpot(tree, manifests, 'title', 0.6, undefined)?.where).toBe('after')
})

test('the dragged node is not counted, and nothing goes into itself', () => {
  expect(findRowSpot(tree, manifests, 'last', 0.9, 'title')?.spot.index).toBe(2)
  expect(findRowSpot(tree, manifests, 'in', 0.5, 'box')).toBeUndefined()
  expect(findRowSpot(tree, manifests, 'n1', 0.1, 'title')?.where).toBe('into')
})
