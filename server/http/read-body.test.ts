import {createServer, type Server} from 'node:http'
import {connect, type AddressInfo} from 'node:net'
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {recordOperations} from '../../schemas/index.ts'
import {Problem} from '../errors.ts'
import type {BodyRule} from './body-rule.ts'
import {readBody} from './read-body.ts'

const recordBody = {types: ['application/json'], ...recordOperations.createRecord.body.limits}

const small: BodyRule = {types: ['application/json'], maxBytes: 1000, maxValues: 10}
const rules: Readonly<Record<string, BodyRule>> = {'/': recordBody, '/small': small}

let server: Server
let port = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    readBody(request, response, rules[request.url!]!).then(
      body => response.end(JSON.stringify({length: body?.bytes.length ?? null, start: body?.bytes.toString('utf8', 0, 20)})),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error
        response.writeHead(error.status, {Connection: 'close'}).end(error.code)
      },
    )
  })
  server.on('checkContinue', (request, response) => server.emit('request', request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise<void>(resolve => {
  server.closeAllConnections()
  server.close(() => resolve())
}))

async function send(body: BodyInit | Buffer | undefined, headers: Record<string, string> = {}, path = '/') {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {method: 'POST', headers: {'content-type': 'application/json', ...headers}, ...(body !== undefined && {body: body as BodyInit})})
  return {status: response.status, text: await response.text()}
}

const json = JSON.stringify({name: 'Ådne'})
const big = Buffer.alloc(recordBody.maxBytes + 1, 32)

test.each([['gzip', gzipSync(json)], ['deflate', deflateSync(json)], ['br', brotliCompressSync(json)], ['identity', Buffer.from(json)]])('reads a %s body', async (encoding, body) => {
  expect(await send(body, {'content-encoding': encoding})).toEqual({status: 200, text: JSON.stringify({length: Buffer.byteLength(json), start: json})})
})

test('no body is no body, and a full megabyte still fits', async () => {
  expect(await send(undefined)).toMatchObject({status: 200, text: '{"length":null}'})
  expect(await send(big.subarray(1))).toMatchObject({status: 200})
})

test('a stream without a length is bounded as well', async () => {
  const stream = new ReadableStream({start: controller => {
    for (let n = 0; n < 20; n++) controller.enqueue(new Uint8Array(100_000))
    controller.close()
  }})
  const response = await fetch(`http://127.0.0.1:${port}`, {method: 'POST', headers: {'content-type': 'application/json'}, body: stream, duplex: 'half'} as RequestInit)
  expect(response.status).toBe(413)
})

describe('refuses', () => {
  test.each<[string, number, Buffer | string, Record<string, string>]>([
    ['what is too large', 413, big, {}],
    ['what is too large once inflated', 413, gzipSync(Buffer.alloc(300 * 1024 * 1024)), {'content-encoding': 'gzip'}],
    ['a Brotli bomb', 413, brotliCompressSync(Buffer.alloc(50 * 1024 * 1024)), {'content-encoding': 'br'}],
    ['another type', 415, json, {'content-type': 'text/plain'}],
    ['multipart', 415, json, {'content-type': 'multipart/form-data; boundary=x'}],
    ['another charset', 415, json, {'content-type': 'application/json; charset=utf-16'}],
    ['another encoding', 415, json, {'content-encoding': 'zstd'}],
    ['encodings on encodings', 415, gzipSync(gzipSync(json)), {'content-encoding': 'gzip, gzip'}],
    ['what is not the encoding it says', 400, json, {'content-encoding': 'gzip'}],
    ['a cut-off encoding', 400, gzipSync(json).subarray(0, 15), {'content-encoding': 'gzip'}],
  ])('%s with %d', async (_what, status, body, headers) => {
    expect(await send(body, headers)).toMatchObject({status})
  })
})

test('a connection that ends before its body leaves the server standing', async () => {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>(resolve => socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":', () => resolve()))
  socket.destroy()
  expect(await send(json)).toMatchObject({status: 200})
})

describe('a rule that takes little', () => {
  test('is kept to the byte, whatever is larger elsewhere', async () => {
    expect(await send(big.subarray(0, small.maxBytes), {}, '/small')).toMatchObject({status: 200})
    expect(await send(big.subarray(0, small.maxBytes + 1), {}, '/small')).toMatchObject({status: 413})
  })

  test('takes no encoding, however small', async () => {
    for (const [encoding, body] of [['gzip', gzipSync('1')], ['deflate', deflateSync('1')], ['br', brotliCompressSync('1')]] as const) {
      expect(await send(body, {'content-encoding': encoding}, '/small')).toMatchObject({status: 415})
    }
    expect(await send('1', {'content-encoding': 'identity'}, '/small')).toMatchObject({status: 200})
  })

  test('refuses what is announced as too large, of a wrong type or encoded before any of it is sent', async () => {
    for (const [status, headers] of [
      [413, 'Content-Type: application/json\r\nContent-Length: 1001'], [415, 'Content-Type: text/plain\r\nContent-Length: 10'], [415, 'Content-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked'],
    ] as const) expect(await answerTo(`POST /small HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n${headers}\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})

test('a body in a few thousand crumbs is refused, and one in ordinary pieces is not', async () => {
  const inPieces = (count: number, size: number) => `${`${size.toString(16)}\r\n${' '.repeat(size)}\r\n`.repeat(count)}1\r\n1\r\n0\r\n\r\n`
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(await answerTo(head + inPieces(5_000, 1))).toMatch(/^HTTP\/1.1 413 /)
  expect(await answerTo(head + inPieces(700, 1_400))).toMatch(/^HTTP\/1.1 200 /)
})

/** All that comes back for these bytes. */
function answerTo(text: string): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', chunk => {
      answer += chunk.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}
