import {expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applySteps, type Step, type Tree} from '../../ast/index.ts'
import type {PageState} from '../../runtime/client.ts'
import {having, part, screen, stack, text} from '../../tests/build-tree.ts'
import type {Manifests} from '../commands/places.ts'
import {previewPage} from './preview-page.ts'

const built = screen(stack(having({id: 'title'}, part('heading', {text: {$: 'user.name'}, level: 1})), having({id: 'words'}, text('some')), having({id: 'grid', data: {rows: {from: 'contact'}}}, part('data-grid'))))

const manifests: Manifests = new Map([['stat', {name: 'stat', title: 'Stat', group: 'Data', props: {tone: {type: 'string', default: 'plain'}, label: {type: 'string', default: 'Number'}, note: {type: 'string'}}}]])
const rows = {kind: 'failed', code: 'broken', message: 'stands for rows'} as const
const state = {
  hash: built.hash, seq: 1, context: {} as PageState['context'], schemas: ['contact'], scripts: {},
  nodes: built.nodes.map(({id, screen_id, parent_id, slot, order, snippet, props}) => ({id, screen_id, parent_id, slot, order, snippet, props: id === 'title' ? {text: 'Ada', level: 1} : props, ...(id === 'grid' ? {data: {rows}, prefix: 'x.'} : {})})),
} satisfies PageState

const after = (...steps: Step[]): Tree => {
  const applied = applySteps(built.tree, steps)
  if (!applied.ok) throw new Error(say(applied.reason))
  return applied.tree
}
const preview = (...steps: Step[]): PageState => previewPage({state, tree: built.tree}, after(...steps), manifests)
const node = (page: PageState, id: string): PageState['nodes'][number] | undefined => page.nodes.find(each => each.id === id)

test('the page that was resolved from this very tree is given as it is', () => {
  expect(previewPage({state, tree: built.tree}, built.tree, manifests)).toBe(state)
})

test('a plain prop shows at once, and a computed one keeps its value', () => {
  const page = preview({type: 'set', id: 'title', path: ['props', 'level'], value: 2})
  expect(node(page, 'title')?.props).toEqual({text: 'Ada', level: 2})
})

test('a prop that becomes computed shows nothing until the server has computed it', () => {
  expect(node(preview({type: 'set', id: 'words', path: ['props', 'tone'], value: {$: '"quiet"'}}), 'words')?.props).toEqual({text: 'some'})
})

test('a moved node keeps its data, a removed one goes, a new one stands without data', () => {
  const page = preview(
    {type: 'move', id: 'grid', to: {parent_id: 'n1', slot: 'default', order: 'Zz'}}, {type: 'remove', id: 'words'},
    {type: 'insert', nodes: [{id: 'new', screen_id: 's1', parent_id: 'n1', slot: 'default', order: 'b0', snippet: 'text', props: {text: 'new'}}]},
  )
  expect(page.nodes.map(each => each.id)).toEqual(['n1', 'grid', 'title', 'new'])
  expect(node(page, 'grid')).toMatchObject({data: {rows}, prefix: 'x.', order: 'Zz'})
  expect(node(page, 'new')).toEqual({id: 'new', screen_id: 's1', parent_id: 'n1', slot: 'default', order: 'b0', snippet: 'text', props: {text: 'new'}})
})

test('nodes that did not change are the same objects, so that nothing is drawn anew', () => {
  const page = preview({type: 'set', id: 'words', path: ['props', 'text'], value: 'more'})
  expect(node(page, 'grid')).toBe(state.nodes.find(each => each.id === 'grid'))
})

test('what a new part does not say is its default from the first moment on', () => {
  const page = preview({type: 'insert', nodes: [{id: 'new', screen_id: 's1', parent_id: 'n1', slot: 'default', order: 'b0', snippet: 'stat', props: {label: 'Orders'}}]})
  expect(node(page, 'new')?.props).toEqual({tone: 'plain', label: 'Orders'})
})
