/** Screens are no way around the rules: not to read, not to write, not to learn what is there. */
import {v7} from 'uuid'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {JsonObject, Role} from '../../schemas/index.ts'
import {openLive} from '../live-client.ts'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

let app: TestApp
let open: Screen
let closed: Screen
let company: string
interface Screen {readonly id: string; readonly root: string; readonly nodes: Readonly<Record<string, string>>}

const html = {accept: 'text/html'}
const page = {accept: 'application/vnd.espalier.page+json'}
const secret = 'kept-from-others'
/** Stands on the screen that managers may open. */
const plans = 'plans-of-managers'
const admin = (method: string, path: string, body?: unknown): Promise<Answer> => app.as('admin')(method, path, body)

beforeAll(async () => {
  app = await startApp({snippets: true})
  await admin('PUT', '/api/v1/schemas/wages', {title: 'Wages', type: 'object', properties: {name: {type: 'string'}, amount: {type: 'number'}}, 'x-rights': {read: 'admin', create: 'admin'}})
  await admin('POST', '/api/v1/records/wages', {name: secret, amount: 918273645})
  company = String((await admin('POST', '/api/v1/records/company', {name: 'Alder', city: 'before'})).body['id'])
  closed = await make('/closed', {roles: ['manager'], nav: {label: plans}, title: plans}, {
    press: {snippet: 'button', props: {label: plans}, on: {press: [{do: 'update', schema: 'company', id: company, data: {city: 'by a closed screen'}}]}},
  })
  open = await make('/open', {}, {
    grid: {snippet: 'data-grid', data: {rows: {from: 'wages'}}},
    sum: {snippet: 'stat', props: {label: 'Sum'}, data: {value: {from: 'wages', measure: 'sum', field: 'amount'}}},
    form: {snippet: 'dynamic-form', data: {record: {from: 'user', id: {$: 'user.id'}}}},
    hidden: {snippet: 'button', props: {label: secret}, when: 'user.role == "admin"', on: {press: [{do: 'update', schema: 'company', id: company, data: {city: 'by a hidden node'}}]}},
    write: {snippet: 'button', props: {label: 'Write'}, on: {press: [{do: 'update', schema: 'company', id: company, data: {city: 'by the open screen'}}]}},
    pay: {snippet: 'button', props: {label: 'Pay'}, on: {press: [{do: 'create', schema: 'wages', data: {name: 'me', amount: 1}}]}},
    promote: {snippet: 'button', props: {label: 'Promote'}, on: {press: [{do: 'update', schema: 'user', id: {$: 'user.id'}, data: {role: 'admin'}}]}},
    told: {snippet: 'text', props: {text: {$: `user.role == "admin" ? "${secret}" : "nothing"`}}},
  })
})
afterAll(() => app?.close())

async function make(path: string, more: JsonObject, parts: Readonly<Record<string, object>>): Promise<Screen> {
  const id = String((await admin('POST', '/api/v1/records/ui_screen', {path, title: path, ...more})).body['id'])
  const [{id: root}, {id: parent_id}] = (await admin('GET', `/api/v1/screens/${id}`)).body['nodes'] as unknown as readonly [{readonly id: string}, {readonly id: string}]
  const nodes = Object.fromEntries(Object.keys(parts).map(name => [name, v7()]))
  const steps = Object.entries(parts).map(([name, one], n) => ({type: 'insert', nodes: [{id: nodes[name], screen_id: id, parent_id, slot: 'default', order: `a${n}`, props: {}, ...one}]}))
  const edited = await admin('POST', `/api/v1/screens/${id}/steps`, {steps})
  if (edited.status !== 200) throw new Error(edited.text)
  const released = await admin('POST', '/api/v1/releases', {screens: [id]})
  if (released.status !== 201) throw new Error(released.text)
  return {id, root, nodes}
}

/** What an answer says, with what differs by nature taken out. */
const said = ({status, text}: Answer, path: string): readonly unknown[] => [status, text.replaceAll(path, 'PATH').replaceAll(/nonce="[^"]*"|"request_id":"[^"]*"|"seq":\d+/g, '')]

