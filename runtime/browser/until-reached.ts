/** Asks again and again while the server cannot be reached: less and less often, and at once when the browser is online again. */
import {Unreachable} from './fetch-state.ts'

const firstWait = 500
const longestWait = 5000

/** What `ask` answers, or throws that is not `Unreachable`. `onWait` is called before each wait. `signal` ends it with what was thrown last. */
export async function untilReached<T>(ask: () => Promise<T>, onWait: () => void, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Unreachable) || signal.aborted) throw error
      onWait()
      const wait = Math.min(longestWait, firstWait * 2 ** attempt)
      await pause(wait / 2 + Math.random() * wait / 2, signal)
      if (signal.aborted) throw error
    }
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> => new Promise(done => {
  const over = new AbortController()
  const end = (): void => {
    over.abort()
    clearTimeout(timer)
    done()
  }
  const timer = setTimeout(end, milliseconds)
  addEventListener('online', end, {signal: over.signal})
  signal.addEventListener('abort', end, {signal: over.signal})
})
