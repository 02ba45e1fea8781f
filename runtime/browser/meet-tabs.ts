/** Pages of one browser tell each other when one is opened: whoever has signed in again there is back here too. */

/** Tells the others at once; `onOther` hears of each that is opened later. Returns the way to stop. */
export function meetTabs(onOther: () => void): () => void {
  const channel = new BroadcastChannel('espalier-page')
  channel.addEventListener('message', onOther)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of one origin, not a window
  channel.postMessage('opened')
  return () => channel.close()
}
