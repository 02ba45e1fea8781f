import {describe, expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applySteps, childrenOf, type Step, type Tree} from '../../ast/index.ts'
import type {Manifest} from '../../snippets/index.ts'
import {card, having, heading, part, screen, stack, text} from '../../tests/build-tree.ts'
import {copiedText, duplicateNode, pasteNodes, readCopied} from './copy-nodes.ts'
import {insertNode} from './insert-node.ts'
import {moveNode, nudgeNode} from './move-node.ts'
import {type Manifests, nextSpot} from './places.ts'
import {removeNode} from './remove-node.ts'
import {pathFor, startingSteps} from './starting-points.ts'

const manifest = (name: string, group: Manifest['group'], slots: readonly string[] = [], example?: Manifest['example']): [string, Manifest] =>
  [name, {name, title: name, group, props: {}, ...(slots.length > 0 ? {slots: Object.fromEntries(slots.map(slot => [slot, {title: slot}]))} : {}), ...(example ? {example} : {})}]
const manifests: Manifests = new Map([
  manifest('app-frame', 'Page', ['default']), manifest('stack', 'Layout', ['default']), manifest('card', 'Layout', ['default', 'actions'], {title: 'Card'}),
  manifest('heading', 'Content'), manifest('text', 'Content'), manifest('data-grid', 'Data'), manifest('dynamic-form', 'Forms'),
])

const built = screen(part('app-frame', {}, [having({id: 'main'}, stack(
  having({id: 'title'}, heading('Hello')), having({id: 'box'}, card('Box', having({id: 'words'}, text('a')), having({id: 'more'}, text('b')))), having({id: 'last'}, text('c')),
))]))

let ids = 0
const newId = (): string => `new${++ids}`
const apply = (tree: Tree, ...steps: (Step | undefined)[]): Tree => {
  const applied = applySteps(tree, steps.map(step => step!))
  if (!applied.ok) throw new Error(say(applied.reason))
  return applied.tree
}
const order = (tree: Tree, parent: string, slot = 'default'): readonly string[] => childrenOf(tree, parent, slot).map(node => node.id)

describe('where a new part goes', () => {
  test('into what is selected where it can hold something, else right after it', () => {
    expect(nextSpot(built.tree, manifests, 'box')).toEqual({parent: 'box', slot: 'default', index: 2})
    expect(nextSpot(built.tree, manifests, 'title')).toEqual({parent: 'main', slot: 'default', index: 1})
  })

  test('without a selection, or on the frame, at the end of the layout that holds the page', () => {
    expect(nextSpot(built.tree, manifests, null)).toEqual({parent: 'main', slot: 'default', index: 3})
    expect(nextSpot(built.tree, manifests, built.tree.rootId)).toEqual({parent: 'main', slot: 'default', index: 3})
  })

  test('at every index of a slot the order is between its neighbours', () => {
    for (const index of [0, 1, 2, 3]) {
      const step = insertNode(built.tree, 's1', {parent: 'main', slot: 'default', index}, {id: 'x', manifest: manifests.get('card')!})
      expect(order(apply(built.tree, step), 'main').indexOf('x')).toBe(index)
      expect(step.nodes[0]?.props).toEqual({title: 'Card'})
    }
  })
})

describe('moving', () => {
  test('to an index among the siblings that stay', () => {
    expect(order(apply(built.tree, moveNode(built.tree, 'title', {parent: 'main', slot: 'default', index: 1})), 'main')).toEqual(['box', 'title', 'last'])
    expect(order(apply(built.tree, moveNode(built.tree, 'title', {parent: 'box', slot: 'actions', index: 0})), 'box', 'actions')).toEqual(['title'])
  })

  test('nowhere: to its own place, into itself, or for the root', () => {
    expect(moveNode(built.tree, 'title', {parent: 'main', slot: 'default', index: 0})).toBeUndefined()
    expect(moveNode(built.tree, 'main', {parent: 'box', slot: 'default', index: 0})).toBeUndefined()
    expect(moveNode(built.tree, built.tree.rootId, {parent: 'box', slot: 'default', index: 0})).toBeUndefined()
  })

  test('by keys: up and down among siblings, out of the parent, into the sibling before', () => {
    const after = (id: string, direction: Parameters<typeof nudgeNode>[3]): Tree => apply(built.tree, nudgeNode(built.tree, manifests, id, direction))
    expect(order(after('last', 'up'), 'main')).toEqual(['title', 'last', 'box'])
    expect(order(after('title', 'down'), 'main')).toEqual(['box', 'title', 'last'])
    expect(order(after('words', 'out'), 'main')).toEqual(['title', 'box', 'words', 'last'])
    expect(order(after('last', 'in'), 'box')).toEqual(['words', 'more', 'last'])
    expect([nudgeNode(built.tree, manifests, 'title', 'up'), nudgeNode(built.tree, manifests, 'last', 'down'), nudgeNode(built.tree, manifests, 'box', 'in')]).toEqual([undefined, undefined, undefined])
  })
})

