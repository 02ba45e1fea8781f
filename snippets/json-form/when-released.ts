/** Waits for the end of a press. What a page shows while a pointer is down moves things away from under it, and the click that was meant is lost. */

let pressed = false

addEventListener('pointerdown', () => {
  pressed = true
}, {capture: true, passive: true})
for (const end of ['pointerup', 'pointercancel', 'dragend']) {
  addEventListener(end, () => {
    pressed = false
  }, {capture: true, passive: true})
}

/** Runs `work` now, or after the click that is under way. */
export function whenReleased(work: () => void): void {
  if (!pressed) return work()
  const wait = new AbortController()
  const done = (): void => {
    wait.abort()
    // The click comes after the pointer is up.
    setTimeout(work)
  }
  for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, done, {capture: true, passive: true, signal: wait.signal})
}
