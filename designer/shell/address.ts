/** The designer's own address: `/designer/screens/<id>?node=<id>&panel=<name>`; what is open can be linked to, and the back button works. */
import type {Panel} from '../state/editor-state.ts'
import type {Editor} from '../state/create-editor.ts'

export interface Asked {readonly screenId: string | null; readonly node: string | null; readonly panel: Panel | null}

const panels: readonly Panel[] = ['releases', 'problems', 'new-screen', 'screen-settings', 'publish', 'archived']

export function readAddress({pathname, search}: {readonly pathname: string; readonly search: string}): Asked {
  const query = new URLSearchParams(search)
  const panel = query.get('panel')
  return {
    screenId: /^\/designer\/screens\/([^/]+)\/?$/.exec(pathname)?.[1] ?? null,
    node: query.get('node'),
    panel: panels.find(each => each === panel) ?? null,
  }
}

export function writeAddress({screenId, node, panel}: Asked): string {
  const query = new URLSearchParams({...(node === null ? {} : {node}), ...(panel === null ? {} : {panel})}).toString()
  return `${screenId === null ? '/designer' : `/designer/screens/${screenId}`}${query ? `?${query}` : ''}`
}

/** Keeps address and editor together. Another screen is a step in the browser's history; a selection is not. Returns the way to stop. */
export function followAddress(editor: Editor): () => void {
  let screen = editor.store.get().screenId
  const stop = editor.store.watch(({screenId, selected, panel, draft}) => {
    // While a screen is being opened its selection is not known yet.
    if (screenId !== null && !draft && screenId === screen) return
    const address = writeAddress({screenId, node: selected, panel})
    if (address === location.pathname + location.search) return
    if (screenId === screen || screen === null) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
    screen = screenId
    const title = draft?.screen.title
    document.title = title ? `${title} · Designer` : 'Designer'
  })
  const onBack = (): void => {
    const asked = readAddress(location)
    editor.show(asked.panel)
    if (asked.screenId !== null && asked.screenId !== editor.store.get().screenId) {
      screen = asked.screenId
      void editor.open(asked.screenId).then(() => editor.select(asked.node))
    } else editor.select(asked.node)
  }
  globalThis.addEventListener('popstate', onBack)
  return () => {
    stop()
    globalThis.removeEventListener('popstate', onBack)
  }
}