test('after a removal the next sibling is selected, else the one before, else the parent', () => {
  expect(['title', 'last', 'main'].map(id => removeNode(built.tree, id)?.select)).toEqual(['box', 'box', built.tree.rootId])
  expect(removeNode(built.tree, built.tree.rootId)).toBeUndefined()
})

describe('copies', () => {
  test('a duplicate stands right after its original, with new ids throughout', () => {
    const step = duplicateNode(built.tree, 's1', 'box', newId)!
    const after = apply(built.tree, step)
    expect(order(after, 'main')).toEqual(['title', 'box', step.nodes[0]!.id, 'last'])
    expect(childrenOf(after, step.nodes[0]!.id).map(node => node.props.text)).toEqual(['a', 'b'])
    expect(new Set(after.nodes.keys()).size).toBe(built.tree.nodes.size + 3)
  })

  test('what was copied as text is pasted on another screen', () => {
    const nodes = readCopied(copiedText(built.tree, 'box'))!
    const other = screen(stack(), {id: 's2'})
    const after = apply(other.tree, pasteNodes(other.tree, 's2', {parent: 'n1', slot: 'default', index: 0}, nodes, newId))
    expect([...after.nodes.values()].map(node => [node.snippet, node.screen_id])).toEqual([['stack', 's2'], ['card', 's2'], ['text', 's2'], ['text', 's2']])
  })

  test('a whole page can be copied: its frame hangs where it is pasted', () => {
    expect(readCopied(copiedText(built.tree, built.tree.rootId))).toHaveLength(built.tree.nodes.size)
  })

  test('hostile or foreign text is no copy', () => {
    const bad = [
      '', 'hello', '{"kind":"espalier/nodes"}', '{"kind":"espalier/nodes","nodes":[]}', '{"kind":"espalier/nodes","nodes":[{"id":1}]}',
      JSON.stringify({kind: 'espalier/nodes', nodes: [{...built.nodes[0], props: JSON.parse('{"__proto__":{"x":1}}')}]}),
      JSON.stringify({kind: 'espalier/nodes', nodes: [{...built.nodes[0], stranger: true}]}),
    ]
    expect(bad.map(readCopied)).toEqual(bad.map(() => undefined))
  })
})

describe('starting points', () => {
  const empty = screen(part('app-frame', {}, [having({id: 'main'}, stack())]))
  const contact = {name: 'contact', def: {title: 'Contact', type: 'object', properties: {}}} as const

  test('a list has a heading and a grid of the schema, in this order', () => {
    const after = apply(empty.tree, ...startingSteps(empty.tree, manifests, 's1', {point: 'grid', schema: contact, title: 'Contacts', path: '/contacts'}, newId))
    expect(childrenOf(after, 'main').map(node => [node.snippet, node.data?.rows?.from])).toEqual([['heading', undefined], ['data-grid', 'contact']])
  })

  const sourceAt = (path: string) => startingSteps(empty.tree, manifests, 's1', {point: 'form', schema: contact, title: 'Contact', path}, newId)[1]?.nodes[0]?.data?.record

  test('a form reads the record that the address names, where it names one', () => {
    expect(sourceAt('/contacts/:id')).toEqual({from: 'contact', id: {$: 'params.id'}})
    expect(sourceAt('/new-contact')).toEqual({from: 'contact', id: ''})
  })

  test('a path is suggested from the title, and never one that is taken', () => {
    expect([pathFor('Open orders', []), pathFor('Ärger & Größe', []), pathFor('合計', []), pathFor('Orders', ['/orders', '/orders-2'])]).toEqual(['/open-orders', '/arger-gro-e', '/screen', '/orders-3'])
  })
})

test('between two siblings that were put at one place at the same moment there is still a place after both', () => {
  const {nodes} = built
  const twins = apply(built.tree, {type: 'move', id: 'last', to: {parent_id: 'main', slot: 'default', order: nodes.find(node => node.id === 'box')!.order}})
  const step = insertNode(twins, 's1', {parent: 'main', slot: 'default', index: 2}, {id: 'x', manifest: manifests.get('text')!})
  expect(order(apply(twins, step), 'main').indexOf('x')).toBe(3)
})
