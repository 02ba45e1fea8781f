/** Asks before the page is left while edits are not saved, and only then. */
import type {Editor} from '../state/create-editor.ts'

export function guardUnload(editor: Editor): void {
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