describe('a screen for others', () => {
  test.each([
    ['its page', (path: string) => app.as('agent')('GET', `/app${path}`, undefined, html)],
    ['its state', (path: string) => app.as('agent')('GET', `/app${path}`, undefined, page)],
    ['its actions', (path: string) => app.as('agent')('POST', '/app/act', {screen: '', hash: '', node: closed.nodes['press'], event: 'press', path: `/app${path}`, query: {}, payload: {}})],
    ['its actions under its id', (path: string) => app.as('agent')('POST', '/app/act', {screen: closed.id, hash: '', node: closed.nodes['press'], event: 'press', path: `/app${path}`, query: {}, payload: {}})],
  ])('%s looks as if it were not there', async (_what, ask) => {
    const [there, missing] = [await ask('/closed'), await ask('/absent')]
    expect(said(there, '/closed')).toEqual(said(missing, '/absent'))
    expect(there.status).toBe(404)
    expect(there.text).not.toContain(plans)
  })

  test('is refused on the socket in the words for one that is not there', async () => {
    const line = await openLive(app.url, {token: await app.tokenOf('agent')})
    const {topics, refused} = await line.follow(['screen:/closed', 'screen:/absent', 'records:wages', 'records:absent', `draft:${closed.id}`, 'draft:absent'])
    expect(topics).toEqual([])
    const reasons = refused.map(({reason}) => reason)
    for (const n of [0, 2, 4]) expect(reasons[n]).toBe(reasons[n + 1])
    line.close()
  })

  test('is in nobody else\'s navigation, search or list', async () => {
    for (const role of ['readonly', 'agent'] as const) {
      for (const path of ['/app/open', '/app/absent', `/api/v1/search?q=${plans.slice(0, 5)}`, '/api/v1/schemas', '/openapi.json', '/docs']) {
        expect([role, path, (await app.as(role)('GET', path, undefined, html)).text.includes(plans)]).toEqual([role, path, false])
      }
    }
  })

  test('lends its frame to no page of theirs', async () => {
    expect((await admin('POST', `/api/v1/nodes/${closed.root}/patch`, {steps: [{type: 'set', id: closed.root, path: ['props', 'product'], value: plans}]})).status).toBe(200)
    expect((await app.as('manager')('GET', '/app/absent', undefined, html)).text).toContain(plans)
    expect((await app.as('agent')('GET', '/app/absent', undefined, html)).text).not.toContain(plans)
  })
})

describe('data that a viewer may not read', () => {
  test.each(['readonly', 'agent', 'manager'] as const)('is on no page of %s', async role => {
    for (const headers of [html, page]) {
      for (const query of ['', '?q=kept', '?sort=-amount', '?f.amount=1..', '?f.name=kept', `?${'x'.repeat(6)}.q=kept`]) {
        const answer = await app.as(role)('GET', `/app/open${query}`, undefined, headers)
        expect(answer.status).toBe(200)
        expect(/kept-from-others|918273645|password|by a hidden node|"\$"/.exec(answer.text)?.[0]).toBeUndefined()
      }
    }
    expect((await admin('GET', '/app/open')).text).toContain(secret)
  })

  test('is not told by what a filter finds', async () => {
    const rows = async (query: string): Promise<string> => {
      const {nodes} = (await app.as('agent')('GET', `/app/open${query}`, undefined, page)).body as unknown as {readonly nodes: readonly {readonly snippet: string; readonly data: {readonly rows: JsonObject}}[]}
      return JSON.stringify(nodes.find(({snippet}) => snippet === 'data-grid')!.data.rows)
    }
    expect(await rows('?f.name=kept')).toBe(await rows('?f.name=nobody'))
    expect(await rows('?f.amount=1..')).toBe(await rows('?f.nothing=1'))
  })

  test('does not come over the socket when a node begins to ask for it', async () => {
    const line = await openLive(app.url, {token: await app.tokenOf('agent')})
    await line.follow(['screen:/open'])
    const patched = await admin('POST', `/api/v1/nodes/${open.nodes['told']}/patch`, {steps: [{type: 'set', id: open.nodes['told'], path: ['props', 'text'], value: {$: `user.role == "agent" ? "seen" : "${secret}"`}}]})
    expect(patched.status).toBe(200)
    const swap = await line.next('screen-swapped')
    expect(JSON.stringify(swap)).toContain('seen')
    expect(line.texts.join()).not.toContain(secret)
    line.close()
  })
})

describe('an action', () => {
  const press = (role: Role, node: string, more: object = {}): Promise<Answer> => app.as(role)('POST', '/app/act', {screen: open.id, hash: '', node: open.nodes[node], event: 'press', path: '/app/open', query: {}, payload: {}, ...more})
  const city = async (): Promise<unknown> => (JSON.parse((await app.store.get('company', company))!.doc) as JsonObject)['city']

  test.each([
    ['readonly', 'write', 403], ['agent', 'hidden', 404], ['manager', 'hidden', 404], ['agent', 'pay', 403], ['readonly', 'promote', 403], ['agent', 'promote', 403], ['manager', 'promote', 403],
  ] as const)('of %s at "%s" is refused, and nothing changes', async (role, node, status) => {
    const before = app.store.seq()
    const answer = await press(role, node)
    expect(answer.status).toBe(status)
    expect([app.store.seq(), await city()]).toEqual([before, 'before'])
  })

  test('runs what is released, whatever is sent along', async () => {
    for (const more of [{payload: {do: 'purge', schema: 'wages', data: {city: 'sent'}}}, {query: {role: 'admin', user: 'x'}}, {node: `${open.nodes['write']}~0.`}, {payload: {user: {role: 'admin'}}, node: open.nodes['hidden']}]) {
      const answer = await press('readonly', 'write', more)
      expect([403, 404]).toContain(answer.status)
    }
    expect(await city()).toBe('before')
    expect((await press('agent', 'write')).status).toBe(200)
    expect(await city()).toBe('by the open screen')
  })

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('at or of "%s" is nowhere', async name => {
    for (const more of [{node: name}, {event: name}, {node: `${open.nodes['write']}~${name}`}]) expect((await press('agent', 'write', more)).status).toBe(404)
    expect((await app.as('agent')('POST', '/app/act', `{"screen":"","hash":"","node":"x","event":"press","path":"/app/open","query":{"${name}":"x"},"payload":{}}`)).status).toBeGreaterThanOrEqual(400)
  })
})

