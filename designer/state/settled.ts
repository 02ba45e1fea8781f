/** Waits until the server has answered every edit. */
import type {EditorState} from './editor-state.ts'
import type {Store} from './store.ts'

/** False when that takes longer than a person waits, as when the server cannot be reached. */
export function settled(store: Store<EditorState>, patience = 8_000): Promise<boolean> {
  const done = (): boolean => (store.get().draft?.waiting.length ?? 0) === 0
  if (done()) return Promise.resolve(true)
  return new Promise(resolve => {
    const finish = (saved: boolean): void => {
      clearTimeout(timer)
      stop()
      resolve(saved)
    }
    const timer = setTimeout(() => finish(false), patience)
    const stop = store.watch(() => {
      if (done()) finish(true)
    })
  })
}
