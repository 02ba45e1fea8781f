import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {createLive} from './live.ts'

/** Node 20 has none. */
const states = {CONNECTING: 0, OPEN: 1, CLOSED: 3}

class Line extends EventTarget {
  readyState = states.CONNECTING
  send(): void {}
  close(): void {
    this.say('close', states.CLOSED)
  }
  say(type: 'open' | 'close', state: number): void {
    this.readyState = state
    this.dispatchEvent(new Event(type))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', states)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('where the feed does not get through, that is said at once, and each minute that one has to look; never while it stands', async () => {
  const heard: string[] = []
  let blocked = true
  const live = createLive(() => {
    const line = new Line()
    queueMicrotask(() => blocked ? line.say('close', states.CLOSED) : line.say('open', states.OPEN))
    return line as unknown as WebSocket
  })
  live.onMessage(({type}) => heard.push(type))
  live.onState(on => heard.push(on ? 'on' : 'off'))
  await vi.advanceTimersByTimeAsync(1)
  expect(heard).toEqual(['off'])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(heard).toEqual(['off', 'resync', 'resync'])
  blocked = false
  await vi.advanceTimersByTimeAsync(30_000)
  expect(heard.at(-1)).toBe('on')
  await vi.advanceTimersByTimeAsync(300_000)
  expect(heard.filter(one => one === 'resync')).toHaveLength(2)
  live.close()
})
