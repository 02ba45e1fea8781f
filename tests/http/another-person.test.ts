import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {openLive} from '../live-client.ts'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
let contact: string
const idOf = async (role: 'agent' | 'manager'): Promise<string> => String((await app.as(role)('GET', '/api/v1/auth/me')).body['id'])

beforeAll(async () => {
  app = await startApp()
  await Promise.all([idOf('agent'), idOf('manager')])
  contact = String((await app.as('admin')('POST', '/api/v1/records/contact', {last_name: 'Fresh'})).body['id'])
})
afterAll(() => app.close())

describe('a request of a page that was made for someone else', () => {
  test.each([
    ['PATCH', () => `/api/v1/records/contact/${contact}`, {phone: '1'}], ['POST', () => '/api/v1/records/contact', {last_name: 'New'}], ['DELETE', () => `/api/v1/records/contact/${contact}`, undefined],
    ['POST', () => '/api/v1/commit', {changes: []}], ['GET', () => `/api/v1/records/contact/${contact}`, undefined],
    ['POST', () => '/app/act', {node: 'n', event: 'press', path: '/app/contacts'}], ['GET', () => '/app/contacts', undefined],
  ] as readonly (readonly [string, () => string, object | undefined])[])('%s is refused in words, and nothing is done', async (method, path, body) => {
    const before = app.store.seq()
    const answer = await app.as('manager')(method, path(), body, {'espalier-user': await idOf('agent'), accept: 'application/vnd.espalier.page+json, application/json'})
    expect([answer.status, answer.body['code']]).toEqual([403, 'another-person'])
    expect(answer.body['detail']).toContain('This page was opened by someone else, and you are signed in as')
    expect(app.store.seq()).toBe(before)
  })

  test('is answered to the one whose page it is, and to programs that name nobody', async () => {
    expect((await app.as('manager')('PATCH', `/api/v1/records/contact/${contact}`, {phone: '2'}, {'espalier-user': await idOf('manager')})).status).toBe(200)
    expect((await app.as('manager')('PATCH', `/api/v1/records/contact/${contact}`, {phone: '3'})).status).toBe(200)
  })

  test('a socket is closed, and says why by its code', async () => {
    const socket = await openLive(app.url, {token: await app.tokenOf('manager')})
    socket.send({type: 'subscribe', topics: ['records:contact'], user: await idOf('agent')})
    expect(await socket.closed).toBe(4403)
    const own = await openLive(app.url, {token: await app.tokenOf('manager')})
    own.send({type: 'subscribe', topics: ['records:contact'], user: await idOf('manager')})
    expect((await own.next('subscribed')).topics).toEqual(['records:contact'])
    own.close()
  })
})
