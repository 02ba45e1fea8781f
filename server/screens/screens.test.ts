import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {v7} from 'uuid'
import {say} from '../../schemas/index.ts'
import {applySteps, childrenOf, diffTrees, hashScreen, ordersBetween, walkTree, type SetStep, type Step, type UiNode} from '../../ast/index.ts'
import {testKinds} from '../../tests/config-kinds.ts'
import {actors, insert, makeScreen, openTestTenant, textNode, tinySnippets, type TestTenant} from '../../tests/open-test-tenant.ts'
import {systemActor} from '../actor.ts'
import type {Commit} from '../commit/index.ts'
import {createConfigItems} from '../config-items/index.ts'
import type {Problem} from '../errors.ts'
import type {Store} from '../store/store.ts'
import {formerPathsOf, readFormerPaths} from './former-paths.ts'
import {hashRelease} from './hash-release.ts'
import {createScreens, type DraftChange, type ScreensDeps, type ScreenSwap} from './index.ts'
import {createTrees} from './trees.ts'

const {admin} = actors
let tenant: TestTenant

beforeEach(async () => {
  tenant = await openTestTenant()
})
afterEach(async () => {
  expect(tenant.errors).toEqual([])
  await tenant.drop()
})

const into = (node: string, parent: string): Step => ({type: 'move', id: node, to: {parent_id: parent, slot: 'default', order: 'a0'}})
const setText = (id: string, value: string, more: Partial<SetStep> = {}): SetStep => ({type: 'set', id, path: ['props', 'text'], value, ...more})
const textsOf = async (screenId: string, at: string): Promise<readonly unknown[]> => walkTree((await tenant.screens.load(screenId, at)).tree).filter(node => node.snippet === 'text').map(node => node.props['text'])
const refusal = (work: Promise<unknown>): Promise<Problem> => work.then(() => expect.unreachable('expected a refusal'), (error: Problem) => error)

/** The records say the same as memory does. */
async function expectStored(screenId: string): Promise<void> {
  const inMemory = await tenant.screens.load(screenId, 'draft')
  tenant = await tenant.reopen()
  const fromRecords = await tenant.screens.load(screenId, 'draft')
  expect(diffTrees(inMemory.tree, fromRecords.tree)).toEqual([])
  expect(fromRecords.hash).toBe(inMemory.hash)
  expect(hashScreen(fromRecords.screen, fromRecords.tree)).toBe(fromRecords.hash)
}

function crowd(id: string, parent: string, count: number): readonly UiNode[] {
  const top = {...textNode(id, parent, 'a0', ''), snippet: 'stack', props: {}}
  const orders = ordersBetween(null, null, count - 1)
  return [top, ...orders.map(order => textNode(id, top.id, order, 'x'))]
}

/** A second server on the same store, that hears of commits only while it is not deaf. */
async function secondServer(over: Partial<Pick<ScreensDeps, 'commit' | 'config'>> = {}) {
  let deaf = false
  const store: Store = {...tenant.store, onCommit: listener => tenant.store.onCommit(events => deaf ? undefined : listener(events))}
  const screens = await createScreens({...tenant, store, snippets: tinySnippets, snippetHash: name => `hash of ${name}`, newId: v7, onError: error => expect.unreachable(String(error)), ...over})
  return {
    screens,
    whileDeaf: async <T>(work: () => Promise<T>): Promise<T> => {
      deaf = true
      return work().finally(() => {
        deaf = false
      })
    },
  }
}

describe('a new screen', () => {
  test('comes with its frame and a stack, in the same commit', async () => {
    const {id} = await makeScreen(tenant, '/orders')
    const {screen, tree} = await tenant.screens.load(id, 'draft')
    expect(walkTree(tree).map(node => node.snippet)).toEqual(['app-frame', 'stack'])
    expect(screen.root_id).toBe(tree.rootId)
    const events = await tenant.store.events(0, 1000)
    const created = events.filter(event => event.id === id || event.schema === 'ui_node')
    expect(new Set(created.map(event => event.commit)).size).toBe(1)
    expect(await tenant.screens.check(admin, id)).toEqual([])
  })

  test.each([['/Orders', '/path'], ['/act', '/path'], ['orders', '/path']])('is refused with the path %s, and nothing is written', async (path, pointer) => {
    const seq = tenant.store.seq()
    const error = await refusal(makeScreen(tenant, path))
    expect(error.errors.map(one => one.pointer)).toContain(pointer)
    expect(tenant.store.seq()).toBe(seq)
  })

  test('is refused when its path is taken, or its parameters are no schema', async () => {
    await makeScreen(tenant, '/orders')
    expect((await refusal(makeScreen(tenant, '/orders'))).code).toBe('not-unique')
    expect((await refusal(makeScreen(tenant, '/lines', [], {params: {properties: {id: {type: 'strange'}}}}))).errors[0]!.pointer).toMatch(/^\/params\/properties\/id/)
  })
})

