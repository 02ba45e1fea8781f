/** The description of the live feed: a document that AsyncAPI's own schema takes, and that says what the server does. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import asyncApiSpecs from '@asyncapi/specs'
import {Ajv, type AnySchema} from 'ajv'
import formats from 'ajv-formats'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {liveBounds, liveCloseCodes, liveTopics} from '../../schemas/index.ts'
import type {AsyncApiDocument} from '../../server/http/asyncapi/index.ts'
import {checkLive} from '../check-live.ts'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const documentOf = async (role: 'agent' | 'admin'): Promise<AsyncApiDocument> =>
  JSON.parse((await app.as(role)('GET', '/asyncapi.json')).text) as AsyncApiDocument

test('is a valid AsyncAPI 3.0 document, whose references all lead somewhere', async () => {
  const document = await documentOf('agent')
  // It brings draft 7 along, which Ajv would have twice.
  const ajv = new Ajv({strict: false, allErrors: true, meta: false, validateSchema: false})
  formats.default(ajv)
  const validate = ajv.compile(asyncApiSpecs.schemas['3.0.0'] as AnySchema)
  expect([validate(document), validate.errors ?? []]).toEqual([true, []])
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(match => match[1]!)
  expect(references.length).toBeGreaterThan(30)
  for (const reference of references) {
    const inside = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>> | undefined)?.[name]
    const found = reference.split('/').reduce(inside, document)
    expect([reference, typeof found]).toEqual([reference, 'object'])
  }
})

test('names the server that was asked, the way in, and what ends a socket', async () => {
  const {servers, channels, operations, components} = await documentOf('agent')
  expect(servers.here).toMatchObject({host: new URL(app.url).host.replace('127.0.0.1', 'localhost'), protocol: 'ws'})
  expect(channels.live.address).toBe('/live')
  const wanted = ['4401', '4403', '4408', '4429', 'screen:<path>[?query]', 'records:<schema>', 'draft:<screen id>', 'releases', '64 topics']
  for (const said of wanted) expect(channels.live.description).toContain(said)
  expect(Object.keys(components.messages).toSorted()).toEqual(Object.keys(channels.live.messages).toSorted())
  expect(Object.values(operations).map(({action}) => action).toSorted()).toEqual(['receive', 'receive', 'receive', 'send'])
})

test('is for who is signed in, and the same for all of them', async () => {
  expect((await app.as(null)('GET', '/asyncapi.json')).status).toBe(401)
  expect(await documentOf('agent')).toEqual(await documentOf('admin'))
})

test('the words beside the code name every topic, what it tells, every close code and bound', async () => {
  const words = await readFile(join(import.meta.dirname, '../../server/live/README.md'), 'utf8')
  const told = Object.values(liveTopics).flatMap(({form, tells}) => [form, ...tells])
  const wanted = [...told, ...Object.values(liveCloseCodes).map(({code}) => String(code)), `every ${liveBounds.beatSeconds} s`]
  expect(wanted.filter(one => !words.includes(one))).toEqual([])
})

test('the reference leads to it', async () => {
  expect((await app.as('agent')('GET', '/docs')).text).toContain('href="/asyncapi.json"')
})

test.each<[string, Parameters<typeof checkLive>[0], object]>([
  ['a member more of the server', 'send', {type: 'pong', seq: 1, extra: 1}],
  ['a member less of the server', 'send', {type: 'resync'}],
  ['a member more of a client', 'receive', {type: 'ping', extra: 1}],
  ['what only clients say', 'send', {type: 'ping'}],
  ['what nobody says', 'receive', {type: 'shout'}],
])('%s is found out in whatever crosses a socket in a test', (_what, action, message) => {
  expect(() => checkLive(action, JSON.stringify(message))).toThrow('/asyncapi.json')
})
