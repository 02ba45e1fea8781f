import {afterEach, describe, expect, test} from 'vitest'
import {type Step, walkTree} from '../../ast/index.ts'
import type {LiveMessage, PageState} from '../../runtime/client.ts'
import type {Manifest} from '../../snippets/index.ts'
import {having, heading, part, screen, stack, text} from '../../tests/build-tree.ts'
import type {Api} from '../api/api.ts'
import type {Feed} from '../api/create-feed.ts'
import {ApiProblem} from '../api/problem.ts'
import {createEditor, type Editor} from './create-editor.ts'
import {createTestDesk, type TestDesk} from './test-desk.ts'

const manifest = (name: string, title: string, more: Partial<Manifest> = {}): Manifest => ({name, title, group: 'Content', props: {text: {type: 'string', default: ''}}, ...more})
const manifests = [manifest('app-frame', 'App frame', {group: 'Page', slots: {default: {title: 'Page'}}}), manifest('stack', 'Stack', {group: 'Layout', props: {}, slots: {default: {title: 'In'}}}), manifest('heading', 'Heading'), manifest('text', 'Text')]
const built = () => screen(part('app-frame', {}, [having({id: 'main'}, stack(having({id: 'title'}, heading('Hello')), having({id: 'words'}, text('some'))))]))

interface Desk {readonly editor: Editor; readonly desk: TestDesk; readonly api: {-readonly [K in keyof Api]: Api[K]}; tell(message: LiveMessage): void; readonly loads: () => number}

const open: Editor[] = []
afterEach(() => open.splice(0).forEach(editor => editor.close()))

const nothing = (): never => {
  throw new ApiProblem(404, {})
}

async function sit(desk: TestDesk): Promise<Desk> {
  const messages = new Set<(message: LiveMessage) => void>()
  const live: Feed = {
    subscribe: () => () => undefined, onState: () => () => undefined, close: () => undefined,
    onMessage(listener) {
      messages.add(listener)
      return () => messages.delete(listener)
    },
  }
  const tell = (message: LiveMessage): void => messages.forEach(listener => listener(message))
  let pages = 0
  const api: Desk['api'] = {
    screens: async () => [{...desk.screen, rev: 1, draft: desk.hash(), live: null, paths: {live: null, former: []}}],
    draft: async () => desk.answer(), live: async () => undefined,
    sendSteps: async (_id, _base, steps) => desk.take(steps),
    check: async () => [],
    page: async () => {
      pages += 1
      return {hash: desk.hash(), seq: pages, context: {screen: desk.screen} as unknown as PageState['context'], nodes: walkTree(desk.tree()) as unknown as PageState['nodes'], schemas: ['contact'], scripts: {}}
    },
    snippets: async () => manifests, schemas: async () => [{name: 'contact', title: 'Contact', version: 1, system: false}], schema: async () => ({title: 'Contact', type: 'object', properties: {}}),
    createScreen: async () => nothing(), changeScreen: async () => nothing(), archiveScreen: async () => nothing(), restoreScreen: async () => nothing(), rolledBack: async () => [], sampleId: async () => undefined,
    releases: async () => [], release: async () => nothing(), publish: async () => nothing(), rollback: async () => nothing(), reach: async () => true, people: async () => new Map(),
  }
  let ids = 0
  const editor = createEditor({api, live, newId: () => `new${++ids}`, now: () => 0, loadSnippet: async () => undefined, mayEdit: true})
  open.push(editor)
  desk.follow(change => queueMicrotask(() => tell({type: 'draft-changed', screen: desk.screen.id, by: 'x', ...change})))
  await editor.start(null)
  return {editor, desk, api, tell, loads: () => pages}
}

const saved = (editor: Editor): Promise<void> => expect.poll(() => editor.store.get().draft?.waiting).toEqual([])
const ids = (editor: Editor): readonly string[] => walkTree(editor.store.get().draft!.tree).map(node => node.id)
const wordsOf = (editor: Editor, id: string): unknown => editor.store.get().draft?.tree.nodes.get(id)?.props.text
const said = (editor: Editor): readonly string[] => editor.store.get().notices.map(notice => notice.text)

test('what is done to parts is told in words, each time as news', async () => {
  const {editor} = await sit(createTestDesk(built()))
  const told: unknown[] = []
  const after = (act: () => void): void => {
    const {id} = editor.store.get().announced
    act()
    const {announced} = editor.store.get()
    told.push(announced.id === id ? 'nothing' : announced.text)
  }
  after(() => editor.nudge('words', 'up'))
  after(() => editor.nudge('words', 'up'))
  after(() => editor.duplicate('title'))
  after(() => editor.remove('words'))
  after(() => editor.undo())
  after(() => editor.redo())
  after(() => editor.undo())
  after(() => editor.set('title', ['props', 'text'], 'typed'))
  expect(told).toEqual([
    'Text is now 1 of 2 in Stack.', 'nothing', 'Heading is duplicated.', 'Text is removed.', 'Undone: Remove Text.', 'Done again: Remove Text.', 'Undone: Remove Text.', 'nothing',
  ])
})

