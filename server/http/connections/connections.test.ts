import express, {type Express} from 'express'
import {connect, type Socket} from 'node:net'
import {setTimeout as wait} from 'node:timers/promises'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {recordOperations} from '../../../schemas/index.ts'
import {createHttpServer, type HttpServer} from '../create-http-server.ts'
import {readBody} from '../read-body.ts'
import {createConnections, type Connections} from './create-connections.ts'
import {connectionLimits, type ConnectionLimits} from './limits.ts'

const recordBody = {types: ['application/json'], ...recordOperations.createRecord.body.limits}

interface Started {readonly server: HttpServer; readonly connections: Connections; readonly port: number; readonly app: Express}

const started: Started[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const {server} of started.splice(0)) await server.close(50)
})

/** `/who` with `X-Person` is signed in. */
async function start(limits: Partial<ConnectionLimits> = {}, trustProxy: string | false = false): Promise<Started> {
  const connections = createConnections({...connectionLimits, sweepMs: 20, ...limits})
  const app = express()
  app.set('trust proxy', trustProxy)
  app.use((request, response, next) => {
    try {
      connections.identified(request, request.get('x-person'), () => request.ip ?? '')
      next()
    } catch {
      response.status(429).end()
    }
  })
  app.get('/', (_request, response) => void response.end('here'))
  app.get('/large', (_request, response) => void response.end(Buffer.alloc(32 * 1024 * 1024)))
  app.get('/slow', (_request, response) => void setTimeout(() => response.end('slow'), 400))
  app.post('/', (request, response, next) => void readBody(request, response, recordBody).then(() => response.end('read'), next))
  const server = createHttpServer(app, connections)
  const one = {server, connections, app, port: await server.listen(0, '127.0.0.1')}
  started.push(one)
  return one
}

interface Client {
  readonly socket: Socket
  answer(): string
  isGone(): boolean
}

async function open({port}: Started, text = ''): Promise<Client> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  let answer = ''
  let gone = false
  socket.on('data', chunk => {
    if (answer.length < 10_000) answer += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    gone = true
  })
  await new Promise<void>(resolve => void socket.once('connect', () => resolve()))
  if (text) socket.write(text)
  return {socket, answer: () => answer, isGone: () => gone}
}

