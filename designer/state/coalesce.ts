/** Work that is asked for often and needs doing once: at most one run at a time, and one more when it was asked for meanwhile. */

export interface Coalesced {
  ask(): void
  close(): void
}

/** `delay`: milliseconds to gather asks before a run. `work` handles its own failures. */
export function coalesce(work: () => Promise<void>, delay: number): Coalesced {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let again = false
  let closed = false

  const run = async (): Promise<void> => {
    timer = undefined
    running = true
    again = false
    await work().catch((error: unknown) => console.error(error))
    running = false
    if (again && !closed) timer = setTimeout(() => void run(), delay)
  }

  return {
    ask() {
      if (closed) return
      if (running) again = true
      else timer ??= setTimeout(() => void run(), delay)
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