describe('editing', () => {
  test('the first screen opens, a part is added after the selection and selected', async () => {
    const {editor, desk} = await sit(createTestDesk(built()))
    editor.select('title')
    editor.insert('text')
    expect(ids(editor)).toEqual(['n1', 'main', 'title', 'new1', 'words'])
    expect(editor.store.get().selected).toBe('new1')
    await saved(editor)
    expect(desk.tree().nodes.has('new1')).toBe(true)
  })

  test('what is filled in first on a part that was put there by hand is asked for: its text, else nothing', async () => {
    const {editor} = await sit(createTestDesk(built()))
    const asked = (): unknown => [editor.store.get().field, editor.store.get().isExample]
    editor.insert('text', undefined, true)
    expect(asked()).toEqual(['/props/text', true])
    editor.insert('stack', undefined, true)
    expect(asked()).toEqual([null, true])
    editor.insert('text')
    expect(asked()).toEqual([null, false])
  })

  test('typing is one entry to undo, and the server gets the end of it', async () => {
    const {editor, desk} = await sit(createTestDesk(built()))
    const taken: Step[] = []
    desk.follow(change => taken.push(...change.steps))
    for (const value of ['G', 'Go', 'Goo', 'Good']) editor.set('title', ['props', 'text'], value)
    await saved(editor)
    expect(taken).toMatchObject([{type: 'set', value: 'Good', was: 'Hello'}])
    expect(editor.store.get().history.undo).toHaveLength(1)
    editor.undo()
    expect(wordsOf(editor, 'title')).toBe('Hello')
    editor.redo()
    expect(wordsOf(editor, 'title')).toBe('Good')
  })

  test('an edit that is refused at once changes nothing and says why', async () => {
    const {editor} = await sit(createTestDesk(built()))
    expect(editor.edit('Impossible', [{type: 'remove', id: 'n1'}])).toBe(false)
    expect(said(editor)[0]).toContain('root')
    expect(editor.store.get().history.undo).toEqual([])
  })

  test('the frame is not removed, and the person is told', async () => {
    const {editor} = await sit(createTestDesk(built()))
    editor.remove('n1')
    expect(ids(editor)).toHaveLength(4)
    expect(said(editor)).toHaveLength(1)
  })
})

describe('with others', () => {
  test('undo takes back one\'s own edit and leaves what others did since', async () => {
    const {editor, desk} = await sit(createTestDesk(built()))
    editor.set('title', ['props', 'text'], 'Mine')
    await saved(editor)
    desk.take([{type: 'set', id: 'words', path: ['props', 'text'], value: 'theirs'}])
    await expect.poll(() => wordsOf(editor, 'words')).toBe('theirs')
    editor.undo()
    expect([wordsOf(editor, 'title'), wordsOf(editor, 'words')]).toEqual(['Hello', 'theirs'])
  })

  test('undo of an edit whose node someone removed says so and goes on with the one before', async () => {
    const {editor, desk} = await sit(createTestDesk(built()))
    editor.set('title', ['props', 'text'], 'Mine')
    editor.set('words', ['props', 'text'], 'mine too')
    await saved(editor)
    desk.take([{type: 'remove', id: 'words'}])
    await expect.poll(() => ids(editor)).not.toContain('words')
    editor.undo()
    expect(said(editor)[0]).toContain('nothing left to undo')
    editor.undo()
    expect(wordsOf(editor, 'title')).toBe('Hello')
  })

  test('a selected node that someone removes is no longer selected', async () => {
    const {editor, desk} = await sit(createTestDesk(built()))
    editor.select('words')
    desk.take([{type: 'remove', id: 'words'}])
    await expect.poll(() => editor.store.get().selected).toBeNull()
  })

  test('records that stand on the page and change elsewhere bring a fresh page, others do not', async () => {
    const {editor, tell, loads} = await sit(createTestDesk(built()))
    await expect.poll(() => editor.store.get().page).toBeDefined()
    const before = loads()
    tell({type: 'records-changed', schema: 'order', changes: [], seq: 9})
    await new Promise(resolve => setTimeout(resolve, 120))
    expect(loads()).toBe(before)
    tell({type: 'records-changed', schema: 'contact', changes: [], seq: 10})
    await expect.poll(() => loads()).toBe(before + 1)
  })
})

