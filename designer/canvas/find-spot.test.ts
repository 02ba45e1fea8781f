import {expect, test} from 'vitest'
import {type Box, findSpot, findSpotOnPage, type NodeBox, type SlotBox} from './find-spot.ts'

const box = (left: number, top: number, right: number, bottom: number): Box => ({left, top, right, bottom})
const leaf = (id: string, at: Box): NodeBox => ({id, box: at, slots: []})
const slot = (area: Box, axis: 'row' | 'column', ...children: NodeBox[]): SlotBox => ({slot: 'default', area, axis, children})

const column: NodeBox = {id: 'column', box: box(0, 0, 100, 300), slots: [slot(box(0, 0, 100, 300), 'column', leaf('a', box(0, 0, 100, 50)), leaf('b', box(0, 60, 100, 110)))]}

test('above the middle of a child is before it, below is after it', () => {
  expect(findSpot(column, 50, 10)?.spot).toEqual({parent: 'column', slot: 'default', index: 0})
  expect(findSpot(column, 50, 45)?.spot.index).toBe(1)
  expect(findSpot(column, 50, 70)?.spot.index).toBe(1)
  expect(findSpot(column, 50, 250)?.spot.index).toBe(2)
})

test('the line stands between the two neighbours', () => {
  expect(findSpot(column, 50, 55)?.mark).toEqual({left: 0, right: 100, top: 53.5, bottom: 56.5})
})

test('in a row that wraps the reading order counts', () => {
  const row: NodeBox = {id: 'row', box: box(0, 0, 220, 120), slots: [slot(box(0, 0, 220, 120), 'row', leaf('a', box(0, 0, 100, 50)), leaf('b', box(110, 0, 210, 50)), leaf('c', box(0, 60, 100, 110)))]}
  expect([[10, 10], [90, 10], [200, 10], [10, 80], [90, 80], [200, 115]].map(([x, y]) => findSpot(row, x!, y!)?.spot.index)).toEqual([0, 1, 2, 2, 3, 3])
})

test('an empty slot is marked as a whole', () => {
  const empty: NodeBox = {id: 'card', box: box(0, 0, 100, 100), slots: [slot(box(10, 40, 90, 90), 'column')]}
  expect(findSpot(empty, 50, 60)).toEqual({spot: {parent: 'card', slot: 'default', index: 0}, mark: box(10, 40, 90, 90), into: true})
})

test('of several slots the nearest is meant', () => {
  const card: NodeBox = {id: 'card', box: box(0, 0, 100, 100), slots: [slot(box(0, 40, 100, 100), 'column'), {...slot(box(70, 0, 100, 30), 'row'), slot: 'actions'}]}
  expect(findSpot(card, 80, 10)?.spot.slot).toBe('actions')
  expect(findSpot(card, 20, 60)?.spot.slot).toBe('default')
})

test('at the rim of a container its parent is meant, so that something fits between two full containers', () => {
  const inner = (id: string, top: number): NodeBox => ({id, box: box(0, top, 100, top + 100), slots: [slot(box(0, top, 100, top + 100), 'column', leaf(`${id}-leaf`, box(0, top, 100, top + 100)))]})
  const outer: NodeBox = {id: 'outer', box: box(0, 0, 100, 200), slots: [slot(box(0, 0, 100, 200), 'column', inner('first', 0), inner('second', 100))]}
  expect(findSpot(outer, 50, 98)?.spot).toEqual({parent: 'outer', slot: 'default', index: 1})
  expect(findSpot(outer, 50, 50)?.spot.parent).toBe('first')
})

test('at the left and right of a container in a row its parent is meant, so that a second one fits beside the first', () => {
  const card: NodeBox = {id: 'card', box: box(0, 0, 600, 100), slots: [slot(box(20, 20, 580, 80), 'column')]}
  const columns: NodeBox = {id: 'columns', box: box(0, 0, 600, 100), slots: [slot(box(0, 0, 600, 100), 'row', card)]}
  expect([8, 300, 592].map(x => findSpot(columns, x, 50)?.spot)).toEqual([{parent: 'columns', slot: 'default', index: 0}, {parent: 'card', slot: 'default', index: 0}, {parent: 'columns', slot: 'default', index: 1}])
})

test('the node that is dragged is neither a target nor counted', () => {
  const moving: NodeBox = {id: 'outer', box: box(0, 0, 100, 200), slots: [slot(box(0, 0, 100, 200), 'column', {...leaf('a', box(0, 0, 100, 50)), moving: true}, leaf('b', box(0, 60, 100, 110)))]}
  expect(findSpot(moving, 50, 20)?.spot.index).toBe(0)
  expect(findSpot(moving, 50, 150)?.spot.index).toBe(1)
})

test('beside the one layout of a page the layout is meant', () => {
  const frame: NodeBox = {id: 'frame', box: box(0, 0, 300, 900), slots: [slot(box(0, 0, 300, 900), 'column', column)]}
  expect(findSpotOnPage(frame, 200, 700)?.spot).toEqual({parent: 'column', slot: 'default', index: 2})
})
