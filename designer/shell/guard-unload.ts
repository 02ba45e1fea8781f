/** Asks before the page is left while edits are not saved, and only then. */
import type {Editor} from '../state/create-editor.ts'
import {keepTyped} from './typing.ts'

export function guardUnload(editor: Editor): void {
  // What is half typed is an edit from then on, and is asked about where the page asks.
  globalThis.addEventListener('pagehide', keepTyped)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepTyped()
  })
  let guarded = false
  // The listener itself costs the browser its page cache, so it stands only while it is needed.
  editor.store.watch(({draft}) => {
    const needed = (draft?.waiting.length ?? 0) > 0
    if (needed === guarded) return
    guarded = needed
    if (needed) globalThis.addEventListener('beforeunload', ask)
    else globalThis.removeEventListener('beforeunload', ask)
  })
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
