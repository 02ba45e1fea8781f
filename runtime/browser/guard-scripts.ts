/**
 * What stands in the page itself, to be there when other scripts are not: it says that one did not arrive, offers to try again, and keeps
 * what was typed meanwhile. It is sent as its own text (`ssr/inline-script`), so it uses nothing but what is in it.
 *
 * Heard on the document: `ui-missing` (a script did not arrive; `detail` is its URL, where it is known) and `ui-started` (all that were
 * asked for are there, or are known to be missing). Trying again is loading the page again, as browsers remember that a module failed, and
 * never before both answer. `<html data-incomplete>` tells styles.
 */
export function guardScripts(): void {
  type Field = HTMLElement & {value?: string; type?: string; checked?: boolean}
  type KeptField = readonly [node: string, index: number, value: string | boolean]
  type Kept = {readonly user: unknown; readonly href: string; readonly fields: readonly KeptField[]}

  // Whoever looks for scripts that do not belong here finds none.
  document.currentScript?.remove()

  const patience = 10_000
  const storageKey = 'espalier-typed'
  const missing = new Set<string>()
  const typed = new Set<Field>()
  let leaving = false
  let notice: HTMLElement | undefined

  const say = (text: string): void => {
    document.documentElement.dataset['incomplete'] = ''
    notice ??= document.createElement('div')
    notice.className = 'ui-offline ui-incomplete'
    notice.setAttribute('role', 'alert')
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = 'Try again'
    button.addEventListener('click', () => void tryAgain())
    notice.replaceChildren(text, ' ', button)
    if (!notice.isConnected) document.body.append(notice)
  }
  const sayMissing = (): void => say('Part of this page has not arrived, so nothing can be saved yet. What you type is kept.')
  const miss = (url: unknown): void => {
    missing.add(typeof url === 'string' ? url : location.href)
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', sayMissing, {once: true})
    else sayMissing()
  }

  let viewer: string | null = null
  const readViewer = (): void => {
    const state = document.getElementById('page-state')?.textContent
    if (state) viewer = (JSON.parse(state) as {readonly context: {readonly viewer: {readonly id: string}}}).context.viewer.id
  }
  const fieldsIn = (host: Element | null): Field[] =>
    [...host?.shadowRoot?.querySelectorAll<Field>('input, textarea, select, [contenteditable]') ?? []]
  const isTick = ({type}: Field): boolean => type === 'checkbox' || type === 'radio'
  const hostOf = (field: Field): Element | undefined => {
    const root = field.getRootNode()
    return root instanceof ShadowRoot && root.host.hasAttribute('data-node') ? root.host : undefined
  }

  const tryAgain = async (): Promise<void> => {
    const focused = notice?.contains(document.activeElement)
    try {
      for (const url of new Set([...missing, location.href])) {
        if (!(await fetch(url, {cache: 'reload'})).ok) throw new Error(`${url} is not there`)
      }
      const fields = [...typed].filter(field => field.isConnected).map((field): KeptField => {
        const host = hostOf(field)!
        const value = isTick(field) ? field.checked! : field.value ?? field.innerText
        return [host.getAttribute('data-node')!, fieldsIn(host).indexOf(field), value]
      })
      sessionStorage.setItem(storageKey, JSON.stringify({user: viewer, href: location.href, fields} satisfies Kept))
      leaving = true
      location.reload()
    } catch {
      say('It still does not arrive. What you typed is kept here.')
      if (focused) notice?.querySelector('button')?.focus()
    }
  }

  const putBack = (): void => {
    const text = sessionStorage.getItem(storageKey)
    if (!text) return
    const {user, href, fields} = JSON.parse(text) as Kept
    if (href !== location.href || user !== viewer) return
    sessionStorage.removeItem(storageKey)
    for (const [node, index, value] of fields) {
      const field = fieldsIn(document.querySelector(`[data-node="${CSS.escape(node)}"]`))[index]
      if (!field) continue
      if (typeof value === 'boolean') field.checked = value
      else if (field.value === undefined) field.innerText = value
      else field.value = value
      keep(field)
    }
  }

  const ask = (event: BeforeUnloadEvent): void => {
    if (!leaving && [...typed].some(field => field.isConnected)) event.preventDefault()
  }
  const keep = (field: Field): void => {
    typed.add(field)
    addEventListener('beforeunload', ask)
  }

  addEventListener('error', ({target}) => {
    if (target instanceof HTMLScriptElement && target.type === 'module') miss(target.src)
  }, true)
  document.addEventListener('ui-missing', event => miss((event as CustomEvent<unknown>).detail))
  const timer = setTimeout(sayMissing, patience)
  document.addEventListener('ui-started', () => {
    clearTimeout(timer)
    if (missing.size > 0 || !notice) return
    notice.remove()
    delete document.documentElement.dataset['incomplete']
  })
  addEventListener('input', event => {
    const [field] = event.composedPath()
    // What is looked for is typed again soon. Fields that a script has taken over are its own to keep.
    if (field instanceof HTMLElement && hostOf(field) && field.closest('form:not([method="get"])')) keep(field)
  })
  // Before any other script runs, which takes the state away, and what stands in fields for typed.
  document.addEventListener('readystatechange', () => {
    readViewer()
    putBack()
  }, {once: true})
}
