/** Counts what one socket asks. */

/** True while no more than `max` calls were made within the running second. `now` in milliseconds. */
export function createRateLimit(max: number, now: () => number): () => boolean {
  let start = 0
  let count = 0
  return () => {
    const at = now()
    if (at - start >= 1_000) {
      start = at
      count = 0
    }
    return ++count <= max
  }
}
