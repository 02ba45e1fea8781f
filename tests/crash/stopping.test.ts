/** SIGTERM to the built server under load: what was asked is answered, and everybody is told. */
import {connect, type Socket} from 'node:net'
import {setTimeout as wait} from 'node:timers/promises'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {WebSocket} from 'ws'
import {startBuilt, type BuiltServer} from '../built-server.ts'
import {checkLive} from '../check-live.ts'

let server: BuiltServer
let token = ''

beforeAll(async () => {
  server = await startBuilt()
  const login = await fetch(`${server.url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({email: 'admin@demo.test', password: 'espalier'})})
  token = (await login.json() as {token: string}).token
})
afterAll(() => server.close())

const head = (method: string, path: string, more = ''): string => `${method} ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`

/** One connection that asks again and again, until it is told that there will be no more answers. */
interface Asker {readonly answers: number; readonly status: string; /** Ended while an answer was owed. */ readonly wasCut: boolean; readonly wasTold: boolean}

function askOn(request: () => string, onAnswer: (answers: number) => void): Promise<Asker> {
  return new Promise(resolve => {
    const socket = connect(server.port, 'localhost', () => socket.write(request()))
    let [answers, received, status, owed, told] = [0, '', '', true, false]
    socket.on('data', chunk => {
      received += chunk.toString('latin1')
      const end = received.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)
      if (end < 0 || received.length < end + 4 + length) return
      answers++
      onAnswer(answers)
      status = received.slice(9, 12)
      told = /\r\nconnection: close\r\n/i.test(received)
      received = ''
      owed = !told
      if (!told) socket.write(request())
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve({answers, status, wasCut: owed, wasTold: told}))
  })
}

function opened(): Promise<Socket> {
  return new Promise(resolve => {
    const socket = connect(server.port, 'localhost', () => resolve(socket))
  })
}

const textOf = (socket: Socket): Promise<string> => new Promise(resolve => {
  let text = ''
  socket.on('data', chunk => {
    text += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.on('close', () => resolve(text))
})

test('no request that was accepted is cut off, idle connections end, and sockets are told', async () => {
  const record = JSON.stringify({last_name: 'Under way'})
  let busy = 0
  const count = (answers: number): void => void (busy += Number(answers === 2))
  const askers = [
    ...Array.from({length: 8}, () => askOn(() => head('GET', '/api/v1/records/contact?limit=20'), count)),
    ...Array.from({length: 4}, () => askOn(() => head('GET', '/app/contacts', 'Accept: text/html\r\n'), count)),
    ...Array.from({length: 4}, () => askOn(() => `${head('POST', '/api/v1/records/contact', `Content-Type: application/json\r\nContent-Length: ${record.length}\r\n`)}${record}`, count)),
  ]
  const silent = await opened()
  silent.write(head('GET', '/healthz'))
  const silence = textOf(silent)
  const uploader = await opened()
  uploader.write(head('POST', '/api/v1/records/contact', `Content-Type: application/json\r\nContent-Length: ${record.length}\r\n`) + record.slice(0, 5))
  const uploaded = textOf(uploader)
  const live = new WebSocket(`ws://localhost:${server.port}/live`, {headers: {Authorization: `Bearer ${token}`}})
  live.on('message', data => checkLive('send', String(data)))
  await new Promise(resolve => void live.once('open', resolve))
  const code = new Promise<number>(resolve => void live.once('close', resolve))

  await expect.poll(() => busy).toBe(askers.length)
  const gone = server.end()
  // A slow sender is slow, not gone.
  for (const letter of record.slice(5)) {
    await wait(50)
    uploader.write(letter)
  }
  expect(await uploaded).toMatch(/^HTTP\/1.1 201 [^]*\r\nConnection: close\r\n/)
  expect(await silence).toMatch(/^HTTP\/1.1 200 /)
  expect(await code).toBe(1001)
  const all = await Promise.all(askers)
  expect(all.filter(asker => asker.wasCut)).toEqual([])
  for (const {answers, status, wasTold} of all) expect({answered: answers > 1, status, wasTold}).toEqual({answered: true, status: expect.stringMatching(/^20[01]$/), wasTold: true})
  expect(await gone).toBe(0)
})
