import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Json} from '../../schemas/index.ts'
import {systemActor} from '../../server/actor.ts'
import {type Answer, startApp, type TestApp} from '../start-app.ts'

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
    expect(answer.text).not.toContain('<script>')
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

test('nothing of all this was a mistake of ours', () => {
  expect(app.logged.filter(line => line.includes('"err"'))).toEqual([])
})
