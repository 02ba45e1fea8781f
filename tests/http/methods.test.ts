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
