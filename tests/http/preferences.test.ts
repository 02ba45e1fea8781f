/** Language and time zone: what a person chooses for themselves. */
import {request} from 'node:http'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Answer, startApp, type TestApp} from '../start-app.ts'

let app: TestApp
const html = {accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin'}

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

interface Row {readonly id: string; readonly rev: number; readonly data: {readonly [property: string]: unknown}}
const userOf = async (role: string): Promise<Row> => ((await app.as('admin')('GET', `/api/v1/records/user?${new URLSearchParams({filter: `record.email == "${role}@demo.test"`})}`)).body['items'] as unknown as readonly Row[])[0]!
const look = (role: 'agent' | 'readonly' = 'agent', headers: object = {}): Promise<Answer> => app.as(role)('GET', '/preferences', undefined, {...html, ...headers})
const save = (fields: Readonly<Record<string, string>>, role: 'agent' | 'readonly' = 'agent'): Promise<Answer> => app.as(role)('POST', '/preferences', new URLSearchParams(fields).toString(), html)
const chosen = ({text}: Answer): readonly string[] => [...text.matchAll(/<option value="([^"]*)"[^>]* selected/g)].map(([, value]) => value!)

test('until one has chosen it is as the browser says, and that is shown', async () => {
  const answer = await look('agent', {cookie: 'espalier-zone=Asia/Tokyo', 'accept-language': 'de-AT'})
  expect([answer.status, chosen(answer)]).toEqual([200, ['', '']])
  expect(answer.text).toMatch(/Same as my browser \(Asia\/Tokyo\)/)
  expect(answer.text).toMatch(/Same as my browser \(Deutsch \(Österreich\)\)|Same as my browser \(Österreichisches Deutsch\)/)
  expect(answer.text).toContain('1.234,50')
})

test('what one chooses is kept, and nothing else of the user; whoever may write nothing may choose too', async () => {
  const before = await userOf('readonly')
  const answer = await save({time_zone: 'America/New_York', language: 'fi', next: '/app/orders'}, 'readonly')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/preferences?saved=&next=%2Fapp%2Forders'])
  const after = await userOf('readonly')
  expect([after.rev, after.data]).toEqual([before.rev + 1, {...before.data, time_zone: 'America/New_York', language: 'fi'}])
  const seen = await look('readonly', {'accept-language': 'de'})
  expect(chosen(seen)).toEqual(['fi', 'America/New_York'])
  expect(seen.text.replaceAll('\u00a0', ' ')).toContain('1 234,50 €')
  const page = await app.as('readonly')('GET', '/app/nowhere', undefined, {accept: 'text/html', 'accept-language': 'de'})
  expect(page.text).toContain('"locale":"fi","timeZone":"America/New_York"')
  const {body} = await app.as('admin')('GET', `/api/v1/records/user/${after.id}/history`)
  expect(body['items']).toMatchObject({0: {by: after.id}})
})

test('"same as my browser" takes the choice back', async () => {
  await save({time_zone: 'Asia/Tokyo', language: 'sv'})
  await save({time_zone: '', language: ''})
  const {data} = await userOf('agent')
  expect([data['time_zone'], data['language']]).toEqual([undefined, undefined])
})

test('the way back leads to the page that one came from, if it is ours', async () => {
  const back = async (headers: object, query = ''): Promise<string | undefined> => /<a href="([^"]*)">Back/.exec((await app.as('agent')('GET', `/preferences${query}`, undefined, {...html, ...headers})).text)?.[1]
  const host = new URL(app.url).host
  expect(await back({referer: `http://${host}/app/orders?q=a%26b`})).toBe('/app/orders?q=a%26b')
  for (const referer of ['http://evil.test/app/orders', `http://${host}/preferences?saved=`, `http://${host}/login`, 'javascript:alert(1)', 'x']) expect([referer, await back({referer})]).toEqual([referer, '/app'])
  const [atPort, token] = [{hostname: '127.0.0.1', port: new URL(app.url).port, path: '/preferences'}, await app.tokenOf('agent')]
  const withPort = await new Promise<string>(resolve => void request({...atPort, headers: {...html, authorization: `Bearer ${token}`, host: 'localhost:80', referer: 'http://localhost/app/orders'}}, answer => {
    void answer.toArray().then(parts => resolve(Buffer.concat(parts as Buffer[]).toString()))
  }).end())
  expect(withPort).toContain('<a href="/app/orders">Back')
  expect([await back({}), await back({}, '?next=//evil.test'), await back({}, '?next=/app/companies')]).toEqual(['/app', '/app', '/app/companies'])
})

test.each([
  [{time_zone: 'Mars/Olympus', language: ''}, 'There is no time zone “Mars/Olympus”. Choose one from the list.'],
  [{time_zone: '+02:00', language: ''}, 'There is no time zone “+02:00”. Choose one from the list.'],
  [{time_zone: '', language: 'klingon'}, 'Dates and numbers cannot be written in “klingon”. Choose a language from the list.'],
])('%j is refused in words, and nothing is kept', async (fields, words) => {
  const before = await userOf('agent')
  const answer = await save(fields)
  expect([answer.status, answer.text.includes(words)]).toEqual([400, true])
  expect(answer.text).toContain('aria-invalid="true"')
  expect((await userOf('agent')).rev).toBe(before.rev)
})

test('strangers are led to the sign-in page and back, and somebody else\'s page changes nothing', async () => {
  const stranger = await app.as(null)('GET', '/preferences?next=/app/orders', undefined, html)
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, `/login?next=${encodeURIComponent('/preferences?next=/app/orders')}`])
  expect((await app.as(null)('POST', '/preferences', 'time_zone=UTC', html)).status).toBe(401)
  const {rev} = await userOf('agent')
  expect((await save({time_zone: 'UTC', language: '', user: (await userOf('admin')).id})).status).toBe(403)
  expect((await userOf('agent')).rev).toBe(rev)
})