describe('what only admins do to screens', () => {
  const step = () => ({steps: [{type: 'set', id: open.nodes['told'], path: ['props', 'text'], value: 'changed'}]})
  const calls: readonly (readonly [what: string, ask: (role: Role) => Promise<Answer>])[] = [
    ['steps', role => app.as(role)('POST', `/api/v1/screens/${open.id}/steps`, step())],
    ['a hot patch', role => app.as(role)('POST', `/api/v1/nodes/${open.nodes['told']}/patch`, step())],
    ['a hot patch of nothing', role => app.as(role)('POST', '/api/v1/nodes/nobody/patch', step())],
    ['a release', role => app.as(role)('POST', '/api/v1/releases', {})],
    ['a rollback', async role => app.as(role)('POST', `/api/v1/releases/${app.screens.live()!.id}/rollback`, {})],
    ['a new screen', role => app.as(role)('POST', '/api/v1/records/ui_screen', {path: `/${role}`, title: 'X'})],
    ['other roles', role => app.as(role)('PATCH', `/api/v1/records/ui_screen/${closed.id}`, {roles: ['agent']})],
    ['a schema', role => app.as(role)('PUT', '/api/v1/schemas/company', {title: 'X', type: 'object', properties: {}})],
  ]
  test.each(calls)('%s is refused to all others', async (_what, ask) => {
    for (const role of ['readonly', 'agent', 'manager'] as const) {
      const before = app.store.seq()
      expect([role, (await ask(role)).status]).toEqual([role, 403])
      expect(app.store.seq()).toBe(before)
    }
  })
  test.each([['', 'GET'], ['/check', 'POST'], ['/page', 'GET'], ['?at=live', 'GET']])('a draft\'s %s is not read by agents, whether or not it is there', async (path, method) => {
    for (const role of ['readonly', 'agent'] as const) {
      const [there, missing] = [await app.as(role)(method, `/api/v1/screens/${closed.id}${path}`), await app.as(role)(method, `/api/v1/screens/${v7()}${path}`)]
      expect([there.status, missing.status]).toEqual([403, 403])
      expect(said(there, 'PATH')).toEqual(said(missing, 'PATH'))
    }
  })
})

describe('steps', () => {
  const set = (path: readonly string[], value: unknown = 1): Promise<Answer> => app.as('admin')('POST', `/api/v1/screens/${open.id}/steps`, {steps: [{type: 'set', id: open.nodes['told'], path, value}]})
  test.each([[['__proto__', 'polluted']], [['props', '__proto__', 'polluted']], [['props', 'constructor', 'prototype', 'polluted']], [['constructor', 'prototype', 'polluted']], [['on', '__proto__']], [['props', 'text', '__proto__']]])('reach no prototype by %j', async path => {
    const answer = await set(path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(({} as {polluted?: unknown}).polluted).toBeUndefined()
  })
  test.each([[['id'], v7()], [['screen_id'], 'other'], [['snippet'], '../button'], [['parent_id'], null]])('do not set %j', async (path, value) => {
    const answer = await set(path, value)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  })
  test('bring no node of another screen along, and take none away', async () => {
    for (const steps of [
      [{type: 'remove', id: closed.nodes['press']}], [{type: 'move', id: closed.nodes['press'], to: {parent_id: open.root, slot: 'default', order: 'a1'}}],
      [{type: 'insert', nodes: [{id: closed.nodes['press'], screen_id: open.id, parent_id: open.root, slot: 'default', order: 'a1', snippet: 'text', props: {}}]}],
      [{type: 'insert', nodes: [{id: v7(), screen_id: closed.id, parent_id: closed.root, slot: 'default', order: 'a1', snippet: 'text', props: {}}]}],
    ]) {
      const answer = await admin('POST', `/api/v1/screens/${open.id}/steps`, {steps})
      expect([answer.status >= 400 && answer.status < 500, answer.text.slice(0, 200)]).toEqual([true, answer.text.slice(0, 200)])
    }
  })
})

test('nothing of all this was a mistake of ours', () => {
  expect(app.logged.filter(line => line.includes('"level":50'))).toEqual([])
})
