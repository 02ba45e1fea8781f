import {afterAll, beforeAll, expect, test} from 'vitest'
import type {OpenApiDocument} from '../../server/http/openapi/index.ts'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startApp({demo: true})
})
afterAll(() => app.close())

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const pages: Readonly<Record<string, readonly string[]>> = {
  '/app': ['GET'], '/app/companies': ['GET'], '/app/act': ['GET', 'POST'], '/docs': ['GET'], '/docs/contact': ['GET'], '/openapi.json': ['GET'], '/asyncapi.json': ['GET'], '/login': ['GET', 'POST'], '/logout': ['POST'],
  '/setup': ['GET', 'POST'], '/preferences': ['GET', 'POST'], '/favicon.svg': ['GET'], '/': ['GET'],
}

test('every address answers a method that it does not have with 405, and says which it has', async () => {
  const {paths} = JSON.parse((await app.as('admin')('GET', '/openapi.json')).text) as OpenApiDocument
  const documented = Object.entries(paths).map(([path, item]) => [path.replaceAll(/\{\w+\}/g, 'x'), Object.keys(item).map(name => name.toUpperCase())] as const)
  const wrong: string[] = []
  for (const [path, known] of [...documented.filter(([one]) => !(one in pages)), ...Object.entries(pages)]) {
    for (const method of methods.filter(one => !known.includes(one))) {
      const {status, headers} = await app.as('admin')(method, path)
      const allowed = headers.get('allow')?.split(', ') ?? []
      // A schema that nobody may change is documented without what nobody may do.
      if (status === 405 ? !known.every(one => allowed.includes(one)) || allowed.includes(method) : !path.startsWith('/api/v1/records/')) wrong.push(`${method} ${path}: ${status} ${headers.get('allow')}`)
    }
  }
  expect(wrong).toEqual([])
  expect(documented.length).toBeGreaterThan(60)
})

test('probes and scrapers may add what they like to their addresses', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    for (const query of ['?', '?t=1764489847', '?collect[]=store', '?a=1&a=2', '?%zz']) {
      expect({path, query, status: (await app.as('admin')('GET', path + query)).status}).toEqual({path, query, status: 200})
    }
  }
  expect(await app.as(null)('GET', '/metrics?t=1')).toMatchObject({status: 403, body: {code: 'forbidden'}})
})

test('a form that was sent with nothing in it is answered by its own page', async () => {
  const headers = {'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept: 'text/html'}
  for (const body of [undefined, '']) {
    expect(await app.as(null)('POST', '/login', body, headers)).toMatchObject({status: 400, text: expect.stringContaining('Enter your email and your password.') as string})
    expect(await app.as(null)('POST', '/setup', body, headers)).toMatchObject({status: 410, text: expect.stringContaining('<main') as string})
    const saved = await app.as('agent')('POST', '/preferences', body, headers)
    expect({status: saved.status, to: saved.headers.get('location')}).toEqual({status: 303, to: '/preferences?saved=&next=%2Fapp'})
  }
})

test('where a body may be left out, null is none', async () => {
  const [screen] = (await app.as('admin')('GET', '/api/v1/screens')).body['items'] as {id: string}[]
  const call = app.as('admin')
  expect((await call('POST', `/api/v1/screens/${screen!.id}/check`, 'null', {'content-type': 'application/json'})).status).toBe(200)
  expect((await call('POST', '/api/v1/commit', 'null', {'content-type': 'application/json'})).status).toBe(400)
})