describe('publishing', () => {
  test('waits for what is not saved yet', async () => {
    const {editor, desk, api} = await sit(createTestDesk(built()))
    api.publish = async () => {
      expect(desk.tree().nodes.get('title')?.props.text).toBe('Last word')
      return {id: 'r', number: 2, kind: 'publish', note: '', at: '', by: '', screens: {}, items: {}, hash: '', before: null, live: true}
    }
    editor.set('title', ['props', 'text'], 'Last word')
    expect(await editor.publish('', [desk.screen.id])).toBeUndefined()
    expect(said(editor)[0]).toContain('release 2 is live')
  })

  test('of which nothing is left says so, and no release is called new', async () => {
    const {editor, desk, api} = await sit(createTestDesk(built()))
    const release = {id: 'r', number: 2, kind: 'rollback', note: '', at: '', by: '', screens: {}, items: {}, hash: '', before: null, live: true} as const
    api.releases = async () => [release]
    api.publish = async () => release
    expect(await editor.publish('', [desk.screen.id], 'takeBack')).toBeUndefined()
    expect(said(editor)[0]).toBe('The hot patches are out of the drafts. Nothing else differed, so nothing was published: release 2 stays live.')
  })

  test('asks again where what was rolled back could not go, and says why', async () => {
    const {editor, desk, api} = await sit(createTestDesk(built()))
    api.publish = async () => {
      throw new ApiProblem(409, {code: 'rolled-back-patches'})
    }
    expect(await editor.publish('', [desk.screen.id], 'takeBack')).toMatchObject({rolledBack: true, message: expect.stringContaining('built on')})
    expect(await editor.publish('', [desk.screen.id], {keep: []})).toMatchObject({rolledBack: true, message: expect.stringContaining('say what becomes')})
  })

  test('refused because of problems, it tells them, each with its screen', async () => {
    const {editor, api, desk} = await sit(createTestDesk(built()))
    const problem = {severity: 'error', code: 'x', node: 'title', pointer: '/props/text', message: 'no', screen: desk.screen.id} as const
    api.publish = async () => {
      throw new ApiProblem(422, {detail: 'One problem.', problems: [problem, {...problem, screen: 'other'}]})
    }
    expect(await editor.publish('', [desk.screen.id, 'other'])).toEqual({message: 'Not published. One problem.', problems: [problem, {...problem, screen: 'other'}]})
    expect(editor.store.get()).toMatchObject({problems: [problem], publishing: false})
  })
})

describe('archiving a screen', () => {
  const live = async ({desk, api}: Desk, state: string | null): Promise<string[]> => {
    const calls: string[] = []
    let there = true
    api.screens = async () => there ? [{...desk.screen, rev: 1, draft: desk.hash(), live: state, paths: {live: state && desk.screen.path, former: []}}] : []
    api.archiveScreen = async id => {
      there = false
      calls.push(`archive ${id}`)
    }
    api.publish = async (screens, note) => {
      calls.push(`publish ${screens?.join()} "${note}"`)
      return {id: 'r', number: 2, kind: 'publish', note, at: '', by: '', screens: {}, items: {}, hash: '', before: null, live: true}
    }
    return calls
  }

  test('takes it off the air, and leaves it', async () => {
    const seat = await sit(createTestDesk(built()))
    const calls = await live(seat, 'h')
    await seat.editor.start(null)
    await seat.editor.archiveScreen()
    const {id, title} = seat.desk.screen
    expect(calls).toEqual([`archive ${id}`, `publish ${id} "Archive ${title}"`])
    expect(seat.editor.store.get()).toMatchObject({screens: [], screenId: null, draft: undefined, panel: null})
    expect(said(seat.editor).at(-1)).toContain('no longer live')
  })

  test('is no longer said once the screen is back', async () => {
    const seat = await sit(createTestDesk(built()))
    await live(seat, 'h')
    await seat.editor.archiveScreen()
    seat.api.restoreScreen = async () => {
      seat.api.screens = async () => [{...seat.desk.screen, rev: 3, draft: seat.desk.hash(), live: null, paths: {live: null, former: []}}]
      return (await seat.api.screens())[0]!
    }
    await seat.editor.restoreScreen(seat.desk.screen.id)
    expect(said(seat.editor)).toEqual([expect.stringContaining('is back at')])
  })

  test('publishes nothing where nothing is live', async () => {
    const seat = await sit(createTestDesk(built()))
    const calls = await live(seat, null)
    await seat.editor.archiveScreen()
    expect(calls).toEqual([`archive ${seat.desk.screen.id}`])
  })
})

test('where the designer cannot start it says why', async () => {
  const {api} = await sit(createTestDesk(built()))
  api.screens = async () => {
    throw new ApiProblem(403, {detail: 'Screens are for admins.'})
  }
  const live: Feed = {subscribe: () => () => undefined, onState: () => () => undefined, onMessage: () => () => undefined, close: () => undefined}
  const editor = createEditor({api, live, newId: () => 'x', now: () => 0, loadSnippet: async () => undefined, mayEdit: true})
  await editor.start(null)
  expect(editor.store.get()).toMatchObject({phase: 'failed', failure: 'Screens are for admins.'})
  editor.close()
})