describe('editing a draft', () => {
  test('answers the steps as accepted and the hash that they lead to; the records hold the same', async () => {
    const {id, stack} = await makeScreen(tenant, '/a', ['one'])
    const before = await tenant.screens.load(id, 'draft')
    const [one] = childrenOf(before.tree, stack)
    const answer = await tenant.screens.edit(admin, id, before.hash, [setText(one!.id, 'uno'), insert(textNode(id, stack, 'a5', 'dos'))])
    expect(answer.steps[0]).toEqual(setText(one!.id, 'uno', {was: 'one'}))
    const after = await tenant.screens.load(id, 'draft')
    expect(after.hash).toBe(answer.hash)
    expect(await textsOf(id, 'draft')).toEqual(['uno', 'dos'])
    expect(answer.seq).toBe(tenant.store.seq())
    await expectStored(id)
  })

  test('every kind of step reaches the records, and one list is one commit', async () => {
    const {id, stack, texts: [a, b, c]} = await makeScreen(tenant, '/a', ['a', 'b', 'c'])
    const {hash} = await tenant.screens.load(id, 'draft')
    const inner = {...textNode(id, stack, 'a8', ''), snippet: 'stack', props: {}}
    const seq = tenant.store.seq()
    await tenant.screens.edit(admin, id, hash, [
      insert(inner), {type: 'move', id: b!, to: {parent_id: inner.id, slot: 'default', order: 'a0'}}, {type: 'remove', id: c!}, setText(a!, 'A'),
    ])
    expect(new Set((await tenant.store.events(seq, 100)).map(event => `${event.commit} ${event.by}`))).toEqual(new Set([expect.stringMatching(new RegExp(` ${admin.id}$`))]))
    expect(await textsOf(id, 'draft')).toEqual(['A', 'b'])
    await expectStored(id)
  })

  test('taking a removal back brings the node back under its own id', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a', 'b'])
    const first = await tenant.screens.load(id, 'draft')
    const {hash, steps: [removed]} = await tenant.screens.edit(admin, id, first.hash, [{type: 'remove', id: a!}])
    const undone = await tenant.screens.edit(admin, id, hash, [insert(...(removed as Step & {type: 'remove'}).was!)])
    expect(undone.hash).toBe(first.hash)
    await expectStored(id)
  })

  test('steps made on an earlier state are rebased over what happened since, and the later wins', async () => {
    const {id, stack, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const {hash: base} = await tenant.screens.load(id, 'draft')
    await tenant.screens.edit(admin, id, base, [setText(a!, 'first', {was: 'a'}), insert(textNode(id, stack, 'a7', 'new'))])
    const second = await tenant.screens.edit(admin, id, base, [setText(a!, 'second', {was: 'a'})])
    expect(second.steps).toEqual([setText(a!, 'second', {was: 'first'})])
    expect(await textsOf(id, 'draft')).toEqual(['second', 'new'])
  })

  test('without a base, a step whose `was` is no longer true is a conflict, and nothing is written', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const seq = tenant.store.seq()
    const error = await refusal(tenant.screens.edit(admin, id, undefined, [setText(a!, 'b', {was: 'x'})]))
    expect([error.status, error.code, error.errors[0]!.pointer]).toEqual([409, 'step-conflict', '/steps/0/was'])
    expect(tenant.store.seq()).toBe(seq)
  })

  test('a step on what was removed in the meantime is told to its author; removing it again is no news', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a', 'b'])
    const {hash: base} = await tenant.screens.load(id, 'draft')
    const {hash: after} = await tenant.screens.edit(admin, id, base, [{type: 'remove', id: a!}])
    expect((await refusal(tenant.screens.edit(admin, id, base, [setText(a!, 'x')]))).code).toBe('step-conflict')
    expect(await tenant.screens.edit(admin, id, base, [{type: 'remove', id: a!}])).toEqual({hash: after, steps: [], seq: tenant.store.seq()})
  })

  test('an unknown base asks to fetch anew', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const error = await refusal(tenant.screens.edit(admin, id, 'ffff', [setText(a!, 'x')]))
    expect([error.status, error.code]).toEqual([409, 'resync'])
  })

  test.each<[string, (screen: {id: string; stack: string; texts: readonly string[]}) => readonly Step[], number, string]>([
    ['a circle', ({stack, texts}) => [{type: 'move', id: stack, to: {parent_id: texts[0]!, slot: 'default', order: 'a0'}}], 422, 'step-refused'],
    ['a node of another screen', ({stack}) => [insert(textNode(v7(), stack, 'a0', 'x'))], 422, 'step-refused'],
    ['an id that is no UUID', ({id, stack}) => [insert({...textNode(id, stack, 'a0', 'x'), id: 'mine~1'})], 422, 'step-refused'],
    ['an unknown node', () => [setText(v7(), 'x')], 409, 'step-conflict'],
    ['no steps', () => [], 400, 'invalid-input'],
    ['too many steps', ({texts}) => Array.from({length: 501}, (_, index) => setText(texts[0]!, String(index))), 400, 'invalid-input'],
    ['too many nodes', ({id, stack}) => Array.from({length: 3}, () => insert(...crowd(id, stack, 700))), 422, 'step-refused'],
  ])('refuses %s, and writes nothing', async (_name, steps, status, code) => {
    const screen = await makeScreen(tenant, '/a', ['a'])
    const seq = tenant.store.seq()
    const error = await refusal(tenant.screens.edit(admin, screen.id, undefined, steps(screen)))
    expect([error.status, error.code]).toEqual([status, code])
    expect(tenant.store.seq()).toBe(seq)
  })

  test('refuses to remove or move the root', async () => {
    const {id} = await makeScreen(tenant, '/a')
    const {rootId} = (await tenant.screens.load(id, 'draft')).tree
    expect((await refusal(tenant.screens.edit(admin, id, undefined, [{type: 'remove', id: rootId}]))).code).toBe('step-refused')
  })

  test('an id that stands on another screen is a conflict', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const b = await makeScreen(tenant, '/b')
    const error = await refusal(tenant.screens.edit(admin, b.id, undefined, [insert({...textNode(b.id, b.stack, 'a0', 'x'), id: a.texts[0]!})]))
    expect([error.status, error.code]).toEqual([409, 'exists'])
  })

  test('tells followers the accepted steps, from one hash to the next', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const told: DraftChange[] = []
    tenant.screens.onDraft(change => told.push(change))
    const {hash: from} = await tenant.screens.load(id, 'draft')
    const {hash: to, steps, seq} = await tenant.screens.edit(admin, id, from, [setText(a!, 'b')])
    expect(told).toEqual([{screenId: id, from, to, steps, by: admin.id, seq}])
  })

  test('so does a second server, which only has the log: no difference that comes to the same', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const {screens} = await secondServer()
    const {hash: from} = await screens.load(id, 'draft')
    const told: DraftChange[] = []
    screens.onDraft(change => told.push(change))
    // Of which a difference would say the last alone.
    const sent = [setText(a!, 'b'), setText(a!, 'c'), setText(a!, 'd')]
    const {hash: to, steps, seq} = await tenant.screens.edit(admin, id, from, sent)
    expect(steps).toHaveLength(3)
    expect(told).toEqual([{screenId: id, from, to, steps, by: admin.id, seq}])
    const {commit} = (await tenant.store.events(seq - 1, 1))[0]!
    expect((await tenant.store.commitOf(commit))!.meta).toEqual({drafts: {[id]: {to, steps}}})
  })

  test('a change of the screen\'s own record is a change of its draft too', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    const {hash: base} = await tenant.screens.load(id, 'draft')
    await tenant.commit(admin, {changes: [{op: 'merge', schema: 'ui_screen', id, patch: {title: 'New title'}}]})
    const now = await tenant.screens.load(id, 'draft')
    expect(now.screen.title).toBe('New title')
    expect(now.hash).not.toBe(base)
    // And steps made before it still fit.
    await tenant.screens.edit(admin, id, base, [setText(a!, 'b')])
    await expectStored(id)
  })

  test('an archived screen is not edited', async () => {
    const {id, texts: [a]} = await makeScreen(tenant, '/a', ['a'])
    await tenant.commit(admin, {changes: [{op: 'archive', schema: 'ui_screen', id}]})
    expect((await refusal(tenant.screens.edit(admin, id, undefined, [setText(a!, 'b')]))).code).toBe('archived')
  })
})

