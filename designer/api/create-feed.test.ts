import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {closed, stubPage, type FakePage, type FakeSocket} from '../../tests/fake-live-page.ts'
import {createFeed, type Feed} from './create-feed.ts'

let page: FakePage
let feed: Feed
let isAway: boolean
const nothing = (): void => undefined

beforeEach(() => {
  vi.useFakeTimers()
  page = stubPage()
  isAway = false
  feed = createFeed({
    user: 'u', reach: async () => true,
    troubles: {connected: nothing, blocked: nothing, signedOut: nothing, another: nothing, away: () => isAway, whenBack: nothing},
    open: page.open,
  })
})
afterEach(() => {
  feed.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const last = (): FakeSocket => page.sockets.at(-1)!

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
      if (last().readyState !== closed) last().end()
    }
  }
  last().end()
  await endAll(125)
  expect(heard).toEqual(['resync', 'resync', 'resync'])
  isAway = true
  await endAll(125)
  expect(heard).toHaveLength(3)
})
