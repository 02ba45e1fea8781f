import {describe, expect, test} from 'vitest'
import {columns, having, screen, stack, text} from '../tests/build-tree.ts'
import {childrenOf, findNode, getNode, isWithin, subtreeOf, walkTree} from './read-tree.ts'
import {treeFrom} from './tree-from.ts'
import type {UiNode} from './ui-node.ts'

const node = (id: string, parent: string | null, more: Partial<UiNode> = {}): UiNode => ({id, screen_id: 's1', parent_id: parent, slot: 'default', order: 'a0', snippet: 'stack', props: {}, ...more})

describe('treeFrom', () => {
  test('orders children by slot (default first), order and id, whatever the order they come in', () => {
    const nodes = [node('r', null), node('d', 'r', {order: 'a1'}), node('c', 'r', {order: 'a1'}), node('z', 'r', {order: 'Zz'}), node('y', 'r', {slot: 'bottom'}), node('x', 'r', {slot: 'actions', order: 'a9'})]
    for (const list of [nodes, nodes.toReversed()]) {
      const built = treeFrom(list)
      expect(built.ok && built.tree.children.get('r')).toEqual(['z', 'c', 'd', 'x', 'y'])
    }
  })

  test.each([
    ['no nodes', [], 'root'], ['no root', [node('a', 'b'), node('b', 'a')], 'root'], ['two roots', [node('a', null), node('b', null)], 'root'], ['one id twice', [node('a', null), node('b', 'a'), node('b', 'a')], 'duplicate-node'],
    ['a parent that is not there', [node('a', null), node('b', 'x')], 'unknown-parent'], ['a circle beside the root', [node('a', null), node('b', 'c'), node('c', 'b')], 'cycle'], ['a node that hangs on itself', [node('a', null), node('b', 'b')], 'cycle'],
    ['nodes of two screens', [node('a', null), node('b', 'a', {screen_id: 's2'})], 'invalid'],
  ])('refuses %s', (_, nodes, code) => expect(treeFrom(nodes)).toMatchObject({ok: false, reason: {kind: code}}))
})

describe('ways through a tree', () => {
  const {tree} = screen(stack(text('a'), columns(text('b'), having({slot: 'aside'}, text('c'))), text('d')))

  test('walk in document order, root first', () => {
    expect(walkTree(tree).map((each) => each.id)).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'n6'])
    expect(subtreeOf(tree, 'n3').map((each) => each.id)).toEqual(['n3', 'n4', 'n5'])
  })

  test('give children, of one slot where it is asked for', () => {
    expect(childrenOf(tree, 'n3').map((each) => each.id)).toEqual(['n4', 'n5'])
    expect(childrenOf(tree, 'n3', 'aside').map((each) => each.id)).toEqual(['n5'])
    expect(childrenOf(tree, 'nobody')).toEqual([])
  })

  test('tell what is within what', () => {
    expect([isWithin(tree, 'n5', 'n3'), isWithin(tree, 'n3', 'n3'), isWithin(tree, 'n2', 'n3'), isWithin(tree, 'nobody', 'n1')]).toEqual([true, true, false, false])
  })

  test('find or throw', () => {
    expect(findNode(tree, 'nobody')).toBeUndefined()
    expect(() => getNode(tree, 'nobody')).toThrow('node nobody is not in the tree')
  })

  test('are not stopped by depth', () => {
    const deep = treeFrom([node('n0', null), ...Array.from({length: 20_000}, (_, index) => node(`n${index + 1}`, `n${index}`))])
    expect(deep.ok && walkTree(deep.tree)).toHaveLength(20_001)
  })
})