describe('publishing', () => {
  test('makes drafts live at once, and only those that differ', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const b = await makeScreen(tenant, '/b/:id', ['b'])
    const swaps: (readonly ScreenSwap[])[] = []
    tenant.screens.onSwap(told => swaps.push(told))
    expect(tenant.screens.match('/a')).toBeUndefined()
    const first = await tenant.screens.publish(admin, {note: 'first'})
    expect(first).toMatchObject({number: 1, kind: 'publish', note: 'first', by: admin.id, before: null, live: true})
    expect(tenant.screens.match('/b/17')).toMatchObject({params: {id: '17'}, released: {screen: {id: b.id}}})
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'changed')])
    expect(await textsOf(a.id, 'live')).toEqual(['a'])
    const second = await tenant.screens.publish(admin, {})
    expect(await textsOf(a.id, 'live')).toEqual(['changed'])
    expect(second).toMatchObject({number: 2, before: first.id})
    expect(second.screens[b.id]).toBe(first.screens[b.id])
    expect(swaps.map(told => told.map(swap => swap.path).toSorted())).toEqual([['/a', '/b/:id'], ['/a']])
    expect(await tenant.screens.load(a.id, first.id)).toMatchObject({hash: first.screens[a.id]})
  })

  test('when nothing differs, the live release is the answer', async () => {
    await makeScreen(tenant, '/a', ['a'])
    const first = await tenant.screens.publish(admin, {})
    const seq = tenant.store.seq()
    expect(await tenant.screens.publish(admin, {note: 'again'})).toEqual(first)
    expect(tenant.store.seq()).toBe(seq)
  })

  test('only the screens that are named', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const b = await makeScreen(tenant, '/b', ['b'])
    expect(Object.keys((await tenant.screens.publish(admin, {screens: [b.id]})).screens)).toEqual([b.id])
    expect((await refusal(tenant.screens.publish(admin, {screens: [v7()]}))).status).toBe(404)
    await tenant.screens.publish(admin, {screens: [a.id]})
    expect(tenant.screens.released().map(one => one.screen.path).toSorted()).toEqual(['/a', '/b'])
  })

  test('is stopped by problems, named node by node, and then nothing is published', async () => {
    const good = await makeScreen(tenant, '/good', ['a'])
    const bad = await makeScreen(tenant, '/bad', ['b'])
    await tenant.screens.edit(admin, bad.id, undefined, [{type: 'set', id: bad.texts[0]!, path: ['props', 'tone'], value: 'blue'}])
    const seq = tenant.store.seq()
    const error = await refusal(tenant.screens.publish(admin, {}))
    expect([error.status, error.code]).toEqual([422, 'screen-problems'])
    expect(error.more['problems']).toMatchObject([{node: bad.texts[0], screen: bad.id, path: '/bad', pointer: '/props/tone', severity: 'error'}])
    expect(tenant.store.seq()).toBe(seq)
    expect(tenant.screens.match('/good')).toBeUndefined()
    expect((await tenant.screens.check(admin, bad.id)).map(problem => problem.node)).toEqual([bad.texts[0]])
    await tenant.screens.publish(admin, {screens: [good.id]})
  })

  test('is stopped by two paths that answer the same addresses', async () => {
    await makeScreen(tenant, '/orders/:id')
    await makeScreen(tenant, '/orders/:number')
    const error = await refusal(tenant.screens.publish(admin, {}))
    expect(error.more['problems']).toMatchObject([{code: 'path-taken'}])
  })

  test('takes archived screens out', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    await makeScreen(tenant, '/b', ['b'])
    await tenant.screens.publish(admin, {})
    await tenant.commit(admin, {changes: [{op: 'archive', schema: 'ui_screen', id: a.id}]})
    expect(tenant.screens.match('/a')).toBeDefined()
    await tenant.screens.publish(admin, {})
    expect(tenant.screens.match('/a')).toBeUndefined()
    expect(tenant.screens.match('/b')).toBeDefined()
    expect((await tenant.screens.list(admin)).map(one => one.screen.path)).toEqual(['/b'])
  })

  test('with no screen at all there is nothing to publish', async () => {
    expect((await refusal(tenant.screens.publish(admin, {}))).code).toBe('nothing-to-publish')
  })

  test('what is live is live again after a restart, tree for tree', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const release = await tenant.screens.publish(admin, {})
    tenant = await tenant.reopen()
    expect(tenant.screens.live()).toEqual(release)
    const {screen, tree, hash} = await tenant.screens.load(a.id, 'live')
    expect(hashScreen(screen, tree)).toBe(hash)
    expect(hash).toBe(release.screens[a.id])
  })
})

test('the paths that screens gave up stand in the release, and can be read off earlier ones where it does not hold them', async () => {
  const a = await makeScreen(tenant, '/a/:id', ['one'])
  const b = await makeScreen(tenant, '/b')
  const move = async (id: string, path: string): Promise<unknown> => {
    await tenant.commit(admin, {changes: [{op: 'merge', schema: 'ui_screen', id, patch: {path}}]})
    return tenant.screens.publish(admin, {screens: [id]})
  }
  const first = await tenant.screens.publish(admin, {})
  for (const [id, path] of [[a.id, '/a2/:id'], [a.id, '/a3/:id'], [b.id, '/a2/:number'], [b.id, '/b2'], [a.id, '/a/:id']] as const) await move(id, path)
  await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'two')])
  await tenant.screens.publish(admin, {})
  await tenant.screens.rollback(admin, first.id)
  const expected = {'/a2/:number': b.id, '/a3/:id': a.id, '/b2': b.id}
  const [newest] = (await tenant.store.page({schema: 'release', sort: [{field: 'number', descending: true}], limit: 1})).items
  expect(formerPathsOf(newest!.doc)).toEqual(expected)
  expect(await readFormerPaths(tenant.store, createTrees(tenant.store))).toEqual(expected)
  const leads = (): readonly unknown[] => ['/a3/1', '/b2', '/a2/1', '/a/1'].map(path => tenant.screens.match(path)?.leadsTo?.path)
  expect(leads()).toEqual(['/a/1', '/b', '/b', undefined])
  tenant = await tenant.reopen()
  expect(leads()).toEqual(['/a/1', '/b', '/b', undefined])
})

describe('an archived screen', () => {
  const archive = (id: string): Promise<unknown> => tenant.commit(admin, {changes: [{op: 'archive', schema: 'ui_screen', id}]})

  test('leaves its path to another, which may be published before the archived one is taken off', async () => {
    const a = await makeScreen(tenant, '/a', ['old'])
    await tenant.screens.publish(admin, {})
    await archive(a.id)
    const b = await makeScreen(tenant, '/a', ['new'])
    await tenant.screens.publish(admin, {screens: [b.id]})
    expect(tenant.screens.match('/a')?.released.screen.id).toBe(b.id)
    expect((await tenant.screens.release(admin, tenant.screens.live()!.id)).changes.map(({screen, kind}) => [screen, kind]).toSorted()).toEqual([[a.id, 'removed'], [b.id, 'added']].toSorted())
  })

  test('is listed apart, and comes back as it was', async () => {
    const a = await makeScreen(tenant, '/a', ['old'])
    const before = (await tenant.screens.list(admin))[0]!
    await archive(a.id)
    expect(await tenant.screens.list(admin)).toEqual([])
    expect(await tenant.screens.list(admin, 'archived')).toMatchObject([{screen: {id: a.id, path: '/a'}, archived: true, draft: before.draft}])
    expect(await tenant.screens.restore(admin, a.id)).toMatchObject({screen: before.screen, draft: before.draft, archived: false})
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'again')])
    expect(await textsOf(a.id, 'draft')).toEqual(['again'])
  })

  test('whose path is taken says by whom, and comes back at another one', async () => {
    const a = await makeScreen(tenant, '/a', ['old'])
    await archive(a.id)
    const b = await makeScreen(tenant, '/a', ['new'])
    expect(await refusal(tenant.screens.restore(admin, a.id))).toMatchObject({status: 409, code: 'not-unique', message: expect.stringContaining(b.id)})
    expect((await refusal(tenant.screens.restore(admin, a.id, '/Not a path'))).status).toBe(422)
    expect(await tenant.screens.restore(admin, a.id, '/a-2')).toMatchObject({screen: {path: '/a-2'}, archived: false})
    expect((await tenant.screens.list(admin)).map(one => one.screen.path)).toEqual(['/a', '/a-2'])
    expect((await refusal(tenant.screens.restore(admin, a.id))).code).toBe('not-archived')
  })
})

