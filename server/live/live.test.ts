import {createServer, type Server} from 'node:http'
import net, {type AddressInfo} from 'node:net'
import {v7} from 'uuid'
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest'
import type {Step} from '../../ast/index.ts'
import type {PageNode} from '../../runtime/page.ts'
import type {Role} from '../../schemas/index.ts'
import {openLive, type LiveClient} from '../../tests/live-client.ts'
import {insert, makeScreen, textNode, type MadeScreen} from '../../tests/open-test-tenant.ts'
import {startApp, type TestApp} from '../../tests/start-app.ts'
import {systemActor} from '../actor.ts'
import {createAuth} from '../auth/index.ts'
import {createLive, type LiveDeps} from './index.ts'

let app: TestApp
let page: MadeScreen
const clients: LiveClient[] = []

beforeAll(async () => {
  app = await startApp({snippets: true})
  page = await makeScreen(app, '/page', ['one', 'two'])
  await app.screens.publish(systemActor, {})
})
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})
afterAll(() => app.close())

async function connect(role: Role, url = app.url): Promise<LiveClient> {
  const client = await openLive(url, {token: await app.tokenOf(role)})
  clients.push(client)
  return client
}

const createCompany = async (name: string): Promise<string> => (await app.commit(systemActor, {changes: [{op: 'create', schema: 'company', data: {name}}]})).records[0]!.id
const setText = (id: string, value: unknown): Step => ({type: 'set', id, path: ['props', 'text'], value: value as string})
const patch = (id: string, value: unknown) => app.screens.patchNode(systemActor, id, [setText(id, value)], '')

const cookie = async (role: Role): Promise<string> => `${app.auth.cookie.name}=${await app.tokenOf(role)}`
const valueOf = (steps: readonly Step<PageNode>[]): unknown => steps.map(step => (step.type === 'set' ? step.value : undefined))

