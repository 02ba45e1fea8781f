/** Spreads work that many sockets ask for at once, so that requests are answered in between. */

/** At most `width` pieces of work run at a time, in the order they were asked for, and the event loop takes a turn before each that had to wait. */
export function createPace(width = 4): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= width) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Whoever waited takes over the place, on the next turn.
      if (next) setImmediate(next)
      else running--
    }
  }
}
