/** A socket to /live for tests: what came, in order, and waiting for what should come. What crosses it is held against /asyncapi.json. */
import {WebSocket, type ClientOptions} from 'ws'
import type {LiveMessage} from '../runtime/page.ts'
import type {LiveAsk} from '../schemas/index.ts'
import {checkLive} from './check-live.ts'

export type Told<T extends LiveMessage['type']> = Extract<LiveMessage, {readonly type: T}>

export interface LiveClient {
  /** Everything that came, but for beats. */
  readonly told: readonly LiveMessage[]
  /** The texts as they came. */
  readonly texts: readonly string[]
  readonly socket: WebSocket
  /** A text goes as it is, whatever it says. */
  send(message: LiveAsk | string): void
  /** Subscribes and waits until that is answered. */
  follow(topics: readonly string[], since?: number): Promise<Told<'subscribed'>>
  /** The next message of this type that was not waited for before. Rejects after fifteen seconds. */
  next<T extends LiveMessage['type']>(type: T): Promise<Told<T>>
  /** What came up to now, when everything that the server had to say was said. */
  settled(): Promise<readonly LiveMessage[]>
  /** The close code. */
  readonly closed: Promise<number>
  close(): void
}

/** Rejects with the status when the upgrade is refused. */
export async function openLive(url: string, options: ClientOptions & {readonly token?: string} = {}): Promise<LiveClient> {
  const {token, headers, ...rest} = options
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, {headers: {...(token !== undefined && {authorization: `Bearer ${token}`}), ...headers}, ...rest})
  const told: LiveMessage[] = []
  const texts: string[] = []
  const waiting = new Set<() => void>()
  let taken: readonly LiveMessage[] = []
  socket.on('message', data => {
    const text = (data as Buffer).toString()
    const message = JSON.parse(text) as LiveMessage
    checkLive('send', text)
    if (message.type === 'beat') return
    texts.push(text)
    told.push(message)
    for (const look of waiting) look()
  })
  const closed = new Promise<number>(resolve => void socket.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      reject(new Error(`refused: ${response.statusCode}`))
      socket.terminate()
    })
    socket.on('error', reject)
  })

  function next<T extends LiveMessage['type']>(type: T): Promise<Told<T>> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = told.find(message => message.type === type && !taken.includes(message))
        if (!found) return
        taken = [...taken, found]
        done()
        resolve(found as Told<T>)
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`no "${type}" came; got ${JSON.stringify(told.map(message => message.type))}`))
      }, 15_000)
      const done = (): void => {
        clearTimeout(timer)
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  }

  const send = (message: LiveAsk | string): void => {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    if (typeof message !== 'string') checkLive('receive', text)
    socket.send(text)
  }
  return {
    told, texts, socket, send, next, closed,
    follow(topics, since) {
      send({type: 'subscribe', topics, ...(since !== undefined && {since})})
      return next('subscribed')
    },
    async settled() {
      send({type: 'ping'})
      await next('pong')
      return told.filter(message => message.type !== 'pong')
    },
    close: () => socket.close(),
  }
}
