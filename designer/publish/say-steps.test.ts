import {expect, test} from 'vitest'
import type {Manifest} from '../../snippets/index.ts'
import {card, screen, text} from '../../tests/build-tree.ts'
import {saySteps} from './say-steps.ts'

const manifests = new Map<string, Manifest>([['card', {name: 'card', title: 'Card', group: 'Layout', props: {}}]])
const {nodes} = screen(card('x', text('a'), text('b')))

test('steps are said in words, with the changes of one node together', () => {
  expect(saySteps([
    {type: 'insert', nodes}, {type: 'remove', id: 'n2', was: [nodes[1]!]}, {type: 'move', id: 'n1', to: {parent_id: 'x', slot: 'default', order: 'a0'}},
    {type: 'set', id: 'n1', path: ['props', 'title'], value: 'y'}, {type: 'set', id: 'n1', path: ['when'], value: 'true'}, {type: 'set', id: 'n9', path: ['data', 'rows', 'from'], value: 'y'},
  ], manifests, id => id === 'n1' ? 'Card' : undefined)).toEqual([
    'Added Card with 2 parts in it', 'Removed text', 'Moved Card', 'Changed title, when it shows of Card', 'Changed what it shows of a part',
  ])
})
