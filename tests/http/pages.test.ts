import {v7} from 'uuid'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {walkTree} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {makeScreen} from '../open-test-tenant.ts'
import {type Answer, type Call, startApp, type TestApp} from '../start-app.ts'

let app: TestApp
const html = {accept: 'text/html,application/xhtml+xml'}
const page = {accept: 'application/vnd.espalier.page+json'}

beforeAll(async () => {
  app = await startApp({demo: true})
})
afterAll(async () => await app?.close())

const agent = (path: string, headers: Readonly<Record<string, string>> = html): Promise<Answer> => app.as('agent')('GET', path, undefined, headers)
/** The company form's page on the canvas. */
const designed = (role: 'admin' | 'manager' | 'agent', query = ''): Promise<Answer> => app.as(role)('GET', `/api/v1/screens/${app.screens.released().find(({screen}) => screen.path === '/companies/:id')?.screen.id}/page${query}`)
/** The page's own path, as scripts and forms name it. */
const act = (body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => app.as('agent')('POST', '/app/act', body, {accept: 'application/json', ...headers})
const nodesOf = ({body}: Answer): readonly {readonly id: string; readonly snippet: string; readonly on?: object; readonly data?: {readonly [source: string]: {readonly [member: string]: Json}}}[] => body['nodes'] as never

describe('a page', () => {
  test('holds its rows as HTML text, for this viewer and no cache', async () => {
    const {items} = await app.reader.list(systemActor, {schema: 'company', sort: ['name'], limit: 50})
    const answer = await agent('/app/companies')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual(['private, no-store', 'Accept, Accept-Language, Accept-Encoding'])
    expect(answer.headers.get('server-timing')).toMatch(/^resolve;dur=[\d.]+, render;dur=[\d.]+$/)
    const shown = answer.text.slice(0, answer.text.indexOf('id="page-state"'))
    for (const {data} of items) expect(shown).toContain(String(data['name']).replaceAll('&', '&amp;'))
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
    expect([...answer.text.matchAll(/<style nonce="([^"]*)"/g)].every(match => match[1] === nonce)).toBe(true)
  })

  test('is its state where that is asked for', async () => {
    const answer = await agent('/app/companies?sort=-name', page)
    expect(answer.headers.get('content-type')).toBe('application/vnd.espalier.page+json')
    expect(answer.body).toMatchObject({context: {path: '/app/companies', query: {sort: '-name'}, viewer: {role: 'agent'}}, schemas: ['company']})
    expect(JSON.stringify(answer.body)).not.toContain('"$"')
  })

  test('is asked of people who are not signed in by way of the sign-in page, and of programs by a problem', async () => {
    const person = await app.as(null)('GET', '/app/companies?sort=name', undefined, html)
    expect([person.status, person.headers.get('location')]).toEqual([303, '/login?next=%2Fapp%2Fcompanies%3Fsort%3Dname'])
    const program = await app.as(null)('GET', '/app/companies', undefined, page)
    expect([program.status, program.headers.get('content-type'), program.body['code']]).toEqual([401, 'application/problem+json', 'sign-in-needed'])
  })

  test('that is not there keeps the navigation, and is a problem for programs', async () => {
    const person = await agent('/app/nowhere')
    expect([person.status, person.text.includes('There is no screen at /nowhere'), person.text.includes('href="/app/companies"')]).toEqual([404, true, true])
    const program = await agent('/app/nowhere', page)
    expect([program.status, program.body['code']]).toEqual([404, 'unknown-screen'])
  })

  test.each(['/app//companies', '/app/companies/', '/app/Companies', '/app/%63ompanies', '/app/../api', '/app/companies%2f', '/app/%zz', '/app/__proto__'])('at %s is not there', async path => {
    expect((await agent(path)).status).toBeGreaterThanOrEqual(400)
  })

  test('with a query made to confuse is shown, with what could not be done said', async () => {
    const answer = await agent('/app/companies?sort=constructor&f.__proto__=1&f.toString=x&cursor=..&limit=-1&__proto__=x&q=%3Cscript%3E')
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain('<script>alert')
    expect(answer.text).toContain('order by “constructor” was left out')
  })

  test('/app is the home screen', async () => {
    expect((await agent('/app')).text).toContain('Good day')
    expect((await agent('/app/')).headers.get('location')).toBe('/app')
  })
})

describe('a screen for some roles', () => {
  let root: string

  beforeAll(async () => {
    const {records} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'ui_screen', data: {title: 'Secret plans', path: '/plans', nav: {label: 'Plans'}, roles: ['manager']}}]})
    root = records[0]!.id
    await app.screens.publish(systemActor, {screens: [root], note: 'plans'})
  })

  test('is a page for them, and as good as not there, inside the known frame, for the others, whose navigation does not name it', async () => {
    expect((await app.as('manager')('GET', '/app/plans', undefined, html)).status).toBe(200)
    const refused = await agent('/app/plans')
    expect([refused.status, refused.text.includes('href="/app/companies"'), refused.text.includes('href="/app/plans"')]).toEqual([404, true, false])
    expect((await agent('/app/plans', page)).status).toBe(404)
  })

  test('does nothing for the others', async () => {
    expect((await act({path: '/app/plans', node: 'x', event: 'press'})).status).toBe(404)
  })
})

