/** Rules beyond roles over HTTP: what is answered again, and what a schema says of its records. */
import {afterAll, beforeAll, beforeEach, expect, test, vi} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import type {Rules} from '../../server/access/index.ts'
import {systemActor} from '../../server/actor.ts'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

const deal: RecordSchema = {title: 'Deal', type: 'object', properties: {name: {type: 'string'}, team: {type: 'string'}, code: {type: 'string'}}}
const red: Rules = {rows: {op: 'eq', field: 'team', value: 'red'}}
let rules: Rules = {}
let app: TestApp

beforeAll(async () => {
  app = await startApp({rulesOf: ({role}, {name}) => (role === 'agent' && name === 'deal' ? rules : undefined)})
  await app.putSchema(systemActor, 'deal', {...deal})
})
beforeEach(() => {
  rules = {}
})
afterAll(() => app.close())

const dataOf = ({body}: Answer): unknown => body['data']

test.each(['one record', 'many'])('a write of %s that is sent again is answered by the rules of now, not of then', async how => {
  const send = (key: string, team: string): Promise<Answer> => (how === 'many'
    ? app.as('agent')('POST', '/api/v1/commit', {changes: [{op: 'create', schema: 'deal', data: {name: 'A', team, code: 'secret'}}]}, {'idempotency-key': key})
    : app.as('agent')('POST', '/api/v1/records/deal', {name: 'A', team, code: 'secret'}, {'idempotency-key': key}))
  const recordOf = (answer: Answer): Answer => (how === 'many' ? {...answer, body: (answer.body['records'] as unknown as Answer['body'][])[0]!} : answer)
  const [hiding, leaving] = [`${how} hidden`.replaceAll(' ', '-'), `${how} rows`.replaceAll(' ', '-')]
  expect(dataOf(recordOf(await send(hiding, 'red')))).toEqual({name: 'A', team: 'red', code: 'secret'})
  expect(dataOf(recordOf(await send(leaving, 'blue')))).toEqual({name: 'A', team: 'blue', code: 'secret'})
  rules = {hidden: ['code']}
  const hidden = await send(hiding, 'red')
  expect(hidden.headers.get('idempotency-replayed')).toBe('true')
  expect(dataOf(recordOf(hidden))).toEqual({name: 'A', team: 'red'})
  rules = red
  const left = recordOf(await send(leaving, 'blue'))
  expect(left.headers.get('idempotency-replayed')).toBe('true')
  expect(Object.keys(left.body).toSorted()).toEqual(['id', 'rev', 'schema'])
})

test('a schema names of records that hold one value those that may be seen, and hides what is hidden', async () => {
  const add = async (team: string): Promise<string> => String((await app.as('admin')('POST', '/api/v1/records/deal', {name: team, team, code: 'twice'})).body['id'])
  const [one, two, unseen] = [await add('red'), await add('red'), await add('blue')]
  // As a rule that came with a new version finds them.
  vi.spyOn(app.store, 'duplicates').mockImplementation(name => Promise.resolve(name === 'deal' ? [{property: 'code', ids: [one, two, unseen]}] : []))
  const duplicates = async (): Promise<unknown> => (await app.as('agent')('GET', '/api/v1/schemas/deal')).body['x-duplicates']
  expect(JSON.stringify(await duplicates())).toContain(unseen)
  rules = red
  const told = await duplicates() as readonly {readonly property: string; readonly records: readonly string[]}[]
  expect(told.map(({property, records}) => [property, records.filter(id => id === one || id === two).length, records.includes(unseen)])).toEqual([['code', 2, false]])
  rules = {hidden: ['code']}
  const {body} = await app.as('agent')('GET', '/api/v1/schemas/deal')
  expect([body['x-duplicates'], Object.keys(body['properties'] as object)]).toEqual([undefined, ['name', 'team']])
})
