import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Action} from '../../ast/index.ts'
import type {Role} from '../../schemas/index.ts'
import {having, part, type Part, stack} from '../../tests/build-tree.ts'
import {actorOf, type OpenPages, openPages} from '../../tests/open-pages.ts'
import type {Problem} from '../errors.ts'
import type {Effect} from './run-event.ts'

let site: OpenPages
let acme: string

beforeAll(async () => {
  site = await openPages()
  ;[acme = ''] = await site.add('company', {name: 'Acme', size: 10, status: 'lead'})
})
afterAll(async () => await site?.close())

const button = (press: readonly Action[], more: Partial<Part> = {}): Part => having({id: 'b', on: {press}, ...more}, part('words'))

interface Ask {readonly role?: Role; readonly node?: string; readonly event?: string; readonly payload?: {readonly [name: string]: string}; readonly hash?: string; readonly params?: Readonly<Record<string, string>>}

const press = async (root: Part, {role = 'agent', node = 'b', event = 'press', payload = {}, hash = '', params = {}}: Ask = {}): Promise<readonly Effect[]> =>
  await site.pages.act({actor: actorOf(role), released: site.release(root), params, path: '/test', query: {}, hash, node, event, payload})

const refused = async (root: Part, ask: Ask = {}): Promise<string> => await press(root, ask).then(() => 'done', (error: Problem) => `${error.status} ${error.code} ${error.message}`)
const company = async (): Promise<{readonly [property: string]: unknown}> => (await site.reader.get(actorOf('admin'), 'company', acme)).data

describe('what an event does', () => {
  test('going, telling, setting and refreshing are for the page to do, in order', async () => {
    expect(await press(stack(button([
      {do: 'notify', text: {$: '"Hi " + user.name'}, tone: 'good'},
      {do: 'set', param: 'tab', value: 2},
      {do: 'set', param: 'q'},
      {do: 'refresh'},
      {do: 'open', to: 'https://x.test'},
      {do: 'navigate', to: {$: '"/companies/" + event.id'}},
    ])), {payload: {id: '7'}})).toEqual([
      {do: 'notify', text: 'Hi The agent', tone: 'good'}, {do: 'set', param: 'tab', value: '2'}, {do: 'set', param: 'q', value: null}, {do: 'refresh'},
      {do: 'navigate', to: 'https://x.test', newTab: true}, {do: 'navigate', to: '/app/companies/7'},
    ])
  })

  test('writing happens under the actor\'s rights, and shows', async () => {
    const root = stack(button([{do: 'update', schema: 'company', id: acme, data: {size: {$: '10 + 5'}}}]))
    expect(await refused(root, {role: 'readonly'})).toMatch(/^403/)
    expect((await company())['size']).toBe(10)
    expect(await press(root)).toEqual([{do: 'refresh'}])
    expect((await company())['size']).toBe(15)
  })

  test('all writes of an event are one: none of them when one is refused', async () => {
    expect(await refused(stack(button([
      {do: 'update', schema: 'company', id: acme, data: {size: 99}},
      {do: 'create', schema: 'company', data: {nope: 1}},
    ])))).toMatch(/^400|^422/)
    expect((await company())['size']).toBe(15)
  })

  test('what happened to an item knows the item, as the actor may read it', async () => {
    const list = stack(having({id: 'b', data: {rows: {from: 'company'}}, on: {mark: [{do: 'update', schema: 'company', id: {$: 'row.id'}, data: {status: 'customer'}}, {do: 'notify', text: {$: 'row.name + " is a customer"'}}]}}, part('list')))
    expect(await press(list, {event: 'mark', payload: {id: acme}})).toEqual([{do: 'notify', text: 'Acme is a customer', tone: 'info'}, {do: 'refresh'}])
    expect((await company())['status']).toBe('customer')
    expect(await refused(list, {event: 'mark', payload: {id: '0190aaaa-0000-7000-8000-000000000000'}})).toMatch(/^404/)
    expect(await refused(list, {event: 'mark'})).toMatch(/^400.*payload\.id/)
  })

  test('what stands under a record knows the record', async () => {
    const root = stack(having({id: 'f', data: {record: {from: 'company', id: {$: 'params.id'}}}}, part('form', {}, [button([{do: 'notify', text: {$: 'record.name'}}])])))
    expect(await press(root, {params: {id: acme}})).toEqual([{do: 'notify', text: 'Acme', tone: 'info'}])
  })

  test('what is repeated knows its item', async () => {
    const root = stack(having({id: 'box', each: '["x", "y"]'}, stack(button([{do: 'notify', text: {$: 'item'}}]))))
    expect(await press(root, {node: 'b~1.'})).toEqual([{do: 'notify', text: 'y', tone: 'info'}])
    expect(await refused(root, {node: 'b~7.'})).toMatch(/^404/)
  })

  test('macros are not there yet, and say so', async () => {
    expect(await refused(stack(button([{do: 'macro', name: 'x'}])))).toMatch(/^501 not-available .*macros are not available yet/)
  })
})

describe('what is refused', () => {
  const hidden = stack(having({when: 'user.role == "admin"'}, stack(button([{do: 'update', schema: 'company', id: acme, data: {size: 1}}]))))

  test('a node that this viewer does not see', async () => {
    expect(await refused(hidden)).toMatch(/^404 .*not on this page/)
    expect((await company())['size']).toBe(15)
  })

  test('a node, an event or an action that is not there', async () => {
    const root = stack(button([{do: 'refresh'}]))
    expect(await refused(root, {node: 'zz'})).toMatch(/^404/)
    expect(await refused(root, {event: 'constructor'})).toMatch(/^404/)
    expect(await refused(stack(button([{do: 'constructor'} as unknown as Action])))).toMatch(/^400 .*no such action/)
  })

  test('a target that no browser should follow', async () => {
    for (const to of ['javascript:alert(1)', '//evil.test', {$: '"java" + "script:alert(1)"'}]) expect(await refused(stack(button([{do: 'navigate', to}, {do: 'refresh'}])))).toMatch(/^400 .*expected the path of a screen/)
  })

  test('an event that means something else since the page was made; one that means the same runs', async () => {
    const before = site.release(stack(button([{do: 'notify', text: 'one'}])))
    const same = stack(button([{do: 'notify', text: 'one'}]), part('words', {text: 'new beside it'}))
    expect(await press(same, {hash: before.hash})).toEqual([{do: 'notify', text: 'one', tone: 'info'}])
    expect(await refused(stack(button([{do: 'notify', text: 'two'}])), {hash: before.hash})).toMatch(/^409 screen-changed/)
    expect(await refused(same, {hash: 'nobody knows'})).toMatch(/^409/)
  })
})