describe('rollback', () => {
  test('brings back an earlier release exactly, as a new one, and leaves drafts alone', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    const first = await tenant.screens.publish(admin, {})
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'two')])
    await makeScreen(tenant, '/b', ['b'])
    const second = await tenant.screens.publish(admin, {})
    const {release: back, drafts} = await tenant.screens.rollback(admin, first.id)
    expect(drafts).toEqual([])
    expect(back).toMatchObject({kind: 'rollback', number: 3, screens: first.screens, before: second.id, live: true})
    expect(await textsOf(a.id, 'live')).toEqual(['one'])
    expect(tenant.screens.match('/b')).toBeUndefined()
    expect(await textsOf(a.id, 'draft')).toEqual(['two'])
    expect((await tenant.screens.rollback(admin, second.id)).release.screens).toEqual(second.screens)
    expect((await tenant.screens.releases(admin, 10)).map(one => [one.number, one.live])).toEqual([[4, true], [3, false], [2, false], [1, false]])
  })

  test('names what of a hot patch that it takes back stands in the draft, until it is taken out or published', async () => {
    const a = await makeScreen(tenant, '/a', ['one', 'two'])
    const first = await tenant.screens.publish(admin, {})
    await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], 'in a hurry')
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[1]!, 'of the draft')])
    const {drafts} = await tenant.screens.rollback(admin, first.id)
    expect(drafts).toMatchObject([{screen: a.id, path: '/a', number: 2, note: 'in a hurry', steps: [setText(a.texts[0]!, 'patched', {was: 'one'})], takeBack: [setText(a.texts[0]!, 'one', {was: 'patched'})]}])
    expect(await tenant.screens.rolledBack(admin, a.id)).toEqual(drafts)
    await tenant.screens.edit(admin, a.id, undefined, drafts[0]!.takeBack)
    expect(await textsOf(a.id, 'draft')).toEqual(['one', 'of the draft'])
    expect(await tenant.screens.rolledBack(admin, a.id)).toEqual([])
  })

  test('takes a hot patch out of the draft too when it is asked to, and leaves what was written over it', async () => {
    const a = await makeScreen(tenant, '/a', ['one', 'two'])
    const first = await tenant.screens.publish(admin, {})
    await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched'), setText(a.texts[1]!, 'patched too')], '')
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[1]!, 'written since')])
    expect((await tenant.screens.rollback(admin, first.id, {takeBack: true})).drafts).toEqual([])
    expect(await textsOf(a.id, 'draft')).toEqual(['one', 'written since'])
    await tenant.screens.publish(admin, {})
    expect(await textsOf(a.id, 'live')).toEqual(['one', 'written since'])
  })

  test('a rolled back hot patch comes back with a publish that says so, and with no other', async () => {
    const a = await makeScreen(tenant, '/a', ['one', 'two'])
    const b = await makeScreen(tenant, '/b', ['b'])
    const first = await tenant.screens.publish(admin, {})
    const patch = await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], 'in a hurry')
    await tenant.screens.rollback(admin, first.id)
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[1]!, 'of the draft')])
    await tenant.screens.edit(admin, b.id, undefined, [setText(b.texts[0]!, 'of b')])
    const seq = tenant.store.seq()
    for (const ask of [{}, {screens: [a.id]}, {screens: [a.id, b.id]}]) {
      const error = await refusal(tenant.screens.publish(admin, ask))
      expect([error.status, error.code, error.errors]).toMatchObject([409, 'rolled-back-patches', [{code: 'rolled-back-patch', params: {path: '/a', number: 2, note: 'in a hurry'}}]])
      expect(error.more['rolledBack']).toMatchObject([{release: patch.release.id, steps: patch.steps}])
    }
    expect(tenant.store.seq()).toBe(seq)
    await tenant.screens.publish(admin, {screens: [b.id]})
    expect([await textsOf(a.id, 'live'), await textsOf(b.id, 'live')]).toEqual([['one', 'two'], ['of b']])
    await tenant.screens.publish(admin, {rolledBack: 'takeBack'})
    expect([await textsOf(a.id, 'live'), await textsOf(a.id, 'draft')]).toEqual([['one', 'of the draft'], ['one', 'of the draft']])
    await tenant.screens.rollback(admin, patch.release.id)
    await tenant.screens.publish(admin, {})
    expect(await textsOf(a.id, 'live')).toEqual(['one', 'of the draft'])
  })

  test('a rolled back hot patch that is all that a draft differs by leaves nothing to publish once it is taken out', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    const first = await tenant.screens.publish(admin, {})
    await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], '')
    const {release} = await tenant.screens.rollback(admin, first.id)
    expect(await tenant.screens.publish(admin, {rolledBack: 'takeBack'})).toEqual(release)
    expect(await textsOf(a.id, 'draft')).toEqual(['one'])
  })

  test('a hot patch that went live again is not named', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    const first = await tenant.screens.publish(admin, {})
    const patch = await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], '')
    await tenant.screens.rollback(admin, first.id)
    await tenant.screens.publish(admin, {rolledBack: {keep: [patch.release.id]}})
    await tenant.screens.edit(admin, a.id, undefined, [{type: 'set', id: a.texts[0]!, path: ['props', 'tone'], value: 'muted'}])
    expect(await tenant.screens.rolledBack(admin, a.id)).toEqual([])
  })

  /** Publishes, patches, goes back, and touches the draft: what stands there then. */
  async function touched(patch: (a: Made) => readonly Step[], touch?: (a: Made) => readonly Step[]) {
    const a = await makeScreen(tenant, '/a', ['one', 'two'])
    const first = await tenant.screens.publish(admin, {})
    const {release} = await tenant.screens.patchNode(admin, a.texts[0]!, patch(a), 'in a hurry')
    await tenant.screens.rollback(admin, first.id)
    if (touch) await tenant.screens.edit(admin, a.id, undefined, touch(a))
    return {a, release, standing: await tenant.screens.rolledBack(admin, a.id)}
  }
  type Made = Awaited<ReturnType<typeof makeScreen>>
  const added = v7()
  const add = (a: Made): readonly Step[] => [insert({...textNode(a.id, a.stack, 'z0', 'added'), id: added})]

  test.each<[string, (a: Made) => readonly Step[], (a: Made) => readonly Step[]]>([
    ['a prop was set', add, () => [setText(added, 'and more')]],
    ['it was moved', add, a => [{type: 'move', id: added, to: {parent_id: a.stack, slot: 'default', order: 'A0'}}]],
    ['something was put into it', a => [insert({...textNode(a.id, a.stack, 'z0', ''), id: added, snippet: 'stack', props: {}})], a => [insert(textNode(a.id, added, 'a0', 'child'))]],
  ])('what a hot patch inserted still stands in the draft when something was built on it: %s', async (_name, patch, touch) => {
    const {a, release, standing} = await touched(patch, touch)
    expect(standing).toMatchObject([{release: release.id, takeBack: []}])
    expect(standing[0]!.steps).toHaveLength(1)
    const before = await tenant.screens.load(a.id, 'draft')
    for (const ask of [{}, {rolledBack: 'takeBack'}, {rolledBack: {keep: [v7()]}}] as const) {
      const error = await refusal(tenant.screens.publish(admin, ask))
      expect([error.code, error.errors[0]!.params]).toMatchObject(['rolled-back-patches', {number: release.number, builtOn: true}])
      expect(error.message.includes('Take it out in the designer')).toBe(ask.rolledBack === 'takeBack')
    }
    expect((await tenant.screens.load(a.id, 'draft')).hash).toBe(before.hash)
    await tenant.screens.publish(admin, {rolledBack: {keep: [release.id]}})
    expect((await tenant.screens.load(a.id, 'live')).hash).toBe(before.hash)
  })

  test.each<[string, (a: Made) => readonly Step[], (a: Made) => readonly Step[]]>([
    ['another value', ({texts: [id]}) => [setText(id!, 'patched')], ({texts: [id]}) => [setText(id!, 'on purpose')]],
    ['another place', a => [{type: 'move', id: a.texts[0]!, to: {parent_id: a.stack, slot: 'default', order: 'z0'}}], a => [{type: 'move', id: a.texts[0]!, to: {parent_id: a.stack, slot: 'default', order: 'z5'}}]],
    ['a node that was taken away again', add, () => [{type: 'remove', id: added}]],
  ])('does not name what was overwritten on purpose: %s', async (_name, patch, touch) => {
    const {a, standing} = await touched(patch, touch)
    expect(standing).toEqual([])
    await tenant.screens.publish(admin, {})
    expect((await tenant.screens.load(a.id, 'live')).hash).toBe((await tenant.screens.load(a.id, 'draft')).hash)
  })

  test('takes out of the draft what can be, and is refused for the rest', async () => {
    const {a, release, standing} = await touched(made => [setText(made.texts[0]!, 'patched'), ...add(made), {type: 'remove', id: made.texts[1]!}], () => [setText(added, 'and more')])
    expect(standing).toMatchObject([{release: release.id, steps: [{type: 'insert'}, {type: 'remove'}, {type: 'set'}]}])
    expect(standing[0]!.takeBack.map(({type}) => type)).toEqual(['set', 'insert'])
    const error = await refusal(tenant.screens.publish(admin, {rolledBack: 'takeBack'}))
    expect(error.more['rolledBack']).toMatchObject([{release: release.id, steps: [{type: 'insert'}], takeBack: []}])
    expect(await textsOf(a.id, 'draft')).toEqual(['one', 'two', 'and more'])
    await tenant.screens.edit(admin, a.id, undefined, [{type: 'remove', id: added}])
    expect(await tenant.screens.rolledBack(admin, a.id)).toEqual([])
  })

  test('publishes again the hot patches that are named, and is refused for another one that came since', async () => {
    const {a, release} = await touched(({texts: [id]}) => [setText(id!, 'patched')])
    const later = await tenant.screens.patchNode(admin, a.texts[1]!, [setText(a.texts[1]!, 'patched too')], 'later')
    await tenant.screens.rollback(admin, release.before!)
    const error = await refusal(tenant.screens.publish(admin, {rolledBack: {keep: [release.id]}}))
    expect(error.more['rolledBack']).toMatchObject([{release: later.release.id}])
    expect(error.errors).toHaveLength(1)
    expect(await textsOf(a.id, 'live')).toEqual(['one', 'two'])
    await tenant.screens.publish(admin, {rolledBack: {keep: [release.id, later.release.id]}})
    expect(await textsOf(a.id, 'live')).toEqual(['patched', 'patched too'])
  })

  test('finds a hot patch that was rolled back more than 200 releases ago', async () => {
    const b = await makeScreen(tenant, '/b', ['b'])
    const {a, release} = await touched(({texts: [id]}) => [setText(id!, 'patched')])
    for (let count = 0; count < 205; count++) await tenant.screens.patchNode(admin, b.texts[0]!, [setText(b.texts[0]!, `b ${count}`)], '')
    expect(await tenant.screens.rolledBack(admin, a.id)).toMatchObject([{release: release.id}])
    expect((await refusal(tenant.screens.publish(admin, {}))).code).toBe('rolled-back-patches')
  }, 120_000)

  test('to what is live, or to what never was, is refused', async () => {
    await makeScreen(tenant, '/a')
    const {id} = await tenant.screens.publish(admin, {})
    expect((await refusal(tenant.screens.rollback(admin, id))).code).toBe('already-live')
    expect((await refusal(tenant.screens.rollback(admin, v7()))).status).toBe(404)
  })

  test('a release says what it changed, by steps per screen', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    const first = await tenant.screens.publish(admin, {})
    expect((await tenant.screens.release(admin, first.id)).changes).toMatchObject([{path: '/a', kind: 'added', from: null, to: first.screens[a.id]}])
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'two')])
    const second = await tenant.screens.publish(admin, {})
    expect((await tenant.screens.release(admin, second.id)).changes).toMatchObject([{screen: a.id, kind: 'changed', settings: false, steps: [setText(a.texts[0]!, 'two', {was: 'one'})]}])
    await tenant.commit(admin, {changes: [{op: 'merge', schema: 'ui_screen', id: a.id, patch: {title: 'Other'}}]})
    const third = await tenant.screens.publish(admin, {})
    expect((await tenant.screens.release(admin, third.id)).changes).toMatchObject([{kind: 'changed', settings: true, steps: []}])
  })
})

