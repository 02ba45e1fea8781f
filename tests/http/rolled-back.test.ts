import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import type {JsonObject} from '../../schemas/index.ts'
import {insert, makeScreen, textNode, type MadeScreen} from '../open-test-tenant.ts'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

let app: TestApp
let page: MadeScreen
let count = 0

beforeAll(async () => {
  app = await startApp({snippets: true})
})
beforeEach(async () => {
  page = await makeScreen(app, `/page-${++count}`, ['one'])
})
afterAll(() => app.close())

const post = (path: string, body: object = {}): Promise<Answer> => app.as('admin')('POST', `/api/v1/${path}`, body)
const publish = (more: object = {}): Promise<Answer> => post('releases', {screens: [page.id], ...more})
const idOf = ({body}: Answer): string => body['id'] as string

test('a source that a hot patch set stands in the draft although a part of it was set since, and comes back only by its name', async () => {
  const stat = {...textNode(page.id, page.stack, 'z0', ''), snippet: 'stat', props: {label: 'People'}, data: {value: {from: 'user', measure: 'count'}}}
  await app.screens.edit(systemActor, page.id, undefined, [insert(stat as unknown as ReturnType<typeof textNode>)])
  const first = await publish()
  const path = ['data', 'value']
  const patch = await post(`nodes/${stat.id}/patch`, {steps: [{type: 'set', id: stat.id, path, value: {from: 'session', measure: 'count'}}]})
  expect(patch.status, patch.text).toBe(200)
  await post(`releases/${idOf(first)}/rollback`)
  const touched = await post(`screens/${page.id}/steps`, {steps: [{type: 'set', id: stat.id, path: [...path, 'limit'], value: 5}]})
  expect(touched.status, touched.text).toBe(200)
  const release = (patch.body['release'] as JsonObject)['id']
  for (const more of [{}, {rolledBack: 'takeBack'}, {rolledBack: {keep: []}}]) {
    const {status, body} = await publish(more)
    expect([status, body['code'], body['rolledBack']]).toMatchObject([409, 'rolled-back-patches', [{release, takeBack: []}]])
  }
  expect((await publish({rolledBack: {keep: [release]}})).text).not.toContain('rolled-back-patches')
})

test.each([['keep'], [{keep: 'all'}], [{}], [{keep: [], takeBack: true}]])('a publish with rolledBack %j is refused', async rolledBack => {
  await publish()
  const {status, body} = await publish({rolledBack})
  expect([status, (body['errors'] as unknown as readonly {pointer: string}[])[0]!.pointer]).toEqual([400, expect.stringMatching(/^\/rolledBack/)])
})

test('a hot patch that is taken out says 200 where nothing else differed', async () => {
  const first = await publish()
  const [id] = page.texts
  await post(`nodes/${id}/patch`, {steps: [{type: 'set', id, path: ['props', 'text'], value: 'hurried'}]})
  const back = await post(`releases/${idOf(first)}/rollback`)
  const taken = await publish({rolledBack: 'takeBack'})
  expect([taken.status, idOf(taken)]).toEqual([200, idOf(back)])
})
