import {createServer, type Server} from 'node:http'
import {connect, type AddressInfo} from 'node:net'
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Problem} from '../errors.ts'
import {maxBodyBytes, parseJson, readBody} from './read-body.ts'

let server: Server
let port = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    readBody(request, ['application/json']).then(
      body => response.end(JSON.stringify({length: body?.text.length ?? null, start: body?.text.slice(0, 20)})),
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error
        response.writeHead(error.status, {Connection: 'close'}).end(error.code)
      },
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise<void>(resolve => {
  server.closeAllConnections()
  server.close(() => resolve())
}))

async function send(body: BodyInit | Buffer | undefined, headers: Record<string, string> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}`, {method: 'POST', headers: {'content-type': 'application/json', ...headers}, ...(body !== undefined && {body: body as BodyInit})})
  return {status: response.status, text: await response.text()}
}

const json = JSON.stringify({name: 'Ådne'})
const big = Buffer.alloc(maxBodyBytes + 1, 32)

test.each([['gzip', gzipSync(json)], ['deflate', deflateSync(json)], ['br', brotliCompressSync(json)], ['identity', Buffer.from(json)]])('reads a %s body', async (encoding, body) => {
  expect(await send(body, {'content-encoding': encoding})).toEqual({status: 200, text: JSON.stringify({length: json.length, start: json})})
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
    ['what is no UTF-8', 400, Buffer.from([0x22, 0xff, 0x22]), {}],
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

describe('parsing', () => {
  test.each([
    ['a cut word', '{"a":1,\n  "b": tru}', 'malformed-json', 'line 2, column 11'],
    ['nothing', '', 'malformed-json', 'line 1, column 1'],
    ['__proto__', '{"a":{"__proto__":{}}}', 'hostile-key', '"__proto__"'],
    ['__proto__ in disguise', '[{"\\u005f_proto__":1}]', 'hostile-key', '"__proto__"'],
    ['constructor', '{"x":[{"constructor":1}]}', 'hostile-key', '"constructor"'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`, 'too-deep', '64 levels'],
    ['half a million levels', '['.repeat(500_000) + ']'.repeat(500_000), 'too-deep', '64 levels'],
  ])('%s is refused', (_what, text, code, message) => {
    expect(() => parseJson(text)).toThrow(expect.objectContaining({status: 400, code, message: expect.stringContaining(message)}))
  })

  test('a hostile key is pointed at', () => {
    expect(() => parseJson('{"a/b":[{"x":{"prototype":1}}]}')).toThrow(expect.objectContaining({errors: [expect.objectContaining({pointer: '/a~1b/0/x/prototype'})]}))
  })

  test('a broken megabyte is refused within the time that a request may take', () => {
    for (const text of [`[${'\n'.repeat(1 << 20)}`, `{"a":"${'x'.repeat(1 << 20)}`, '['.repeat(1 << 20), `[${'1,'.repeat(1 << 19)}x`, `${'[],'.repeat(300_000)}`]) {
      const start = performance.now()
      expect(() => parseJson(text)).toThrow(Problem)
      expect(performance.now() - start).toBeLessThan(250)
    }
  })
})