const opened = (one: Started, count: number, text: string): Promise<Client[]> => Promise.all(Array.from({length: count}, () => open(one, text)))
const ask = (path = '/', headers = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`
const until = (check: () => void): Promise<void> => vi.waitFor(check, {timeout: 5_000, interval: 10})
const answered = (client: Client, text = 'here'): Promise<void> => until(() => expect(client.answer()).toContain(text))

describe('what goes on too long is gone from the process', () => {
  const short = {headersMs: 150, requestMs: 300, takenMs: 150, idleMs: {stranger: 150, person: 300, proxy: 600}}

  test.each([
    ['a connection without a word', ''],
    ['headers that never end', 'GET / HTTP/1.1\r\nHost: x\r\nX-'],
    ['a body that never ends', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'],
    ['a body in chunks that never ends', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'],
    ['a stranger that stays', ask()],
    ['a person that stays', ask('/', 'X-Person: ann\r\n')],
  ])('%s, also where nobody reads what it is told', async (_what, text) => {
    const one = await start(short)
    for (const client of await opened(one, 5, text)) client.socket.pause()
    await until(() => expect(one.connections.count()).toBe(5))
    await until(() => expect(one.connections.count()).toBe(0))
  })

  test('an answer that is not taken', async () => {
    const one = await start(short)
    for (const client of await opened(one, 3, ask('/large'))) client.socket.pause()
    await until(() => expect(one.connections.count()).toBe(3))
    await until(() => expect(one.connections.count()).toBe(0))
  })

  test('but not one that is slow and alive', async () => {
    const one = await start({...short, takenMs: 100, headersMs: 50, requestMs: 50})
    const client = await open(one, ask('/slow'))
    await answered(client, 'slow')
  })

  test('a client is told how long it may keep its connection', async () => {
    const one = await start(short)
    const [stranger, person] = [await open(one, ask()), await open(one, ask('/', 'X-Person: ann\r\n'))]
    await answered(stranger)
    await answered(person)
    expect(person.answer()).toContain('Keep-Alive: timeout=0.3')
  })
})

describe('those who have not signed in', () => {
  test('hold so many connections from one address; a new one takes the place of the one that has waited longest', async () => {
    const one = await start({perAddress: 5})
    const slow = await opened(one, 20, 'GET / HTTP/1.1\r\nX-')
    await until(() => expect(slow.filter(client => client.isGone()).length).toBe(15))
    expect(one.connections.count()).toBe(5)
    await answered(await open(one, ask()))
  })

  test('never take the place of people who have signed in, nor of what is being answered', async () => {
    const one = await start({perAddress: 5})
    const people = await opened(one, 10, ask('/', 'X-Person: ann\r\n'))
    for (const client of people) await answered(client)
    const asking = await opened(one, 5, ask('/slow'))
    await until(() => expect(one.connections.count()).toBe(15))
    const late = await open(one, ask())
    await until(() => expect(late.isGone()).toBe(true))
    expect(late.answer()).toContain('503')
    for (const client of asking) await answered(client, 'slow')
    expect(people.some(client => client.isGone())).toBe(false)
  })

  test('make room where all connections are taken', async () => {
    const one = await start({sockets: 10})
    const slow = await opened(one, 10, 'GET / HTTP/1.1\r\nX-')
    await until(() => expect(one.connections.count()).toBe(10))
    await answered(await open(one, ask('/', 'X-Person: ann\r\n')))
    await until(() => expect(slow.filter(client => client.isGone()).length).toBe(1))
  })

  test('are told apart by what a trusted proxy says, and by nothing that anybody else says', async () => {
    const through = await start({perAddress: 3}, 'loopback')
    const held = await opened(through, 3, ask('/slow', 'X-Forwarded-For: 192.0.2.1\r\n'))
    await until(() => expect(through.connections.count()).toBe(3))
    await wait(50)
    const [same, other] = [await open(through, ask('/', 'X-Forwarded-For: 192.0.2.1\r\n')), await open(through, ask('/', 'X-Forwarded-For: 192.0.2.2\r\n'))]
    await answered(same, '429')
    await answered(other)
    for (const client of held) await answered(client, 'slow')
    same.socket.write(ask('/', 'X-Forwarded-For: 192.0.2.1\r\n'))
    await answered(same)

    const direct = await start({perAddress: 3})
    const claimed = await Promise.all(Array.from({length: 6}, (_, n) => open(direct, `GET / HTTP/1.1\r\nX-Forwarded-For: 192.0.2.${n}\r\nX-`)))
    await until(() => expect(claimed.filter(client => client.isGone()).length).toBe(3))
  })
})

describe('a person', () => {
  test('holds so many connections, from wherever; the oldest silent one makes room', async () => {
    const one = await start({perPerson: 3})
    const own = await opened(one, 3, ask('/', 'X-Person: ann\r\n'))
    for (const client of own) await answered(client)
    const others = await open(one, ask('/', 'X-Person: bob\r\n'))
    await answered(others)
    await answered(await open(one, ask('/', 'X-Person: ann\r\n')))
    await until(() => expect(own.filter(client => client.isGone()).length).toBe(1))
    expect(others.isGone()).toBe(false)
  })

  test('is told where all of them are in use', async () => {
    const one = await start({perPerson: 2})
    const busy = await opened(one, 2, ask('/slow', 'X-Person: ann\r\n'))
    await until(() => expect(one.connections.count()).toBe(2))
    await wait(50)
    await answered(await open(one, ask('/', 'X-Person: ann\r\n')), '429')
    for (const client of busy) await answered(client, 'slow')
  })
})

describe('closing', () => {
  test('answers what is asked, says that it is the last, and ends what is silent', async () => {
    const one = await start()
    const [silent, asking, writing] = [await open(one, ask()), await open(one, ask('/slow')), await open(one, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{')]
    await answered(silent)
    await until(() => expect(one.connections.count()).toBe(3))
    await wait(50)
    const closed = one.server.close(3_000)
    await until(() => expect(silent.isGone()).toBe(true))
    writing.socket.write('}')
    await answered(writing, 'read')
    await answered(asking, 'slow')
    for (const client of [writing, asking]) expect(client.answer()).toContain('Connection: close')
    await closed
    expect(one.connections.count()).toBe(0)
    await expect(fetch(`http://127.0.0.1:${one.port}`)).rejects.toThrow()
  })

  test('a request that was on its way when it began is answered', async () => {
    const one = await start()
    const client = await open(one, ask())
    await answered(client)
    const closed = one.server.close(3_000)
    client.socket.write(ask('/slow'))
    await answered(client, 'slow')
    await closed
  })

  test('several requests that came at once are all answered', async () => {
    const one = await start()
    const client = await open(one, ask('/slow') + ask('/slow') + ask('/'))
    await wait(100)
    const closed = one.server.close(3_000)
    await answered(client)
    expect(client.answer().match(/HTTP\/1.1 200/g)).toHaveLength(3)
    await closed
  })

  test('ends after its time, whoever is still there', async () => {
    const one = await start()
    await open(one, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{')
    await until(() => expect(one.connections.count()).toBe(1))
    await one.server.close(100)
    expect(one.connections.count()).toBe(0)
  })
})
