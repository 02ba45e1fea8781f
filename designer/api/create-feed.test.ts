import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createFeed, type Feed} from './create-feed.ts'

const states = {CONNECTING: 0, OPEN: 1, CLOSED: 3}

class Socket extends EventTarget {
  readyState = states.CONNECTING
  readonly heard: object[] = []
  send(text: string): void {
    this.heard.push(JSON.parse(text) as object)
  }
  close(): void {}
  stand(seq: number): void {
    this.readyState = states.OPEN
    this.dispatchEvent(new Event('open'))
    this.say({type: 'subscribed', topics: [], refused: [], seq})
  }
  say(message: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), {data: JSON.stringify(message)}))
  }
  end(): void {
    this.readyState = states.CLOSED
    this.dispatchEvent(Object.assign(new Event('close'), {code: 1006}))
  }
}

class Channel extends EventTarget {
  postMessage(): void {}
  close(): void {}
}

let sockets: Socket[]
let feed: Feed
let isAway: boolean
const page = {window: new EventTarget(), document: Object.assign(new EventTarget(), {visibilityState: 'visible'})}
const nothing = (): void => undefined

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', states)
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.stubGlobal('document', page.document)
  vi.stubGlobal('addEventListener', page.window.addEventListener.bind(page.window))
  vi.stubGlobal('removeEventListener', page.window.removeEventListener.bind(page.window))
  sockets = []
  isAway = false
  feed = createFeed({
    user: 'u', reach: async () => true,
    troubles: {connected: nothing, blocked: nothing, signedOut: nothing, another: nothing, away: () => isAway, whenBack: nothing},
    open() {
      sockets.push(new Socket())
      return sockets.at(-1) as unknown as WebSocket
    },
  })
})
afterEach(() => {
  feed.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const last = (): Socket => sockets.at(-1)!

test('a topic is followed once, for as long as anybody asks for it', () => {
  const leave = feed.subscribe(['records:contact'])
  last().stand(4)
  const leaveToo = feed.subscribe(['records:contact', 'releases'])
  leave()
  leaveToo()
  expect(last().heard).toEqual([
    {type: 'subscribe', topics: ['records:contact'], user: 'u'},
    {type: 'subscribe', topics: ['releases'], since: 4},
    {type: 'unsubscribe', topics: ['records:contact', 'releases']},
  ])
})

test('after a lost line it asks for what was missed, and again for all of the last event, which may have been told in part', async () => {
  feed.subscribe(['records:contact'])
  last().stand(4)
  last().say({type: 'records-changed', schema: 'contact', changes: [], seq: 9})
  last().end()
  await vi.advanceTimersByTimeAsync(1_000)
  last().stand(9)
  expect(last().heard).toEqual([{type: 'subscribe', topics: ['records:contact'], since: 8, user: 'u'}])
})

test('where the line does not get through, everybody looks again at once and each minute, but not while the person is away', async () => {
  const heard: string[] = []
  feed.onMessage(({type}) => heard.push(type))
  const endAll = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      await vi.advanceTimersByTimeAsync(1_000)
      if (last().readyState !== states.CLOSED) last().end()
    }
  }
  last().end()
  await endAll(125)
  expect(heard).toEqual(['resync', 'resync', 'resync'])
  isAway = true
  await endAll(125)
  expect(heard).toHaveLength(3)
})
