/** Built files over HTTP, of the build of now and of earlier ones. */
import express from 'express'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {createServer, get, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {Problem} from '../errors.ts'
import {serveAssets} from './assets-route.ts'

let folder: string
let server: Server
let url: string
let asked: string[]
const former = new Map([['chunks/OLD.js', 'old chunk'], ['../secret.js', 'secret'], ['client-NEW.js', 'not this one']])

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espalier-assets-'))
  await mkdir(join(folder, 'public'))
  await writeFile(join(folder, 'public/client-NEW.js'), 'new client')
  await writeFile(join(folder, 'secret.js'), 'secret')
  asked = []
  const app = express()
  app.use(serveAssets({folder: join(folder, 'public'), findFormer: async path => {
    asked.push(path)
    const text = former.get(path)
    return text === undefined ? undefined : Buffer.from(text)
  }}))
  app.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => void response.status(error instanceof Problem ? error.status : 500).end())
  server = createServer(app)
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(done => void server.close(done))
  await rm(folder, {recursive: true, force: true})
})

test('a file of an earlier build is sent as one of now is', async () => {
  const [now, old] = await Promise.all(['client-NEW.js', 'chunks/OLD.js'].map(path => fetch(`${url}/assets/${path}`)))
  expect([await now!.text(), await old!.text()]).toEqual(['new client', 'old chunk'])
  for (const name of ['content-type', 'content-encoding', 'cache-control', 'vary']) expect([name, old!.headers.get(name)]).toEqual([name, now!.headers.get(name)])
  expect(old!.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test('earlier builds are asked only for what the build of now does not have', async () => {
  await fetch(`${url}/assets/client-NEW.js`)
  expect(asked).toEqual([])
  expect((await fetch(`${url}/assets/chunks/NONE.js`)).status).toBe(404)
  expect(asked).toEqual(['chunks/NONE.js'])
})

test.each(['/assets/../secret.js', '/assets/%2e%2e/secret.js', '/assets/..%2fsecret.js', '/assets/chunks/..%5c..%5csecret.js', '/assets//secret.js', '/assets/chunks/OLD', '/assets/.OLD.js', '/assets/a/b/c/d/e/f.js'])('no earlier build is asked for %s', async path => {
  const status = await new Promise<number>((done, failed) => {
    // As it stands: `fetch` would mend the path.
    get({host: '127.0.0.1', port: new URL(url).port, path}, response => done(response.resume().statusCode!)).on('error', failed)
  })
  expect([status, asked]).toEqual([404, []])
})
