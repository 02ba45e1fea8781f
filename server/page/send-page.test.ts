import express from 'express'
import type {AddressInfo} from 'node:net'
import {request} from 'node:http'
import {gunzipSync} from 'node:zlib'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {sendPage} from './send-page.ts'

const long = '<p>Añejo 日本</p>'.repeat(400)
const app = express()
app.get('/long', (asked, response) => sendPage(asked, response, 'text/html; charset=utf-8', long))
app.get('/short', (asked, response) => sendPage(asked, response, 'text/html; charset=utf-8', '<p>ñ</p>'))
const server = app.listen(0, '127.0.0.1')
beforeAll(() => new Promise<void>(listening => server.listening ? listening() : server.once('listening', () => listening())))
afterAll(() => server.close())

test.each([
  ['/long', 'gzip, deflate, br', 'gzip'],
  ['/long', 'identity', undefined],
  ['/long', 'gzip;q=0', undefined],
  ['/short', 'gzip', undefined],
] as const)('%s to a browser that takes "%s" goes out as %s, with the same text', async (path, accepts, encoding) => {
  const {headers, body} = await get(path, accepts)
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers.vary).toContain('Accept-Encoding')
  expect((encoding ? gunzipSync(body) : body).toString()).toBe(path === '/long' ? long : '<p>ñ</p>')
})

/** Not `fetch`, which unpacks and hides what came. */
function get(path: string, accepts: string): Promise<{readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: Buffer}> {
  return new Promise((resolve, reject) => {
    request({host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, headers: {'accept-encoding': accepts}}, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({headers: response.headers, body: Buffer.concat(chunks)}))
    }).on('error', reject).end()
  })
}