describe('a hot patch', () => {
  test('is live at once, and the next publish does not lose it', async () => {
    const a = await makeScreen(tenant, '/a', ['one', 'two'])
    await tenant.screens.publish(admin, {})
    await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[1]!, 'draft')])
    const swaps: ScreenSwap[] = []
    tenant.screens.onSwap(told => swaps.push(...told))
    const patched = await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], 'urgent')
    expect(patched).toMatchObject({screen: a.id, draft: 'rebased', release: {kind: 'hotpatch', note: 'urgent', number: 2, live: true}, steps: [setText(a.texts[0]!, 'patched', {was: 'one'})]})
    expect(swaps).toMatchObject([{path: '/a', before: {hash: patched.from}, after: {hash: patched.to}, seq: patched.seq}])
    expect(await textsOf(a.id, 'live')).toEqual(['patched', 'two'])
    expect(await textsOf(a.id, 'draft')).toEqual(['patched', 'draft'])
    await tenant.screens.publish(admin, {})
    expect(await textsOf(a.id, 'live')).toEqual(['patched', 'draft'])
    await expectStored(a.id)
  })

  test('tells editors of the draft the same steps', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    await tenant.screens.publish(admin, {})
    const told: DraftChange[] = []
    tenant.screens.onDraft(change => told.push(change))
    const {steps, seq} = await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'patched')], '')
    expect(told).toMatchObject([{screenId: a.id, steps, seq}])
  })

  test('takes a property over from the draft; where the draft was that way already it is unchanged; where the node is gone there it is a conflict', async () => {
    const a = await makeScreen(tenant, '/a', ['one', 'two', 'three'])
    await tenant.screens.publish(admin, {})
    const [one, two, three] = a.texts as [string, string, string]
    await tenant.screens.edit(admin, a.id, undefined, [setText(one, 'draft'), setText(two, 'same'), {type: 'remove', id: three}])
    expect((await tenant.screens.patchNode(admin, one, [setText(one, 'live')], '')).draft).toBe('rebased')
    expect((await tenant.screens.patchNode(admin, two, [setText(two, 'same')], '')).draft).toBe('unchanged')
    expect((await tenant.screens.patchNode(admin, three, [setText(three, 'live')], '')).draft).toBe('conflict')
    expect(await textsOf(a.id, 'live')).toEqual(['live', 'same', 'live'])
    expect(await textsOf(a.id, 'draft')).toEqual(['live', 'same'])
  })

  test('that breaks the page is refused, and neither live nor draft change', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    await tenant.screens.publish(admin, {})
    const seq = tenant.store.seq()
    const error = await refusal(tenant.screens.patchNode(admin, a.texts[0]!, [{type: 'set', id: a.texts[0]!, path: ['props', 'tone'], value: 'blue'}], ''))
    expect([error.status, error.code]).toEqual([422, 'screen-problems'])
    expect(error.message).toContain('tone')
    expect(tenant.store.seq()).toBe(seq)
  })

  test('that changes nothing makes no release', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    const {id} = await tenant.screens.publish(admin, {})
    const seq = tenant.store.seq()
    const answer = await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'one')], '')
    expect(answer).toMatchObject({release: {id}, draft: 'unchanged'})
    expect(answer.from).toBe(answer.to)
    expect(tenant.store.seq()).toBe(seq)
  })

  test('of an unknown node is 404, and says so when it stands in a draft only', async () => {
    const a = await makeScreen(tenant, '/a', ['one'])
    await tenant.screens.publish(admin, {})
    const node = textNode(a.id, a.stack, 'a9', 'new')
    await tenant.screens.edit(admin, a.id, undefined, [insert(node)])
    expect((await refusal(tenant.screens.patchNode(admin, v7(), [setText(node.id, 'x')], ''))).status).toBe(404)
    const error = await refusal(tenant.screens.patchNode(admin, node.id, [setText(node.id, 'x')], ''))
    expect([error.status, error.code]).toEqual([404, 'only-in-draft'])
    expect(error.message).toContain('/a')
  })

  test('may not reach another screen', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const b = await makeScreen(tenant, '/b', ['b'])
    await tenant.screens.publish(admin, {})
    const error = await refusal(tenant.screens.patchNode(admin, a.texts[0]!, [setText(b.texts[0]!, 'x')], ''))
    expect([error.status, error.code]).toEqual([409, 'step-conflict'])
    expect(await textsOf(b.id, 'live')).toEqual(['b'])
  })

  test('names a repeated node by the id of one of its copies', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    await tenant.screens.publish(admin, {})
    await tenant.screens.patchNode(admin, `${a.texts[0]!}~3`, [setText(a.texts[0]!, 'x')], '')
    expect(await textsOf(a.id, 'live')).toEqual(['x'])
  })

  test('repairs one thing where another was broken before', async () => {
    const snippets = new Map(tinySnippets)
    const other = await openTestTenant(undefined, snippets)
    const a = await makeScreen(other, '/a', ['a', 'b'])
    await other.screens.edit(admin, a.id, undefined, [insert({...textNode(a.id, a.stack, 'b0', ''), snippet: 'note', props: {}})])
    snippets.set('note', {...tinySnippets.get('text')!, name: 'note'})
    await other.screens.publish(admin, {})
    snippets.delete('note')
    expect((await other.screens.check(admin, a.id)).map(problem => problem.severity)).toContain('error')
    await other.screens.patchNode(admin, a.texts[1]!, [setText(a.texts[1]!, 'c')], '')
    expect((await other.screens.load(a.id, 'live')).tree.nodes.get(a.texts[1]!)!.props).toEqual({text: 'c'})
    await other.drop()
  })
})