describe('actions', () => {
  let node: string
  let body: {readonly [member: string]: Json}

  beforeAll(async () => {
    const state = await agent('/app/companies/new', page)
    node = nodesOf(state).find(({snippet}) => snippet === 'dynamic-form')!.id
    body = {screen: (state.body['context'] as {readonly screen: {readonly id: string}}).screen.id, hash: state.body['hash']!, node, event: 'created', path: '/app/companies/new', query: {}, payload: {id: 'c1'}}
  })

  test('answer what the page shall do', async () => {
    const answer = await act(body)
    expect([answer.status, answer.body]).toEqual([200, {effects: [{do: 'navigate', to: '/app/companies/c1'}]}])
  })

  test('take null for what may be left out', async () => {
    const none = {screen: null, hash: null, user: null, query: null, payload: null}
    expect(await act({...body, ...none})).toMatchObject({status: 200, body: {effects: [{do: 'navigate', to: '/app/companies/'}]}})
    const form = new URLSearchParams({node, event: 'created', path: '/app/companies/new', payload: 'null', id: 'c3'}).toString()
    const answer = await app.as('agent')('POST', '/app/act', form, {'content-type': 'application/x-www-form-urlencoded'})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/companies/c3'])
  })

  test('of a form without script lead on by a redirect', async () => {
    const answer = await app.as('agent')('POST', '/app/act', new URLSearchParams({screen: String(body['screen']), node, event: 'created', path: '/app/companies/new', query: '', payload: '{"id":"c2"}'}).toString(), {'content-type': 'application/x-www-form-urlencoded', accept: 'text/html'})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/app/companies/c2'])
  })

  test.each([
    ['without a session', null, {}, 401],
    ['from a page whose event meant something else', 'agent', {hash: 'old'}, 409],
    ['on another screen than they say', 'agent', {screen: 'other'}, 404],
    ['with a member that is unknown', 'agent', {role: 'admin'}, 400],
    ['with a path outside the app', 'agent', {path: '/api/v1'}, 400],
    ['with a payload that is no object', 'agent', {payload: [1]}, 400],
    ['with a query that holds no texts', 'agent', {query: {a: 1}}, 400],
    ['at a node that is not there', 'agent', {node: 'nobody'}, 404],
    ['for an event that is an object\'s own member', 'agent', {event: 'constructor'}, 404],
  ] as const)('%s are refused', async (_, role, change, status) => {
    const answer = await app.as(role)('POST', '/app/act', {...body, ...change}, {accept: 'application/json'})
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
  })
})

