import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Role} from '../../schemas/index.ts'
import {startApp, type TestApp} from '../start-app.ts'

const metricsToken = 'for-the-prometheus-of-this-house'
let app: TestApp

beforeAll(async () => {
  app = await startApp({config: {metricsToken}})
})
afterAll(() => app.close())

const roles = ['readonly', 'agent', 'manager', 'admin'] as const

/** What each verb needs, as the calls that use it. `{id}` is a fresh record each time. */
const calls: {readonly [verb: string]: readonly (readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>])[]} = {
  read: [['GET', ''], ['GET', '/{id}'], ['GET', '/{id}/history'], ['GET', '/{id}?expand=company_id'], ['GET', '?q=x&count=exact']],
  create: [['POST', '', {last_name: 'New'}]],
  update: [['PUT', '/{id}', {last_name: 'X'}], ['PATCH', '/{id}', {phone: '1'}], ['PATCH', '/{id}', [{op: 'add', path: '/phone', value: '1'}], {'content-type': 'application/json-patch+json'}]],
  archive: [['DELETE', '/{id}']],
  purge: [['POST', '/{id}/purge', {confirm: '{id}'}]],
}

const least: {readonly [verb: string]: Role} = {read: 'readonly', create: 'agent', update: 'agent', archive: 'manager', purge: 'admin'}

describe.each(Object.entries(calls))('the right to %s', (verb, ways) => {
  test.each(roles)('as %s', async role => {
    for (const [method, path, body, headers] of ways) {
      const id = String((await app.as('admin')('POST', '/api/v1/records/contact', {last_name: 'Fresh'})).body['id'])
      const before = app.store.seq()
      const filled = body === undefined ? undefined : JSON.parse(JSON.stringify(body).replaceAll('{id}', id)) as unknown
      await app.tokenOf(role)
      const answer = await app.as(role)(method, `/api/v1/records/contact${path.replace('{id}', id)}`, filled, headers)
      if (roles.indexOf(role) >= roles.indexOf(least[verb]! as typeof roles[number])) {
        expect([method, path, answer.status < 300]).toEqual([method, path, true])
      } else {
        expect([method, path, answer.status]).toEqual([method, path, 403])
        expect((await app.store.events(before, 10)).filter(event => event.schema === 'contact')).toEqual([])
      }
    }
  })
})

describe('what only admins see', () => {
  test.each(['readonly', 'agent', 'manager'] as const)('is closed to %s on every path', async role => {
    const call = app.as(role)
    const id = (await app.store.findBy('user', 'email', 'admin@demo.test'))!.id
    for (const path of ['/api/v1/records/user', `/api/v1/records/user/${id}`, `/api/v1/records/user/${id}/history`, `/api/v1/records/user/${id}?fields=name`]) expect([path, (await call('GET', path)).status]).toEqual([path, 403])
    expect((await call('GET', '/api/v1/schemas/user')).status).toBe(404)
    expect(JSON.stringify((await call('GET', '/api/v1/schemas')).body)).not.toContain('"user"')
    expect((await call('GET', '/api/v1/search?q=moreno')).body['items']).toEqual([])
    expect((await call('GET', '/openapi.json')).text).not.toContain('/api/v1/records/user')
    expect((await call('GET', '/docs/user')).status).toBe(404)
  })
})

test('hashes leave the server on no path, for nobody', async () => {
  const admin = app.as('admin')
  const id = (await app.store.findBy('user', 'email', 'admin@demo.test'))!.id
  const users = '/api/v1/records/user'
  await admin('PATCH', `${users}/${id}`, {name: 'Ada M.'})
  for (const path of [users, `${users}/${id}`, `${users}/${id}/history`, `${users}?q=argon`, `${users}?sort=name`, '/api/v1/search?q=argon2id&schemas=user']) {
    const {text} = await admin('GET', path)
    expect([path, /argon2id|password_hash/.test(text)]).toEqual([path, false])
  }
  for (const query of ['sort=password_hash', 'fields=password_hash', 'filter=record.password_hash!=""', 'filter=has(record.password_hash)']) {
    const answer = await admin('GET', `${users}?${query}`)
    expect([query, answer.status]).toEqual([query, 400])
    expect(answer.text).not.toContain('argon2id')
  }
})

test('who may write but not read is answered no more than that it was written', async () => {
  const admin = app.as('admin')
  const put = await admin('PUT', '/api/v1/schemas/tip_off', {title: 'Tip-off', type: 'object', properties: {text: {type: 'string'}, verdict: {type: 'string'}}, 'x-rights': {read: 'admin', create: 'readonly', update: 'readonly'}})
  expect(put.status).toBe(201)
  const created = await app.as('readonly')('POST', '/api/v1/records/tip_off', {text: 'psst'})
  expect(created).toMatchObject({status: 201, body: {schema: 'tip_off', rev: 1}})
  const id = String(created.body['id'])
  await admin('PATCH', `/api/v1/records/tip_off/${id}`, {verdict: 'confidential'})
  const changed = await app.as('readonly')('PATCH', `/api/v1/records/tip_off/${id}`, {text: 'psst psst'})
  expect(changed.body).toEqual({id, schema: 'tip_off', rev: 3})
  expect((await app.as('readonly')('PATCH', `/api/v1/records/tip_off/${id}`, {verdict: 5})).text).not.toContain('confidential')
})

test('figures are for admins and for whoever holds their token, wherever a request comes from', async () => {
  for (const headers of [{}, {'x-forwarded-for': '127.0.0.1'}, {authorization: 'Bearer'}, {authorization: 'Bearer undefined'}, {authorization: `Basic ${metricsToken}`}, {authorization: `Bearer ${metricsToken}x`}]) {
    expect((await app.as(null)('GET', '/metrics', undefined, headers)).status).toBe(403)
  }
  for (const role of ['manager', 'agent', 'readonly'] as const) expect((await app.as(role)('GET', '/metrics')).status).toBe(403)
  expect((await app.as(null)('GET', '/metrics', undefined, {authorization: `Bearer ${metricsToken}`})).status).toBe(200)
  expect((await app.as(null)('GET', '/api/v1/auth/me', undefined, {authorization: `Bearer ${metricsToken}`})).status).toBe(401)
  const figures = await app.as('admin')('GET', '/metrics', undefined, {'x-forwarded-for': '203.0.113.9'})
  expect(figures.status).toBe(200)
  expect(figures.text).toMatch(/espalier_http_request_seconds_count\{method="GET",route="\/api\/v1\/records\/:schema\/:id",status="200"\} \d+/)
  expect(figures.text).toMatch(/espalier_store_seq \d+/)
  expect(figures.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
})
