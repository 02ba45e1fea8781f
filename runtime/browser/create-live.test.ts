import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {liveCloseCodes} from '../../schemas/index.ts'
import {closed, stubPage, type FakePage, type FakeSocket} from '../../tests/fake-live-page.ts'
import {createLive, type Live, type LiveOptions} from './create-live.ts'

let page: FakePage
let said: string[]
let isAway: boolean
let onBack: () => void
let reached: boolean
let live: Live
const minute = 60_000

beforeEach(() => {
  vi.useFakeTimers()
  page = stubPage()
  said = []
  isAway = false
  reached = true
  live = createLive(options())
})
afterEach(() => {
  live.close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function options(): LiveOptions {
  const away = (why: string): void => {
    isAway = true
    said.push(why)
  }
  return {
    topics: () => ['records:contact'], since: () => 5, user: () => 'u', onMessage: () => undefined,
    async look() {
      said.push('look')
      return reached
    },
    troubles: {
      connected(is) {
        if (is) isAway = false
        said.push(is ? 'on' : 'off')
      },
      blocked: is => said.push(is ? 'blocked' : 'through'),
      signedOut: () => away('ended'),
      another: () => away('another'),
      away: () => isAway,
      whenBack: listener => void (onBack = listener),
    },
    open: page.open,
  }
}

const last = (): FakeSocket => page.sockets.at(-1)!
const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)

test.each([
  ['the session has ended', liveCloseCodes.sessionEnded.code, 'ended'],
  ['somebody else is signed in', liveCloseCodes.anotherPerson.code, 'another'],
])('once %s that is said once, and no line is tried, however long it takes', async (_what, code, why) => {
  last().stand(7)
  last().end(code)
  await pass(60 * minute)
  expect(page.sockets).toHaveLength(1)
  expect(said).toEqual(['through', 'on', 'off', why])
})

test.each<[string, () => unknown]>([
  ['comes back to the page', () => page.window.dispatchEvent(new Event('focus'))],
  ['is online again', () => page.window.dispatchEvent(new Event('online'))],
  ['sees it again', () => page.document.dispatchEvent(new Event('visibilitychange'))],
  ['opened another page of this browser', () => page.channels.at(-1)!.dispatchEvent(new Event('message'))],
  ['was answered by HTTP', () => onBack()],
])('whoever %s is back: one line is tried, and where it ends at the door, no other', async (_what, returns) => {
  last().stand(7)
  last().end(liveCloseCodes.sessionEnded.code)
  await pass(minute)
  returns()
  last().end(1006)
  await pass(60 * minute)
  expect(page.sockets).toHaveLength(2)
  returns()
  last().stand(7)
  expect([page.sockets.length, said.at(-1)]).toEqual([3, 'on'])
})

test('a page of another tab that opens changes nothing where the line is only lost', async () => {
  last().stand(7)
  last().end(1006)
  page.channels.at(-1)!.dispatchEvent(new Event('message'))
  expect(page.sockets).toHaveLength(1)
})

test('a lost line is tried again ever more seldom, at moments of its own, and from the last event that is known', async () => {
  reached = false
  last().stand(7)
  const waits: number[] = []
  for (let round = 0; round < 9; round++) {
    const before = Date.now()
    last().end(1006)
    while (page.sockets.length === round + 1) await pass(10)
    waits.push(Date.now() - before)
  }
  waits.forEach((wait, round) => {
    const whole = Math.min(15_000, 300 * 2 ** round)
    expect([round, wait >= whole / 2, wait <= whole + 10]).toEqual([round, true, true])
  })
  // The last three have the same bounds.
  expect(new Set(waits.slice(-3)).size).toBeGreaterThan(1)
  last().stand(7)
  expect(last().heard).toEqual([{type: 'subscribe', topics: ['records:contact'], since: 5, user: 'u'}])
})

test.each([liveCloseCodes.slow.code, liveCloseCodes.tooManyMessages.code])('after %i a line takes a breath', async code => {
  last().stand(7)
  last().end(code)
  await pass(2_000)
  expect(page.sockets).toHaveLength(1)
  await pass(3_000)
  expect(page.sockets).toHaveLength(2)
})

test('a line that has beaten and falls silent is dead', async () => {
  last().stand(7)
  last().say({type: 'beat', seq: 8})
  await pass(49_000)
  expect(said.at(-1)).toBe('on')
  await pass(2_000)
  expect([said.includes('off'), page.sockets.length]).toEqual([true, 2])
})

test('where sockets are refused though the server answers, that is said at once, and one looks each minute until one gets through', async () => {
  last().end(1006)
  await pass(0)
  last().end(1006)
  expect(said).toEqual(['off', 'look', 'off', 'blocked'])
  said.length = 0
  for (let second = 0; second < 120; second++) {
    await pass(1_000)
    if (last().readyState !== closed) last().end(1006)
  }
  expect(said.filter(one => one === 'look')).toHaveLength(2)
  page.window.dispatchEvent(new Event('focus'))
  expect(said.filter(one => one === 'look')).toHaveLength(3)
  last().stand(7)
  said.length = 0
  await pass(5 * minute)
  expect(said).toEqual([])
})

test('where a socket hangs, that is said after three seconds', async () => {
  await pass(2_900)
  expect(said).toEqual([])
  await pass(200)
  expect(said).toEqual(['look', 'blocked'])
})

test('where the server does not answer either, nothing is said to be blocked', async () => {
  reached = false
  for (let round = 0; round < 5; round++) {
    last().end(1006)
    await pass(15_000)
  }
  expect(said).not.toContain('blocked')
})