describe('at the same time', () => {
  test('twenty editors of one draft are all heard, in some order', async () => {
    const {id, stack} = await makeScreen(tenant, '/a')
    const {hash} = await tenant.screens.load(id, 'draft')
    const answers = await Promise.all(Array.from({length: 20}, (_, index) => tenant.screens.edit(admin, id, hash, [insert(textNode(id, stack, `a${index}`, String(index)))])))
    expect(new Set(answers.map(answer => answer.hash)).size).toBe(20)
    expect((await textsOf(id, 'draft')).toSorted()).toEqual(Array.from({length: 20}, (_, index) => String(index)).toSorted())
    await expectStored(id)
  })

  test('two moves that would make a circle together: exactly one is accepted', async () => {
    const {id, stack} = await makeScreen(tenant, '/a')
    const [x, y] = ['a1', 'a2'].map(order => ({...textNode(id, stack, order, ''), snippet: 'stack', props: {}}))
    const {hash} = await tenant.screens.edit(admin, id, undefined, [insert(x!), insert(y!)])
    const outcomes = await Promise.allSettled([tenant.screens.edit(admin, id, hash, [into(x!.id, y!.id)]), tenant.screens.edit(admin, id, hash, [into(y!.id, x!.id)])])
    expect(outcomes.map(outcome => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expectStored(id)
  })

  test('a removal and an insert under it: the tree stays whole', async () => {
    for (const first of ['remove', 'insert']) {
      const {id, stack} = await makeScreen(tenant, `/${first}`)
      const group = {...textNode(id, stack, 'a1', ''), snippet: 'stack', props: {}}
      const {hash} = await tenant.screens.edit(admin, id, undefined, [insert(group)])
      const remove = (): Promise<unknown> => tenant.screens.edit(admin, id, hash, [{type: 'remove', id: group.id, was: [group]}])
      const add = (): Promise<unknown> => tenant.screens.edit(admin, id, hash, [insert(textNode(id, group.id, 'a0', 'x'))])
      const outcomes = await Promise.allSettled(first === 'remove' ? [remove(), add()] : [add(), remove()])
      expect(outcomes[0]!.status).toBe('fulfilled')
      expect((await tenant.screens.load(id, 'draft')).tree.nodes.has(group.id)).toBe(false)
      await expectStored(id)
    }
  })

  test('three editors who are always a little behind: what they are told leads each to the same tree, and the records hold it', async () => {
    const {id, stack} = await makeScreen(tenant, '/a', ['a', 'b', 'c'])
    const start = await tenant.screens.load(id, 'draft')
    const heard: DraftChange[] = []
    tenant.screens.onDraft(change => heard.push(change))
    let seed = 7
    const pick = <T>(items: readonly T[]): T => items[(seed = (seed * 48_271) % 2_147_483_647) % items.length]!
    const randomStep = (nodes: readonly UiNode[], index: number): Step => {
      const groups = nodes.filter(node => node.snippet === 'stack').map(node => node.id)
      const others = nodes.filter(node => node.id !== stack && node.parent_id !== null)
      const node = pick(others.length > 0 ? others : nodes)
      const kind = others.length > 0 ? pick(['set', 'set', 'insert', 'insert', 'move', 'remove']) : 'insert'
      if (kind === 'set') return {type: 'set', id: node.id, path: ['props', pick(['text', 'gap'])], value: String(index)}
      if (kind === 'move') return into(node.id, pick(groups))
      if (kind === 'remove') return {type: 'remove', id: node.id}
      const order = `a${pick(['0', '1', '2', '3'])}${pick(['1', '5', '9'])}`
      return insert({...textNode(id, pick(groups), order, String(index)), ...(index % 4 === 0 && {snippet: 'stack', props: {}})})
    }
    const accepted = await Promise.all([0, 1, 2].map(async editor => {
      let count = 0
      for (let round = 0; round < 25; round++) {
        const {tree, hash} = await tenant.screens.load(id, 'draft')
        await Promise.resolve()
        const outcome = await tenant.screens.edit(admin, id, hash, [randomStep(walkTree(tree), round * 3 + editor)]).catch((error: Problem) => error)
        if ('hash' in outcome) count++
        else expect([409, 422]).toContain(outcome.status)
      }
      return count
    }))
    expect(accepted.every(count => count > 10)).toBe(true)
    let {tree} = start
    for (const [index, {from, to, steps}] of heard.entries()) {
      expect(from).toBe(index === 0 ? start.hash : heard[index - 1]!.to)
      const applied = applySteps(tree, steps)
      if (!applied.ok) return expect.unreachable(say(applied.reason))
      ;({tree} = applied)
      expect(hashScreen(start.screen, tree)).toBe(to)
    }
    await expectStored(id)
  })

  test('publishes and patches and rollbacks make one row of releases, each on top of the one before', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const first = await tenant.screens.publish(admin, {})
    await Promise.allSettled(Array.from({length: 12}, async (_, index) => {
      if (index % 3 === 0) {
        await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, `draft ${index}`)])
        await tenant.screens.publish(admin, {note: String(index)})
      } else if (index % 3 === 1) await tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, `patch ${index}`)], '')
      else await tenant.screens.rollback(admin, first.id)
    }))
    const releases = (await tenant.screens.releases(admin, 100)).toReversed()
    expect(releases.map(release => release.number)).toEqual(releases.map((_, index) => index + 1))
    expect(releases.map(release => release.before)).toEqual([null, ...releases.slice(0, -1).map(release => release.id)])
    expect(releases.filter(release => release.live)).toEqual([releases.at(-1)])
    expect(releases.length).toBeGreaterThan(5)
    const live = await tenant.screens.load(a.id, 'live')
    expect(live.hash).toBe(releases.at(-1)!.screens[a.id])
    expect(hashScreen(live.screen, live.tree)).toBe(live.hash)
    await expectStored(a.id)
  })

  test('two publishes and a rollback on two servers make one order, and both end at what the last release proves', async () => {
    let lost = 0
    const commit: Commit = (...ask) => tenant.commit(...ask).catch((error: unknown) => {
      lost++
      throw error
    })
    const config = createConfigItems({...tenant, kinds: testKinds})
    const [one, two] = [await secondServer({commit, config}), await secondServer({commit, config})].map(({screens}) => screens)
    const a = await makeScreen(tenant, '/a', ['a'])
    const theme = {kind: 'theme', key: 'main'}
    await config.writeDraft(admin, theme, {accent: 'teal'}, {})
    const first = await one!.publish(admin, {})
    // Where an open page of each server would be.
    const standing = [one!, two!].map(screens => {
      const page = {hash: first.screens[a.id]}
      screens.onSwap(swaps => {
        for (const {before, after} of swaps) {
          expect(before!.hash).toBe(page.hash)
          page.hash = after!.hash
        }
      })
      return page
    })
    for (let round = 0; round < 6; round++) {
      await one!.edit(admin, a.id, undefined, [setText(a.texts[0]!, `round ${round}`)])
      await config.writeDraft(admin, theme, {accent: 'plum', radius: round}, {})
      const outcomes = await Promise.allSettled([one!.publish(admin, {screens: [a.id]}), two!.publish(admin, {items: ['theme/main']}), two!.rollback(admin, first.id)])
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect((outcome.reason as Problem).code).toBe('already-live')
    }
    const releases = (await one!.releases(admin, 100)).toReversed()
    expect(releases.map(({number}) => number)).toEqual(releases.map((_, index) => index + 1))
    expect(releases.map(({before}) => before)).toEqual([null, ...releases.slice(0, -1).map(({id}) => id)])
    expect(two!.live()).toEqual(one!.live())
    expect(two!.live()!.id).toBe(releases.at(-1)!.id)
    for (const {id} of releases) {
      const {release} = await two!.release(admin, id)
      expect(release.hash).toBe(hashRelease(release))
    }
    expect(standing.map(({hash}) => hash)).toEqual([one!, two!].map(screens => screens.live()!.screens[a.id]))
    for (const screens of [one!, two!]) {
      const {screen, tree, hash} = await screens.load(a.id, 'live')
      expect(hashScreen(screen, tree)).toBe(hash)
    }
    // They really met.
    expect(releases.length).toBeGreaterThan(12)
    expect(lost).toBeGreaterThan(4)
  })

  test('what a kind left that is gone from the code stops no other publish, goes along with a rollback, and is named', async () => {
    const config = createConfigItems({...tenant, kinds: testKinds})
    const {screens} = await secondServer({config})
    const {screens: without} = await secondServer({config: createConfigItems({...tenant, kinds: []})})
    await config.writeDraft(admin, {kind: 'theme', key: 'main'}, {accent: 'teal'}, {})
    const first = await screens.publish(admin, {})
    await config.writeDraft(admin, {kind: 'theme', key: 'main'}, {accent: 'plum'}, {})
    await makeScreen(tenant, '/a')
    const second = await without.publish(admin, {})
    const misfits = [{item: 'theme/main', code: 'unknown-config-kind', pointer: ''}]
    expect(second).toMatchObject({items: first.items, misfits})
    expect(await refusal(without.publish(admin, {items: ['theme/main']}))).toMatchObject({status: 422, code: 'config-problems'})
    expect((await without.rollback(admin, first.id)).release).toMatchObject({items: first.items, misfits})
  })

  test('a release is made again where a schema moved after it was checked', async () => {
    const properties = {name: {type: 'string'}, code: {type: 'string'}} as const
    await tenant.putSchema(systemActor, 'project', {title: 'Project', type: 'object', properties})
    const config = createConfigItems({...tenant, kinds: testKinds})
    let moved = false
    const commit: Commit = async (actor, request) => {
      if (!moved && request.changes.some(({schema}) => schema === 'release')) {
        moved = true
        await tenant.putSchema(systemActor, 'project', {title: 'Project', type: 'object', properties: {name: properties.name}}, {acceptBreaks: true})
      }
      return tenant.commit(actor, request)
    }
    const {screens} = await secondServer({commit, config})
    await config.writeDraft(admin, {kind: 'list_view', key: 'one'}, {from: 'project', columns: ['code'], role: 'agent'}, {})
    expect(await refusal(screens.publish(admin, {}))).toMatchObject({code: 'config-problems', errors: [{pointer: '/items/list_view~1one/columns/0'}]})
    expect([moved, screens.live()]).toEqual([true, undefined])
  })

  describe('in two processes, where one has not yet heard of the other', () => {
    test('an edit of an old revision is made again on the new one, and editors are told what was missed', async () => {
      const a = await makeScreen(tenant, '/a', ['a', 'b'])
      const {screens, whileDeaf} = await secondServer()
      const {hash: base} = await screens.load(a.id, 'draft')
      const told: DraftChange[] = []
      screens.onDraft(change => told.push(change))
      await whileDeaf(() => tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'elsewhere')]))
      const {steps, hash} = await screens.edit(admin, a.id, base, [{type: 'set', id: a.texts[0]!, path: ['props', 'tone'], value: 'warn'}])
      expect(steps).toHaveLength(1)
      expect(hash).toBe((await tenant.screens.load(a.id, 'draft')).hash)
      expect((await screens.load(a.id, 'draft')).tree.nodes.get(a.texts[0]!)!.props).toEqual({text: 'elsewhere', tone: 'warn'})
      expect(told.map(change => change.steps)).toEqual([[setText(a.texts[0]!, 'elsewhere', {was: 'a'})], steps])
    })

    test('two moves that would make a circle together are found out', async () => {
      const {id, stack} = await makeScreen(tenant, '/a')
      const [x, y] = ['a1', 'a2'].map(order => ({...textNode(id, stack, order, ''), snippet: 'stack', props: {}}))
      await tenant.screens.edit(admin, id, undefined, [insert(x!), insert(y!)])
      const {screens, whileDeaf} = await secondServer()
      await screens.load(id, 'draft')
        await whileDeaf(() => tenant.screens.edit(admin, id, undefined, [into(x!.id, y!.id)]))
      expect((await refusal(screens.edit(admin, id, undefined, [into(y!.id, x!.id)]))).code).toBe('step-refused')
      await expectStored(id)
    })

    test('a child under a parent that is gone is refused', async () => {
      const {id, stack} = await makeScreen(tenant, '/a')
      const group = {...textNode(id, stack, 'a1', ''), snippet: 'stack', props: {}}
      await tenant.screens.edit(admin, id, undefined, [insert(group)])
      const {screens, whileDeaf} = await secondServer()
      await screens.load(id, 'draft')
      await whileDeaf(() => tenant.screens.edit(admin, id, undefined, [{type: 'remove', id: group.id}]))
      expect((await refusal(screens.edit(admin, id, undefined, [insert(textNode(id, group.id, 'a0', 'x'))]))).code).toBe('step-conflict')
      await expectStored(id)
    })

    test('a parent with a child that was not known is removed with it', async () => {
      const {id, stack} = await makeScreen(tenant, '/a')
      const group = {...textNode(id, stack, 'a1', ''), snippet: 'stack', props: {}}
      await tenant.screens.edit(admin, id, undefined, [insert(group)])
      const {screens, whileDeaf} = await secondServer()
      await screens.load(id, 'draft')
      await whileDeaf(() => tenant.screens.edit(admin, id, undefined, [insert(textNode(id, group.id, 'a0', 'x'))]))
      await screens.edit(admin, id, undefined, [{type: 'remove', id: group.id}])
      expect(walkTree((await tenant.screens.load(id, 'draft')).tree)).toHaveLength(2)
      await expectStored(id)
    })

    test('a publish and a patch come on top of the release that was missed', async () => {
      const a = await makeScreen(tenant, '/a', ['a'])
      await tenant.screens.publish(admin, {})
      const {screens, whileDeaf} = await secondServer()
      const missed = await whileDeaf(() => tenant.screens.patchNode(admin, a.texts[0]!, [setText(a.texts[0]!, 'missed')], ''))
      const {release} = await screens.patchNode(admin, a.texts[0]!, [{type: 'set', id: a.texts[0]!, path: ['props', 'tone'], value: 'warn'}], '')
      expect(release).toMatchObject({number: 3, before: missed.release.id})
      expect((await tenant.screens.load(a.id, 'live')).tree.nodes.get(a.texts[0]!)!.props).toEqual({text: 'missed', tone: 'warn'})
      await whileDeaf(async () => {
        await tenant.screens.edit(admin, a.id, undefined, [setText(a.texts[0]!, 'again')])
        await tenant.screens.publish(admin, {})
      })
      await makeScreen(tenant, '/b')
      expect(await screens.publish(admin, {})).toMatchObject({number: 5})
      expect(screens.match('/b')).toBeDefined()
      expect(await textsOf(a.id, 'live')).toEqual(['again'])
    })
  })
})

