/** What was taken away counts from the next thing that is done with it: on requests, on bodies that are still on their way, on sockets that are open. */
import {connect, type Socket} from 'node:net'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {systemActor} from '../../server/actor.ts'
import {openLive} from '../live-client.ts'
import {startApp, type Answer, type TestApp} from '../start-app.ts'

let app: TestApp
let company: string
beforeAll(async () => {
  app = await startApp()
  company = String((await app.as('admin')('POST', '/api/v1/records/company', {name: 'Alder'})).body['id'])
})
afterAll(() => app.close())

let count = 0
async function someone(role: string): Promise<{readonly id: string; readonly email: string; readonly token: string}> {
  const email = `p${++count}@demo.test`
  const {records: [user]} = await app.commit(systemActor, {changes: [{op: 'create', schema: 'user', data: {email, name: 'Someone', role, password: 'their-password'}}]})
  const {token} = await app.auth.login(email, 'their-password', {ip: `10.0.0.${count}`, kind: 'bearer'})
  return {id: user!.id, email, token}
}
const bearer = (token: string) => ({authorization: `Bearer ${token}`})
type Person = Awaited<ReturnType<typeof someone>>

/** Each with what their next request to change a company is answered. */
const ways: readonly (readonly [way: string, status: number, revoke: (person: Person) => Promise<Answer>])[] = [
  ['a role that may less', 403, ({id}) => app.as('admin')('PATCH', `/api/v1/records/user/${id}`, {role: 'readonly'})],
  ['being archived', 401, ({id}) => app.as('admin')('DELETE', `/api/v1/records/user/${id}`)],
  ['a password that an admin set', 401, ({id}) => app.as('admin')('PATCH', `/api/v1/records/user/${id}`, {password: 'another-password'})],
  ['a password that they changed elsewhere', 401, async ({email}) => {
    const {token} = await app.auth.login(email, 'their-password', {ip: '10.1.0.1', kind: 'bearer'})
    return app.as(null)('POST', '/api/v1/auth/password', {current: 'their-password', password: 'another-password'}, bearer(token))
  }],
  ['signing out', 401, ({token}) => app.as(null)('POST', '/api/v1/auth/logout', undefined, bearer(token))],
]

/** Sends the head of a request, and its body later. */
function slowly(head: readonly string[], body: string): {readonly begun: Promise<void>; finish(): Promise<string>} {
  const socket: Socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => void (answer += chunk.toString()))
  const ended = new Promise<string>((resolve, reject) => {
    socket.once('close', () => resolve(answer))
    socket.once('error', reject)
  })
  return {
    begun: new Promise(resolve => socket.once('connect', () => {
      socket.write(`${head.join('\r\n')}\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 1)}`)
      setTimeout(resolve, 60)
    })),
    finish() {
      socket.write(body.slice(1))
      return ended
    },
  }
}

describe.each(ways)('after %s', (_way, status, revoke) => {
  test('the next request is refused', async () => {
    const person = await someone('agent')
    const change = () => app.as(null)('PATCH', `/api/v1/records/company/${company}`, {city: `City ${++count}`}, bearer(person.token))
    expect((await change()).status).toBe(200)
    expect((await revoke(person)).status).toBeLessThan(300)
    expect((await change()).status).toBe(status)
  })

  test.each([
    ['a change', (token: string) => [`PATCH /api/v1/records/company/${company} HTTP/1.1`, `Authorization: Bearer ${token}`, 'Content-Type: application/json'], '{"city":"Of the revoked"}'],
    ['a new record', (token: string) => ['POST /api/v1/records/company HTTP/1.1', `Authorization: Bearer ${token}`, 'Content-Type: application/json'], '{"name":"Of the revoked"}'],
  ] as const)('%s whose body was still on its way is refused', async (_what, head, body) => {
    const person = await someone('agent')
    const request = slowly(head(person.token), body)
    await request.begun
    await revoke(person)
    expect(await request.finish()).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const {items} = await app.reader.list(systemActor, {schema: 'company', q: 'revoked', state: 'all'})
    expect(items).toEqual([])
  })

  test('a socket tells nothing more, or no more than they may see now', async () => {
    await app.as('admin')('PUT', '/api/v1/schemas/inner', {title: 'Inner', type: 'object', properties: {name: {type: 'string'}}, 'x-rights': {read: 'agent'}})
    const person = await someone('agent')
    const line = await openLive(app.url, {token: person.token})
    expect((await line.follow(['records:inner'])).topics).toEqual(['records:inner'])
    await revoke(person)
    await app.as('admin')('POST', '/api/v1/records/inner', {name: 'told to nobody'})
    if (status === 401) expect(await line.closed).toBe(4401)
    else expect((await line.settled()).filter(message => message.type === 'records-changed')).toEqual([])
    line.close()
  })
})

test('a schema that is closed is so for sockets that follow it, from the next message on', async () => {
  const put = (read: string) => app.as('admin')('PUT', '/api/v1/schemas/closing', {title: 'Closing', type: 'object', properties: {name: {type: 'string'}}, 'x-rights': {read}}, {})
  await put('agent')
  const line = await openLive(app.url, {token: await app.tokenOf('agent')})
  await line.follow(['records:closing'])
  await app.as('admin')('POST', '/api/v1/records/closing', {name: 'seen'})
  await line.next('records-changed')
  expect((await put('admin')).status).toBe(200)
  await app.as('admin')('POST', '/api/v1/records/closing', {name: 'unseen'})
  expect((await line.settled()).filter(message => message.type === 'records-changed')).toHaveLength(1)
  line.close()
})