describe('a page for the designer', () => {
  test('is the draft with live data, for those who may read screens', async () => {
    const state = await designed('admin')
    expect(state.body).toMatchObject({context: {designing: true, screen: {path: '/companies/:id'}}})
    expect(nodesOf(state).find(({snippet}) => snippet === 'dynamic-form')?.data?.['record']).toMatchObject({kind: 'record', record: null})
    expect((await designed('manager')).status).toBe(200)
    expect((await designed('agent')).status).toBe(403)
  })

  test('can be asked for at an address', async () => {
    const {items} = await app.reader.list(systemActor, {schema: 'company', limit: 1})
    const state = await designed('admin', `?at=live&path=/companies/${items[0]!.id}`)
    expect(nodesOf(state).find(({snippet}) => snippet === 'dynamic-form')?.data?.['record']).toMatchObject({record: {id: items[0]!.id}})
    expect((await designed('admin', '?nope=1')).status).toBe(400)
    expect((await designed('admin', '?at=nope')).status).toBe(404)
  })
})

describe('an address that a screen had earlier', () => {
  let id: string
  /** Status and where it leads. */
  const at = async (path: string, headers = html): Promise<readonly unknown[]> => {
    const answer = await agent(path, headers)
    return answer.status === 200 ? [200] : [answer.status, answer.headers.get('location')]
  }
  const admin: Call = (...said) => app.as('admin')(...said)
  const move = async (to: string, screen = id): Promise<void> => {
    expect((await admin('PATCH', `/api/v1/records/ui_screen/${screen}`, {path: to}, {'content-type': 'application/merge-patch+json'})).status).toBe(200)
    expect((await admin('POST', '/api/v1/releases', {screens: [screen]})).status).toBe(201)
  }
  const listed = async (): Promise<unknown> => ((await admin('GET', '/api/v1/screens')).body['items'] as readonly {readonly id: string; readonly paths: Json}[]).find(item => item.id === id)?.paths

  beforeAll(async () => {
    id = (await makeScreen(app, '/visits/:id', ['A visit'])).id
    await app.screens.publish(systemActor, {screens: [id]})
  })

  test('leads on with its query and its parameters, for now, and the list says so', async () => {
    expect(await at('/app/visits/17')).toEqual([200])
    await move('/calls/:id')
    expect(await at('/app/visits/17?sort=-name&f.city=K%C3%B6ln&q=a+b')).toEqual([307, '/app/calls/17?sort=-name&f.city=K%C3%B6ln&q=a+b'])
    expect(await at('/app/visits/a%2Fb', page)).toEqual([307, '/app/calls/a%2Fb'])
    expect((await agent('/app/visits/17')).headers.get('cache-control')).toBe('private, no-store')
    expect(await at('/app/calls/17')).toEqual([200])
    expect(await listed()).toEqual({live: '/calls/:id', former: ['/visits/:id']})
  })

  test('leads straight to where the screen is after several moves, under another name of its parameter', async () => {
    await move('/contacts-made/of/:person')
    expect([await at('/app/visits/17?x=1'), await at('/app/calls/17')]).toEqual([[307, '/app/contacts-made/of/17?x=1'], [307, '/app/contacts-made/of/17']])
  })

  test('says in the query what the path has no place for any more, and does not lead where a place would stay empty', async () => {
    await move('/all-calls')
    expect(await at('/app/visits/17?x=1&id=18')).toEqual([307, '/app/all-calls?x=1&id=17'])
    await move('/calls/:id')
    expect([await at('/app/all-calls'), await listed()]).toEqual([[404, null], {live: '/calls/:id', former: ['/visits/:id', '/contacts-made/of/:person']}])
  })

  test('is the screen\'s own again when it comes back', async () => {
    await move('/visits/:id')
    expect([await at('/app/visits/17'), await at('/app/calls/17')]).toEqual([[200], [307, '/app/visits/17']])
  })

  test('acts for pages that were opened there', async () => {
    const node = walkTree((await app.screens.load(id, 'live')).tree).find(({snippet}) => snippet === 'stack')!
    await admin('POST', `/api/v1/screens/${id}/steps`, {steps: [{type: 'insert', nodes: [
      {id: v7(), screen_id: id, parent_id: node.id, slot: 'default', order: 'a9', snippet: 'button', props: {label: 'Next'}, on: {press: [{do: 'navigate', to: {$: '"/orders/" + params.id'}}]}},
    ]}]})
    await move('/visits/of/:id')
    const state = await agent('/app/visits/of/17', page)
    const press = {screen: id, hash: String(state.body['hash']), node: nodesOf(state).find(({snippet}) => snippet === 'button')!.id, event: 'press', path: '/app/visits/17', query: {}}
    expect((await act(press)).body).toEqual({effects: [{do: 'navigate', to: '/app/orders/17'}]})
    await move('/visits/:id')
  })

  test('is there for those alone who may open the screen', async () => {
    await admin('PATCH', `/api/v1/records/ui_screen/${id}`, {roles: ['manager']}, {'content-type': 'application/merge-patch+json'})
    await admin('POST', '/api/v1/releases', {screens: [id]})
    expect([await at('/app/calls/17'), await at('/app/calls/17', page)]).toEqual([[404, null], [404, null]])
    expect((await app.as('manager')('GET', '/app/calls/17', undefined, html)).status).toBe(307)
    await admin('PATCH', `/api/v1/records/ui_screen/${id}`, {roles: null}, {'content-type': 'application/merge-patch+json'})
    await admin('POST', '/api/v1/releases', {screens: [id]})
  })

  test('follows a rollback', async () => {
    const [{id: before}] = (await admin('GET', '/api/v1/releases?limit=1')).body['items'] as unknown as readonly [{readonly id: string}]
    await move('/meetings/:id')
    expect((await admin('POST', `/api/v1/releases/${before}/rollback`, {})).status).toBe(201)
    expect([await at('/app/visits/17'), await at('/app/meetings/17')]).toEqual([[200], [307, '/app/visits/17']])
    await admin('PATCH', `/api/v1/records/ui_screen/${id}`, {path: '/visits/:id'}, {'content-type': 'application/merge-patch+json'})
  })

  test('is another screen\'s once that takes it, and nobody\'s while its last screen is archived', async () => {
    const other = await makeScreen(app, '/calls/:number', ['Another'])
    await app.screens.publish(systemActor, {screens: [other.id]})
    expect([await at('/app/calls/17'), await listed()]).toEqual([[200], {live: '/visits/:id', former: expect.not.arrayContaining(['/calls/:id'])}])
    await move('/phone-calls', other.id)
    expect(await at('/app/calls/17')).toEqual([307, '/app/phone-calls?number=17'])
    await admin('DELETE', `/api/v1/records/ui_screen/${other.id}`)
    await admin('POST', '/api/v1/releases', {screens: [other.id]})
    expect([await at('/app/calls/17'), await at('/app/phone-calls')]).toEqual([[404, null], [404, null]])
    await admin('POST', `/api/v1/screens/${other.id}/restore`, {path: '/calling/:n'})
    await admin('POST', '/api/v1/releases', {screens: [other.id]})
    expect([await at('/app/calls/17'), await at('/app/phone-calls')]).toEqual([[307, '/app/calling/17'], [404, null]])
  })

  test('is a warning to who links to it, from the draft on', async () => {
    const {id: from} = await makeScreen(app, '/pointing', ['x'])
    const {tree} = await app.screens.load(from, 'draft')
    await admin('POST', `/api/v1/screens/${from}/steps`, {steps: [{type: 'insert', nodes: [
      {id: v7(), screen_id: from, parent_id: tree.rootId, slot: 'default', order: 'a9', snippet: 'link', props: {label: 'A visit', href: '/visits/17'}},
    ]}]})
    const problems = async (): Promise<unknown> => (await admin('POST', `/api/v1/screens/${from}/check`)).body['problems']
    expect(await problems()).toEqual([])
    await admin('PATCH', `/api/v1/records/ui_screen/${id}`, {path: '/meetings/:id'}, {'content-type': 'application/merge-patch+json'})
    const warning = expect.objectContaining({severity: 'warning', code: 'moved-link', message: expect.stringContaining('"/visits/17" leads on to /meetings/:id') as string}) as unknown
    expect(await problems()).toEqual([warning])
    await admin('POST', '/api/v1/releases', {screens: [id]})
    expect(await problems()).toEqual([warning])
  })
})

test('nothing of all this was a mistake of ours', () => {
  expect(app.logged.filter(line => line.includes('"err"'))).toEqual([])
})