describe('rights', () => {
  test.each(['manager', 'agent', 'readonly'] as const)('%s may not edit, publish, roll back or patch, and nothing is written', async role => {
    const a = await makeScreen(tenant, '/a', ['a'])
    const {id} = await tenant.screens.publish(admin, {})
    const seq = tenant.store.seq()
    const actor = actors[role]
    const attempts = [
      tenant.screens.edit(actor, a.id, undefined, [setText(a.texts[0]!, 'x')]),
      tenant.screens.publish(actor, {}),
      tenant.screens.rollback(actor, id),
      tenant.screens.patchNode(actor, a.texts[0]!, [setText(a.texts[0]!, 'x')], ''),
    ]
    for (const attempt of attempts) expect((await refusal(attempt)).status).toBe(403)
    expect(tenant.store.seq()).toBe(seq)
  })

  test('managers read drafts, checks and releases; agents do not', async () => {
    const a = await makeScreen(tenant, '/a', ['a'])
    await tenant.screens.publish(admin, {})
    expect(await tenant.screens.list(actors.manager)).toHaveLength(1)
    expect(await tenant.screens.releases(actors.manager, 5)).toHaveLength(1)
    for (const attempt of [tenant.screens.list(actors.agent), tenant.screens.check(actors.agent, a.id), tenant.screens.releases(actors.agent, 5)]) expect((await refusal(attempt)).status).toBe(403)
  })
})
