/** A browser's page as the live client meets it, where there is none: sockets that a test opens, speaks through and ends, events of the window, other tabs. */
import {vi} from 'vitest'

/** What a browser has, and the oldest Node has not. */
const states = {CONNECTING: 0, OPEN: 1, CLOSED: 3}
export const closed = states.CLOSED

export class FakeSocket extends EventTarget {
  readyState = states.CONNECTING
  readonly heard: {readonly type: string; readonly since?: number}[] = []
  send(text: string): void {
    this.heard.push(JSON.parse(text) as FakeSocket['heard'][number])
  }
  close(): void {
    this.end(1000)
  }
  stand(seq: number): void {
    this.readyState = states.OPEN
    this.dispatchEvent(new Event('open'))
    this.say({type: 'subscribed', topics: [], refused: [], seq})
  }
  say(message: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), {data: JSON.stringify(message)}))
  }
  end(code = 1006): void {
    this.readyState = states.CLOSED
    this.dispatchEvent(Object.assign(new Event('close'), {code}))
  }
}

export interface FakePage {
  readonly window: EventTarget
  readonly document: EventTarget & {visibilityState: string}
  /** Of other tabs. */
  readonly channels: readonly EventTarget[]
  readonly sockets: readonly FakeSocket[]
  /** Makes the socket of an attempt. */
  readonly open: () => WebSocket
}

/** Stands in the globals until `vi.unstubAllGlobals()`. */
export function stubPage(): FakePage {
  const sockets: FakeSocket[] = []
  const channels: EventTarget[] = []
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), {visibilityState: 'visible'})
  vi.stubGlobal('WebSocket', states)
  vi.stubGlobal('BroadcastChannel', class extends EventTarget {
    constructor() {
      super()
      channels.push(this)
    }
    postMessage(): void {}
    close(): void {}
  })
  vi.stubGlobal('document', document)
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  return {
    window, document, channels, sockets,
    open() {
      sockets.push(new FakeSocket())
      return sockets.at(-1) as unknown as WebSocket
    },
  }
}
