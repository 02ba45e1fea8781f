/** Whatever a socket sends, only that socket ends; the server serves the others. */
import {randomBytes} from 'node:crypto'
import {connect} from 'node:net'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {openLive} from '../live-client.ts'
import {startApp, type TestApp} from '../start-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

/** Opens a socket by hand, sends bytes, and resolves with what came back once it ends. */
async function sendRaw(bytes: readonly Buffer[]): Promise<string> {
  const token = await app.tokenOf('agent')
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => {
      socket.write(`GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`)
    })
    let answer = ''
    let sent = false
    socket.setTimeout(30_000, () => reject(new Error(`the socket stayed open: ${answer.slice(0, 200)}`)))
    socket.on('data', chunk => {
      answer += chunk.toString('latin1')
      if (sent || !answer.includes('\r\n\r\n')) return
      sent = true
      for (const one of bytes) socket.write(one)
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}

/** One frame from a client, masked with zeros. */
function frame(opcode: number, payload: Buffer, {fin = true, length = payload.length}: {readonly fin?: boolean; readonly length?: number} = {}): Buffer {
  const head = length < 126 ? Buffer.from([0x80 | length]) : Buffer.from([0xff, ...new Uint8Array(new BigUint64Array([BigInt(length)]).buffer).toReversed()])
  return Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | opcode]), head, Buffer.alloc(4), payload])
}
const text = (value: unknown): Buffer => frame(1, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))
const none = Buffer.alloc(0)

test.each([
  ['noise', [randomBytes(4_000)]],
  ['a frame that says it holds a petabyte', [frame(1, Buffer.from('{'), {length: 2 ** 50})]],
  ['a message of 70,000 bytes', [text('x'.repeat(70_000))]],
  ['a message of 20,000 empty fragments', [frame(1, none, {fin: false}), ...Array<Buffer>(20_000).fill(frame(0, none, {fin: false}))]],
  ['fragments that are too much together', Array.from({length: 70}, (_, n) => frame(n === 0 ? 1 : 0, Buffer.alloc(1_000, 97), {fin: false}))],
  ['a continuation of nothing', [frame(0, Buffer.from('x'))]],
  ['text that is no UTF-8', [frame(1, Buffer.from([0xff, 0xfe, 0x80]))]],
  ['an opcode that is none', [frame(11, none)]],
  ['bytes', [frame(2, Buffer.from('{"type":"ping"}'))]],
  ['more messages than one socket may', Array<Buffer>(200).fill(text({type: 'ping'}))],
])('%s ends that socket alone', async (_what, bytes) => {
  const other = await openLive(app.url, {token: await app.tokenOf('admin')})
  await other.follow(['records:company'])
  expect(await sendRaw(bytes)).toMatch(/^HTTP\/1\.1 101 /)
  await app.as('admin')('POST', '/api/v1/records/company', {name: 'Still served'})
  expect((await other.next('records-changed')).changes).toHaveLength(1)
  other.close()
})

test.each([
  '{', '[]', 'null', '"subscribe"', {type: '__proto__'}, {type: 'constructor'}, {type: 'subscribe'}, {type: 'subscribe', topics: 'x'}, {type: 'subscribe', topics: [1]}, {type: 'subscribe', topics: [], since: -1}, {type: 'subscribe', topics: [], since: '1'},
  {type: 'subscribe', topics: [], actor: {role: 'admin'}}, '{"type":"subscribe","topics":[],"__proto__":{"role":"admin"}}',
])('%j is refused in words', async message => {
  const line = await openLive(app.url, {token: await app.tokenOf('agent')})
  line.send(typeof message === 'string' ? message : JSON.stringify(message))
  expect((await line.next('refused')).reason.length).toBeGreaterThan(5)
  line.close()
})

test('topics that are none are refused one by one', async () => {
  const line = await openLive(app.url, {token: await app.tokenOf('agent')})
  const asked = ['', ':', 'records:', 'records:__proto__', 'records:constructor', 'records:contact;drop', 'records:CONTACT', 'records:user', 'records:session', 'screen:', 'screen://evil', 'screen:/../api', 'screen:/%2e%2e', 'releases', 'draft:x', 'x'.repeat(3_000), '__proto__']
  const {topics, refused} = await line.follow(asked)
  expect(topics).toEqual([])
  expect(refused).toHaveLength(asked.length)
  line.close()
})
