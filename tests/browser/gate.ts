/** Holds an answer back until a test lets it go. */

export function gate(): {readonly passed: Promise<void>; open(): void} {
  const waiting: (() => void)[] = []
  const passed = new Promise<void>(done => {
    waiting.push(done)
  })
  return {passed, open: () => waiting.forEach(go => go())}
}
