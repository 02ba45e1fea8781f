/** Runs changes one after the other, and at once when nothing has to be waited for. */

export interface Queue {
  /** `ready`: what this change must wait for besides those before it. */
  run<T>(ready: Promise<unknown> | undefined, change: () => T): Promise<T>
}

export function createQueue(): Queue {
  let tail: Promise<void> | undefined
  return {
    run(ready, change) {
      // Executed within the caller's task: a swap must not cost a turn of the event loop.
      if (!tail && !ready) return new Promise(resolve => resolve(change()))
      const result = Promise.all([tail, ready]).then(change)
      const settled: Promise<void> = settle(result, () => {
        if (tail === settled) tail = undefined
      })
      tail = settled
      return result
    },
  }
}

async function settle(result: Promise<unknown>, after: () => void): Promise<void> {
  await result.catch(() => undefined)
  after()
}