describe('opening', () => {
  test.each<[string, () => Promise<Parameters<typeof openLive>[1]>, string]>([
    ['a stranger', async () => ({headers: {origin: app.url}}), '401'],
    ['a wrong token', async () => ({token: 'x'.repeat(43)}), '401'],
    ['a cookie from another site', async () => ({headers: {cookie: await cookie('admin'), origin: 'https://evil.example'}}), '403'],
    ['a cookie from another port', async () => ({headers: {cookie: await cookie('admin'), origin: 'http://127.0.0.1:1'}}), '403'],
    ['a cookie from a sandboxed frame', async () => ({headers: {cookie: await cookie('admin'), origin: 'null'}}), '403'],
    ['a cookie without origin', async () => ({headers: {cookie: await cookie('admin')}}), '403'],
    ['a cookie that the browser itself calls cross-site', async () => ({headers: {cookie: await cookie('admin'), origin: app.url, 'sec-fetch-site': 'cross-site'}}), '403'],
    ['a cookie without origin, beside what a browser adds for a proxy', async () => ({headers: {cookie: await cookie('admin'), authorization: 'Basic b2ZmaWNlOnNlY3JldA=='}}), '403'],
    ['a token from another site', async () => ({token: await app.tokenOf('admin'), headers: {origin: 'https://evil.example'}}), '403'],
  ])('is refused to %s, before there is a socket', async (_who, options, status) => {
    await expect(openLive(app.url, await options())).rejects.toThrow(`refused: ${status}`)
    expect(app.live.stats().connections).toBe(0)
  })

  test('is granted to our own page by its cookie, and to a program by its token', async () => {
    clients.push(await openLive(app.url, {headers: {cookie: await cookie('agent'), origin: app.url}}), await openLive(app.url, {token: await app.tokenOf('agent')}))
    clients.push(await openLive(app.url, {headers: {cookie: await cookie('agent'), origin: app.url, authorization: 'Basic b2ZmaWNlOnNlY3JldA=='}}))
    expect(app.live.stats().connections).toBe(3)
  })

  test.each(['/live/', '/live?token=x', '/', '/Live', '//live', '/live/../live'])('is refused at %s', async path => {
    const token = await app.tokenOf('admin')
    const answer = await new Promise<string>(resolve => {
      const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1')
      socket.on('data', data => resolve(data.toString()))
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer).toContain('application/problem+json')
  })

  /** Sends one after the other on one connection, and resolves with all that came back until it was closed. */
  const sent = (...requests: readonly string[]): Promise<string> => new Promise(resolve => {
    let answer = ''
    const socket = net.connect(Number(new URL(app.url).port), '127.0.0.1', () => socket.write(requests[0]!))
    socket.on('data', data => {
      answer += data.toString()
      const next = requests[statusesOf(answer).length]
      if (next !== undefined) socket.write(next)
    })
    socket.on('close', () => resolve(answer))
  })
  const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status)
  const h2c = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n'
  const last = 'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

  test.each(['h2c', 'HTTP/2.0', 'TLS/1.0', 'h2c, websocket'])('a request that would rather speak %s is answered as it is, and so is the next one', async protocol => {
    const wish = h2c.replace('h2c', protocol)
    const body = JSON.stringify({email: 'agent@demo.test', password: 'espalier'})
    const post = `POST /api/v1/auth/login HTTP/1.1\r\nHost: localhost\r\n${wish}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const answer = await sent(`GET /login HTTP/1.1\r\nHost: localhost\r\n${wish}\r\n`, post, last)
    expect(statusesOf(answer)).toEqual(['200', '200', '404'])
  })

  test.each(['', h2c, 'Connection: Upgrade\r\n', 'Upgrade: websocket\r\n'])('/live says to what is no WebSocket which protocol it speaks (%j)', async headers => {
    const answer = await sent(`GET /live HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`, last)
    expect(statusesOf(answer)).toEqual(['426', '404'])
    expect(answer).toMatch(/\r\nUpgrade: websocket\r\n/)
    expect(answer).toMatch(/\r\nConnection: Upgrade\r\n/)
    expect(answer).toContain('upgrade-required')
  })

  test('/live says so in words alone through a proxy, which would break an HTTP/2 answer with what is meant for one hop', async () => {
    const answer = await sent('GET /live HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n', last)
    expect(statusesOf(answer)).toEqual(['426', '404'])
    expect(answer).toContain('A proxy on the way has to pass both headers on.')
    expect(answer).not.toMatch(/\r\nUpgrade:/)
  })
})

describe('subscribing', () => {
  test('says what was taken and what was not, with a reason', async () => {
    const agent = await connect('agent')
    const {topics, refused, seq} = await agent.follow(['records:company', 'screen:/page', 'screen:/nowhere', `draft:${page.id}`, 'releases', 'records:session', 'records:user', 'records:__proto__', 'job:1', 'nonsense'])
    expect(topics).toEqual(['records:company', 'screen:/page'])
    expect(refused.map(one => one.topic)).toEqual(['screen:/nowhere', `draft:${page.id}`, 'releases', 'records:session', 'records:user', 'records:__proto__', 'job:1', 'nonsense'])
    expect(refused.every(one => one.reason !== '')).toBe(true)
    expect(seq).toBe(app.store.seq())
  })

  test('to a draft that is not there is refused, also to an admin', async () => {
    const admin = await connect('admin')
    expect(await admin.follow([`draft:${page.id}`, 'draft:0190aaaa-0000-7000-8000-00000000ffff'])).toMatchObject({topics: [`draft:${page.id}`], refused: [{topic: 'draft:0190aaaa-0000-7000-8000-00000000ffff'}]})
  })

  test('is bounded to 64 topics, 8 of them pages', async () => {
    const admin = await connect('admin')
    const {topics, refused} = await admin.follow(Array.from({length: 10}, (_, index) => `screen:/page?x=${index}`))
    expect([topics.length, refused.length]).toEqual([8, 2])
    admin.send({type: 'unsubscribe', topics: topics.slice(0, 2)})
    expect((await admin.follow(refused.map(one => one.topic))).refused).toEqual([])
    const drafts = await admin.follow(Array.from({length: 60}, () => `draft:${v7()}`))
    expect(drafts.refused.filter(one => one.reason.startsWith('at most 64'))).toHaveLength(4)
  })

  test.each([['{', 'expected JSON'], ['[]', 'expected an object'], ['{"type":"shout"}', 'type: expected'], ['{"type":"subscribe","topics":"x"}', 'topics: expected'], ['{"type":"subscribe","topics":[],"since":-1}', 'since: expected'], ['{"type":"ping","x":1}', 'x: unknown field; expected type']])('%s is answered with what was expected', async (text, reason) => {
    const agent = await connect('agent')
    agent.send(text)
    expect((await agent.next('refused')).reason).toContain(reason)
  })
})

describe('bounds', () => {
  test('more than twenty messages in a second end the socket', async () => {
    const agent = await connect('agent')
    for (let index = 0; index < 30; index++) agent.send({type: 'ping'})
    expect(await agent.closed).toBe(4429)
  })

  test('a frame of more than 64 KB ends it', async () => {
    const agent = await connect('agent')
    agent.send('x'.repeat(65 * 1024))
    expect(await agent.closed).toBe(1009)
  })

  test('so does a binary one', async () => {
    const agent = await connect('agent')
    agent.socket.send(Buffer.from([1]))
    expect(await agent.closed).toBe(1003)
  })

  test('a reader that stops reading is cut off, and what waits for it stays bounded', async () => {
    const slow = await connect('agent')
    const quick = await connect('agent')
    slow.socket.pause()
    const message = 'x'.repeat(60_000)
    let most = 0
    for (let index = 0; index < 400 && app.live.stats().connections > 1; index++) {
      app.live.tellAll({type: 'snippet-broken', name: 'text', message})
      most = Math.max(most, index)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    await expect.poll(() => app.live.stats().connections).toBe(1)
    // The kernel's own buffers take some; ours never more than a megabyte.
    expect(most * message.length).toBeLessThan(20 * 1024 * 1024)
    expect((await quick.settled()).length).toBeGreaterThan(most)
    slow.socket.resume()
    expect([4408, 1006]).toContain(await slow.closed)
  })
})

describe('records', () => {
  test('are told as id, rev and op, once per commit and schema, and nothing of what is in them', async () => {
    const agent = await connect('agent')
    await agent.follow(['records:company'])
    const {records: [a, b], seq} = await app.commit(systemActor, {changes: [
      {op: 'create', schema: 'company', data: {name: 'Hidden words'}}, {op: 'create', schema: 'company', data: {name: 'Hidden too'}}, {op: 'create', schema: 'product', data: {name: 'P', sku: 'p-1', price: 1}},
    ]})
    const told = await agent.next('records-changed')
    expect(told).toEqual({type: 'records-changed', schema: 'company', changes: [{id: a!.id, rev: 1, op: 'create'}, {id: b!.id, rev: 1, op: 'create'}], seq: seq - 1})
    await app.commit(systemActor, {changes: [{op: 'archive', schema: 'company', id: a!.id}]})
    expect((await agent.next('records-changed')).changes).toEqual([{id: a!.id, rev: 2, op: 'archive'}])
    expect((await agent.settled()).map(message => message.type)).toEqual(['subscribed', 'records-changed', 'records-changed'])
    expect(agent.texts.join('')).not.toContain('Hidden')
  })

  test('are no longer told after unsubscribing', async () => {
    const agent = await connect('agent')
    await agent.follow(['records:company'])
    agent.send({type: 'unsubscribe', topics: ['records:company']})
    await agent.settled()
    await createCompany('X')
    expect((await agent.settled()).map(message => message.type)).toEqual(['subscribed'])
  })

  test('a schema that stops being readable stops being told', async () => {
    const readonly = await connect('readonly')
    const {doc} = app.catalog.get('product')
    await readonly.follow(['records:product'])
    await app.putSchema(systemActor, 'product', {...doc, 'x-rights': {read: 'manager'}}, {acceptBreaks: true})
    await app.commit(systemActor, {changes: [{op: 'create', schema: 'product', data: {name: 'P', sku: 'p-2', price: 1}}]})
    expect((await readonly.settled()).map(message => message.type)).toEqual(['subscribed'])
    await app.putSchema(systemActor, 'product', doc, {acceptBreaks: true})
  })
})

describe('a lost connection', () => {
  test('is made up for from the last seq that was seen, in order', async () => {
    const since = app.store.seq()
    const ids = [await createCompany('A'), await createCompany('B')]
    const agent = await connect('agent')
    const {seq} = await agent.follow(['records:company'], since)
    expect(agent.told.map(message => (message.type === 'records-changed' ? message.changes[0]!.id : message.type))).toEqual([...ids, 'subscribed'])
    expect(agent.told.map(message => message.seq)).toEqual(agent.told.map(message => message.seq).toSorted((a, b) => a - b))
    expect(seq).toBe(app.store.seq())
  })

  test('nothing falls between what was missed and what is new, while others write', async () => {
    const since = app.store.seq()
    const agent = await connect('agent')
    const writing = Promise.all(Array.from({length: 40}, (_, index) => createCompany(`while ${index}`)))
    await agent.follow(['records:company'], since)
    const ids = await writing
    const told = (await agent.settled()).flatMap(message => (message.type === 'records-changed' ? message.changes.map(change => change.id) : []))
    expect(told.toSorted()).toEqual(ids.toSorted())
    const seqs = agent.told.filter(message => message.type === 'records-changed').map(message => message.seq)
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  })

  test('a page whose screen was released anew is told to fetch itself; another is not', async () => {
    const other = await makeScreen(app, '/other', ['x'])
    await app.screens.publish(systemActor, {})
    const since = app.store.seq()
    await patch(page.texts[0]!, 'missed')
    const agent = await connect('agent')
    await agent.follow(['screen:/page', 'screen:/other'], since)
    expect(agent.told.filter(message => message.type === 'resync')).toEqual([{type: 'resync', topic: 'screen:/page', seq: app.store.seq()}])
    await app.commit(systemActor, {changes: [{op: 'archive', schema: 'ui_screen', id: other.id}]})
    await app.screens.publish(systemActor, {})
  })

  test('a draft that changed is to be fetched anew', async () => {
    const since = app.store.seq()
    await app.screens.edit(systemActor, page.id, undefined, [setText(page.texts[1]!, 'two and a half')])
    const admin = await connect('admin')
    await admin.follow([`draft:${page.id}`], since)
    expect(admin.told.map(message => message.type)).toEqual(['resync', 'subscribed'])
  })

  test.each([['too far behind', -2_000], ['ahead of the server', 1_000_000]])('who is %s fetches everything anew', async (_name, offset) => {
    const {store} = app
    const live = createLive({...await depsOf(), store: {...store, seq: () => store.seq() + 5_000}})
    const server = await listen(live)
    const agent = await connect('agent', server.url)
    await agent.follow(['records:company'], Math.max(0, store.seq() + 5_000 + offset))
    expect(agent.told.map(message => message.type)).toEqual(['resync', 'subscribed'])
    expect(agent.told[0]).not.toHaveProperty('topic')
    await server.close()
  })
})

describe('a swap of a screen', () => {
  test('reaches the page as steps on its nodes, from hash to hash', async () => {
    const agent = await connect('agent')
    await agent.follow(['screen:/page'])
    const {from, to, seq} = await patch(page.texts[0]!, 'swapped')
    const told = await agent.next('screen-swapped')
    expect(told).toMatchObject({topic: 'screen:/page', screen: '/page', from, to, seq, steps: [{type: 'set', id: page.texts[0], path: ['props', 'text'], value: 'swapped'}]})
    const node = textNode(page.id, page.stack, 'b1', 'brand new')
    await app.screens.patchNode(systemActor, page.stack, [insert(node), {type: 'remove', id: page.texts[1]!}], '')
    const {steps} = await agent.next('screen-swapped')
    expect(steps.map(step => step.type).toSorted()).toEqual(['insert', 'remove'])
    const {release: back} = await app.screens.rollback(systemActor, (await app.screens.releases(systemActor, 2))[1]!.id, {takeBack: true})
    expect((await agent.next('screen-swapped')).to).toBe(back.screens[page.id])
  })

  test('two publishes and a rollback at once: each open page is led, swap by swap, to the hash that the live release proves', async () => {
    const other = await makeScreen(app, '/page-beside', ['beside'])
    const first = await app.screens.publish(systemActor, {})
    const pages = await Promise.all((['admin', 'agent', 'readonly'] as const).map(async role => {
      const client = await connect(role)
      await client.follow(['screen:/page', 'screen:/page-beside'])
      return client
    }))
    const outcomes: PromiseSettledResult<unknown>[] = []
    for (let round = 0; round < 4; round++) {
      await app.screens.edit(systemActor, page.id, undefined, [setText(page.texts[0]!, `round ${round}`)])
      await app.screens.edit(systemActor, other.id, undefined, [setText(other.texts[0]!, `round ${round}`)])
      outcomes.push(...await Promise.allSettled([app.screens.publish(systemActor, {screens: [page.id]}), app.screens.publish(systemActor, {screens: [other.id]}), app.screens.rollback(systemActor, first.id)]))
    }
    expect(outcomes.filter(({status}) => status === 'fulfilled').length).toBeGreaterThan(9)
    const live = app.screens.live()!
    for (const client of pages) {
      const swaps = (await client.settled()).filter(message => message.type === 'screen-swapped')
      for (const [path, id] of [['/page', page.id], ['/page-beside', other.id]] as const) {
        let hash = first.screens[id]!
        for (const {from, to} of swaps.filter(({screen}) => screen === path)) {
          expect(from).toBe(hash)
          hash = to
        }
        expect(hash).toBe(live.screens[id])
      }
      expect(swaps.length).toBeGreaterThan(8)
    }
  })

  test('what a viewer may not see never leaves: they are told that something changed, and nothing of it', async () => {
    const secret = {...textNode(page.id, page.stack, 'c1', 'for admins'), when: 'user.role == "admin"'}
    await app.screens.edit(systemActor, page.id, undefined, [insert(secret)])
    await app.screens.publish(systemActor, {})
    const [admin, agent] = [await connect('admin'), await connect('agent')]
    await Promise.all([admin.follow(['screen:/page']), agent.follow(['screen:/page'])])
    const {from, to} = await patch(secret.id, 'salaries')
    expect((await admin.next('screen-swapped')).steps).toMatchObject([{id: secret.id, value: 'salaries'}])
    expect(await agent.next('screen-swapped')).toMatchObject({from, to, steps: []})
    await app.screens.patchNode(systemActor, secret.id, [{type: 'set', id: secret.id, path: ['when']}], '')
    expect((await agent.next('screen-swapped')).steps).toMatchObject([{type: 'insert', nodes: [{id: secret.id}]}])
    await app.screens.patchNode(systemActor, secret.id, [{type: 'set', id: secret.id, path: ['when'], value: 'user.role == "admin"'}], '')
    expect((await agent.next('screen-swapped')).steps).toMatchObject([{type: 'remove', id: secret.id}])
    expect(agent.texts.join('')).not.toContain('user.role')
    await app.screens.patchNode(systemActor, secret.id, [{type: 'remove', id: secret.id}], '')
  })

  test('expressions stay on the server: each viewer gets their own value', async () => {
    const [admin, agent] = [await connect('admin'), await connect('agent')]
    await Promise.all([admin.follow(['screen:/page']), agent.follow(['screen:/page?x=1'])])
    await patch(page.texts[0]!, {$: '"Hello " + user.name'})
    expect(valueOf((await admin.next('screen-swapped')).steps)).toEqual(['Hello Ada Moreno'])
    expect(valueOf((await agent.next('screen-swapped')).steps)).toEqual(['Hello Inès Laurent'])
    expect(agent.texts.join('')).not.toContain('user.name')
  })

  test('a new title, or a change of the navigation, asks every page that shows it to fetch itself', async () => {
    const agent = await connect('agent')
    await agent.follow(['screen:/page'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: page.id, patch: {title: 'Retitled'}}]})
    await app.screens.publish(systemActor, {})
    expect(await agent.next('resync')).toMatchObject({topic: 'screen:/page'})
    const other = await makeScreen(app, '/in-menu', [], {nav: {label: 'New'}})
    await app.screens.publish(systemActor, {})
    expect(await agent.next('resync')).toMatchObject({topic: 'screen:/page'})
    await app.commit(systemActor, {changes: [{op: 'archive', schema: 'ui_screen', id: other.id}]})
    await app.screens.publish(systemActor, {})
    await agent.next('resync')
  })

  test('a new path asks the pages that stand at the old one to fetch themselves, and they are followed there when they come back', async () => {
    const moved = await makeScreen(app, '/moved/:id', ['x'])
    await app.screens.publish(systemActor, {})
    const [agent, since] = [await connect('agent'), app.store.seq()]
    await agent.follow(['screen:/moved/17'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: moved.id, patch: {path: '/moved/to/:id'}}]})
    await app.screens.publish(systemActor, {})
    expect(await agent.next('resync')).toMatchObject({topic: 'screen:/moved/17'})
    const late = await connect('agent')
    await late.follow(['screen:/moved/17'], since)
    expect(late.told).toMatchObject([{type: 'resync', topic: 'screen:/moved/17'}, {type: 'subscribed', topics: ['screen:/moved/17'], refused: []}])
    await app.commit(systemActor, {changes: [{op: 'archive', schema: 'ui_screen', id: moved.id}]})
    await app.screens.publish(systemActor, {})
  })

  test('who may no longer open the screen is told to fetch it, and gets no steps', async () => {
    const readonly = await connect('readonly')
    await readonly.follow(['screen:/page'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: page.id, patch: {roles: ['manager']}}]})
    await app.screens.edit(systemActor, page.id, undefined, [setText(page.texts[0]!, 'for managers')])
    await app.screens.publish(systemActor, {})
    await readonly.next('resync')
    await patch(page.texts[0]!, 'for managers still')
    await readonly.next('resync')
    expect(readonly.texts.join('')).not.toContain('for managers')
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: page.id, patch: {roles: null}}]})
    await app.screens.publish(systemActor, {})
  })

  test('many in a row come in order, each from where the one before ended', async () => {
    const agent = await connect('agent')
    await agent.follow(['screen:/page'])
    for (let index = 0; index < 20; index++) await patch(page.texts[0]!, `row ${index}`)
    const swaps = (await agent.settled()).filter(message => message.type === 'screen-swapped')
    expect(swaps).toHaveLength(20)
    for (const [index, swap] of swaps.entries()) if (index > 0) expect(swap.from).toBe(swaps[index - 1]!.to)
  })
})

describe('editors', () => {
  test('of a draft are told each other\'s steps', async () => {
    const manager = await connect('manager')
    await manager.follow([`draft:${page.id}`])
    const {hash, steps, seq} = await app.screens.edit(systemActor, page.id, undefined, [setText(page.texts[0]!, 'drafted')])
    expect(await manager.next('draft-changed')).toMatchObject({screen: page.id, to: hash, steps, by: 'system', seq})
  })

  test('are told of releases', async () => {
    const manager = await connect('manager')
    await manager.follow(['releases'])
    const {release} = await patch(page.texts[0]!, 'released')
    const {items, snippets, schemas, misfits, ...brief} = release
    expect([items, snippets, schemas, misfits]).toEqual([{}, expect.any(Object), {}, []])
    expect((await manager.next('release-published')).release).toEqual(brief)
  })
})

async function signIn(name: string, role: Role): Promise<{readonly id: string; readonly token: string; readonly sessionId: string}> {
  const {records: [user]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email: `${name}@live.test`, name, role, password: 'a good password'}}]})
  const {token, session} = await app.auth.login(`${name}@live.test`, 'a good password', {ip: '127.0.0.9', kind: 'bearer'})
  return {id: user!.id, token, sessionId: session.id}
}

describe('rights that end', () => {
  test('signing out closes the socket', async () => {
    const {token, sessionId} = await signIn('out', 'agent')
    const client = await openLive(app.url, {token})
    await client.follow(['records:company'])
    await app.auth.logout(sessionId)
    expect(await client.closed).toBe(4401)
  })

  test.each([['disabled', {disabled: true}], ['repassworded', {password: 'another password'}]])('a user who is %s loses it', async (name, change) => {
    const {id, token} = await signIn(name, 'agent')
    const client = await openLive(app.url, {token})
    await client.follow(['records:company'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'user', id, patch: change}]})
    expect(await client.closed).toBe(4401)
  })

  test('a lesser role counts from the next message', async () => {
    const {id, token} = await signIn('lesser', 'manager')
    const client = await openLive(app.url, {token})
    clients.push(client)
    await client.follow(['records:ui_screen', 'releases', 'records:company'])
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'user', id, patch: {role: 'readonly'}}]})
    await patch(page.texts[0]!, 'after the fall')
    await app.commit(systemActor, {changes: [{op: 'merge', schema: 'ui_screen', id: page.id, patch: {title: 'After the fall'}}]})
    await createCompany('Seen')
    expect((await client.settled()).map(message => message.type)).toEqual(['subscribed', 'records-changed'])
    expect((await client.follow(['releases'])).refused).toHaveLength(1)
  })
})

describe('the heartbeat', () => {
  test('is heard by clients, and a socket that misses two is dead', async () => {
    const live = createLive({...await depsOf(), beatMs: 40})
    const server = await listen(live)
    const [alive, dead] = [await openLive(server.url, {token: await app.tokenOf('agent')}), await openLive(server.url, {token: await app.tokenOf('agent'), autoPong: false})]
    const beats: string[] = []
    alive.socket.on('message', data => beats.push(String(data)))
    expect(await dead.closed).toBe(1006)
    expect(alive.socket.readyState).toBe(alive.socket.OPEN)
    expect(JSON.parse(beats[0]!)).toEqual({type: 'beat', seq: app.store.seq()})
    await server.close()
    expect(await alive.closed).toBe(1001)
  })

  test('an open page alone does not keep a session alive', async () => {
    const hour = 3_600_000
    const start = Date.now()
    let at = start
    const auth = createAuth({cookie: app.auth.cookie, store: app.store, commit: app.commit, now: () => at})
    const server = await listen(createLive({...await depsOf(), auth, beatMs: 40, now: () => at}))
    const {token, session} = await auth.login('agent@demo.test', 'espalier', {ip: '127.0.0.1', kind: 'cookie'})
    const client = await openLive(server.url, {headers: {cookie: `${app.auth.cookie.name}=${token}`, origin: server.url}})
    const ends = async (): Promise<number> => Date.parse((JSON.parse((await app.store.get('session', session.id))!.doc) as {expires_at: string}).expires_at)
    // Used once more after the page was opened: it lasts longer than the socket was told.
    at += hour
    await auth.sessionOfToken(token, 'cookie')
    await expect.poll(ends, {interval: 5}).toBe(start + 13 * hour)
    at = start + 12.5 * hour
    await beatOf(client)
    await beatOf(client)
    expect(await ends()).toBe(start + 13 * hour)
    at = start + 13 * hour
    expect(await client.closed).toBe(4401)
    await server.close()
    auth.close()
  })
})

test('open sockets are bounded, for each user and in all; those of programs close none of a browser', async () => {
  const live = createLive({...await depsOf(), maxPerUser: 2, maxConnections: 4})
  const server = await listen(live)
  await connect('agent', server.url)
  await connect('agent', server.url)
  await expect(connect('agent', server.url)).rejects.toThrow('429')
  const {token} = await app.auth.login('agent@demo.test', 'espalier', {ip: '127.0.0.1', kind: 'cookie'})
  clients.push(await openLive(server.url, {headers: {cookie: `${app.auth.cookie.name}=${token}`, origin: server.url}}))
  await connect('admin', server.url)
  await expect(connect('manager', server.url)).rejects.toThrow('503')
  await server.close()
})

const beatOf = (client: LiveClient): Promise<void> => new Promise(heard => {
  client.socket.on('message', data => {
    if (String(data).includes('"beat"')) heard()
  })
})

async function depsOf(): Promise<LiveDeps> {
  const {store, access, auth, screens} = app
  return {store, access, auth, screens, pages: {resolve: () => Promise.reject(new Error('no page is resolved here'))}, now: Date.now, onError: error => expect.unreachable(String(error))}
}

async function listen(live: ReturnType<typeof createLive>): Promise<{readonly url: string; close(): Promise<void>}> {
  const server: Server = createServer()
  live.attach(server)
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await live.close()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
