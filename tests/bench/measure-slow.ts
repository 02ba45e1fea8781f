/** A thousand connections that take their time, beside everyone else's ordinary work: how long the process holds them, and how much the others' 99th percentile moves. */
import {readdir} from 'node:fs/promises'
import {connect, type Socket} from 'node:net'
import {setTimeout as wait} from 'node:timers/promises'
import type {BenchContext} from './bench-context.ts'
import {load} from './load.ts'
import {median, type Figure} from './measure.ts'

/** Pairs of short rounds, one alone and one beside slow connections, so that whatever else the machine does falls on both. */
const pairs = 7
const seconds = 2

export async function measureSlow(bench: BenchContext): Promise<readonly Figure[]> {
  const {served} = bench
  const headers = await signIn(bench, 'manager@demo.test')
  const work = {url: `${served.url}/api/v1/records/contact?sort=last_name&limit=50`, headers}
  const p99 = async (): Promise<number> => (await load(work, seconds, 4)).p99
  const descriptors = async (): Promise<number> => (await readdir(`/proc/${served.pid}/fd`)).length
  const until = async (holds: (open: number) => boolean): Promise<void> => {
    for (const began = performance.now(); !holds(await descriptors()) && performance.now() - began < 90_000;) await wait(100)
  }
  const open = (): readonly Socket[] => openSlow(Number(new URL(served.url).port), bench.token)
  await p99()
  const before = await descriptors()
  const [alone, beside]: [number[], number[]] = [[], []]
  let most = 0
  for (let pair = 0; pair < pairs; pair++) {
    await until(now => now <= before)
    alone.push(await p99())
    const slow = open()
    await wait(500)
    most = Math.max(most, await descriptors() - before)
    beside.push(await p99())
    for (const socket of slow) socket.destroy()
  }
  await until(now => now <= before)
  const began = performance.now()
  const slow = open()
  await wait(500)
  await until(now => now <= before)
  const held = (performance.now() - began) / 1000
  const left = await descriptors() - before
  for (const socket of slow) socket.destroy()
  const [quiet, busy] = [median(alone), median(beside)]
  return [
    {name: 'seconds until 1,000 slow connections are gone', value: held, unit: 's', want: 'at most', limit: 60, how: `${most} of them were in the process after half a second, ${Math.max(0, left)} at the end: headers and bodies that never end, answers that are hardly read`},
    {name: 'others\' p99 beside them', value: busy / quiet, unit: 'x alone', want: 'at most', limit: 2, how: `${busy.toFixed(2)} ms against ${quiet.toFixed(2)} ms: medians of ${pairs} rounds each, in turns, of ${seconds} s with 4 connections`},
  ]
}

async function signIn({served, data}: BenchContext, email: string): Promise<Readonly<Record<string, string>>> {
  const login = await fetch(`${served.url}/api/v1/auth/login`, {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({email, password: data.password})})
  return {authorization: `Bearer ${(await login.json() as {readonly token: string}).token}`}
}

function openSlow(port: number, token: string): readonly Socket[] {
  const of = (count: number, one: () => Socket): Socket[] => Array.from({length: count}, one)
  return [
    ...of(400, () => trickle(port, 'GET /login HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')),
    ...of(400, () => trickle(port, 'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nemail=')),
    ...of(200, () => sip(port, `GET /api/v1/records/contact?limit=200 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`)),
  ]
}

/** Sends a byte a second. */
function trickle(port: number, start: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(start))
  const timer = setInterval(() => socket.write('x'), 1_000)
  socket.on('error', () => {})
  socket.on('close', () => clearInterval(timer))
  return socket
}

/** Reads what comes at once every half minute. */
function sip(port: number, request: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(request))
  const timer = setInterval(() => {
    socket.resume()
    socket.once('data', () => socket.pause())
  }, 30_000)
  socket.pause()
  socket.on('error', () => {})
  socket.on('close', () => clearInterval(timer))
  return socket
}
