/** `takeSignals`: what SIGINT and SIGTERM do, from the first moment on. */

export interface Signals {
  /**
   * From now on the first signal waits for this before the process ends. Until then there is nothing to answer, and what is half done
   * the next start goes on with.
   */
  stopBy(stop: () => Promise<void>): void
}

/**
 * To be called before anything else is loaded: a signal that nobody takes is lost on process 1 of a container. The first one ends the
 * process when all is answered, the second at once.
 */
export function takeSignals(): Signals {
  let stop = (): Promise<void> => Promise.resolve()
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      stop().then(() => process.exit(0), error => {
        console.error(error)
        process.exit(1)
      })
    })
  }
  return {
    stopBy(next) {
      stop = next
    },
  }
}
