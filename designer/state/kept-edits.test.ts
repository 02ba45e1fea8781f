import {expect, test} from 'vitest'
import {say} from '../../schemas/index.ts'
import {applySteps, type Step, walkTree} from '../../ast/index.ts'
import {having, heading, screen, stack, text} from '../../tests/build-tree.ts'
import {openDraft, type Edit} from './draft.ts'
import {withKeptEdits} from './kept-edits.ts'

const built = screen(stack(having({id: 'title'}, heading('Hello')), having({id: 'words'}, text('some'))))
const set = (id: string, value: string, was: string): Step => ({type: 'set', id, path: ['props', 'text'], value, was})
const edit = (label: string, ...steps: Step[]): Edit => ({key: 1, label, steps})

function resume(server: readonly Step[], edits: readonly Edit[]) {
  const applied = applySteps(built.tree, server)
  if (!applied.ok) throw new Error(say(applied.reason))
  let key = 10
  const {draft, resumed, lost} = withKeptEdits(openDraft({screen: built.screen, hash: 'h', nodes: walkTree(applied.tree)}), edits, () => ++key)
  return {texts: [...draft.tree.nodes.values()].filter(node => 'text' in node.props).map(node => node.props.text), waiting: draft.waiting, resumed: resumed.map(({label}) => label), lost: lost.map(({edit: {label}}) => label)}
}

test('what was not saved waits again, under keys of its own', () => {
  const found = resume([], [edit('one', set('title', 'H', 'Hello')), edit('two', set('title', 'Ho', 'H'))])
  expect(found).toMatchObject({texts: ['Ho', 'some'], resumed: ['one', 'two'], lost: []})
  expect(found.waiting.map(({key}) => key)).toEqual([11, 12])
})

test('what the server had taken already, all of it or the first part, is not told and not done twice', () => {
  const insert: Step = {type: 'insert', nodes: [{id: 'new', screen_id: 's1', parent_id: 'n1', slot: 'default', order: 'b0', snippet: 'text', props: {text: 'new'}}]}
  const edits = [edit('one', set('title', 'H', 'Hello')), edit('two', set('title', 'Ho', 'H')), edit('three', insert)]
  expect(resume([set('title', 'Ho', 'Hello'), insert], edits)).toMatchObject({texts: ['Ho', 'some', 'new'], lost: []})
  expect(resume([set('title', 'H', 'Hello')], edits)).toMatchObject({texts: ['Ho', 'some', 'new'], lost: []})
})

test('what somebody set meanwhile stays theirs, and is told', () => {
  expect(resume([set('title', 'Theirs', 'Hello')], [edit('one', set('title', 'H', 'Hello')), edit('two', set('words', 'more', 'some'))])).toMatchObject({texts: ['Theirs', 'more'], resumed: ['two'], lost: ['one']})
})

test('what stood on a part that is gone is told', () => {
  expect(resume([{type: 'remove', id: 'words'}], [edit('one', set('words', 'more', 'some'))])).toMatchObject({texts: ['Hello'], waiting: [], lost: ['one']})
})
