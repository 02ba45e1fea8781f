import express, {type Express} from 'express'
import {connect} from 'node:net'
import {afterEach, describe, expect, test, vi} from 'vitest'
import {recordOperations} from '../../../schemas/index.ts'
import {createHttpServer, type HttpServer} from '../create-http-server.ts'
import {DiscardingRequest} from '../discard-rest.ts'
import {readBody} from '../read-body.ts'

const recordBody = {types: ['application/json'], ...recordOperations.createRecord.body.limits}

const started: HttpServer[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const server of started.splice(0)) await server.close(50)
})

async function start(prepare: (app: Express) => void): Promise<number> {
  const app = express()
  prepare(app)
  const server = createHttpServer(app)
  started.push(server)
  return server.listen(0, '127.0.0.1')
}

/** All that comes back until the connection ends, or until it holds `last`. */
function answerTo(port: number, sent: string, last?: string): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    let answer = ''
    socket.on('data', bytes => {
      answer += bytes.toString('latin1')
      if (last !== undefined && answer.includes(last)) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

const post = (path: string, chunks: string): string => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`
const crumbs = `${'1\r\nx\r\n'.repeat(100_000)}0\r\n\r\n`

describe('of a body in chunks of a byte', () => {
  test.each([
    ['that nobody reads', '/nowhere', 404],
    ['that comes in more pieces than are read', '/read', 413],
  ])('%s the parser sees the first few thousand bytes', async (_what, path, status) => {
    const port = await start(app => {
      app.post('/nowhere', (_request, response) => void response.status(404).end())
      app.post('/read', (request, response) => void readBody(request, response, {...recordBody, maxBytes: 1_000}).catch(() => response.status(413).end()))
    })
    const pushed = vi.spyOn(DiscardingRequest.prototype, 'push')
    let read: () => number
    started.at(-1)!.server.on('connection', socket => {
      read = () => socket.bytesRead
    })
    expect(await answerTo(port, post(path, crumbs))).toContain(`HTTP/1.1 ${status}`)
    expect(read!()).toBeLessThan(300_000)
    expect(pushed.mock.calls.length).toBeLessThan(2_000)
  })
})

test('a body in chunks is read to its end, and the connection goes on', async () => {
  const bodies: number[] = []
  const port = await start(app => {
    app.post('/read', async (request, response) => {
      const read = await readBody(request, response, recordBody)
      bodies.push(read!.bytes.length)
      response.end(`read ${bodies.length}`)
    })
  })
  const large = `${`1000\r\n${'x'.repeat(4_096)}\r\n`.repeat(60)}0\r\n\r\n`
  const small = '3\r\nabc\r\n0\r\n\r\n'
  expect(await answerTo(port, post('/read', large) + post('/read', small) + post('/read', large), 'read 3')).not.toContain('Connection: close')
  expect(bodies).toEqual([60 * 4_096, 3, 60 * 4_096])
})

test('the next request is answered after a body in chunks that came whole and that nobody read', async () => {
  const port = await start(app => {
    app.get('/:name', (request, response) => void setTimeout(() => response.end(`this is ${request.params.name}`), 20))
  })
  const ask = (name: string): string => post(`/${name}`, '3\r\nabc\r\n0\r\n\r\n').replace('POST', 'GET')
  expect(await answerTo(port, ask('first') + ask('second'), 'this is second')).toContain('this is first')
})
