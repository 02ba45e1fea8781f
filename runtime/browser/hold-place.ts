/** Holds a person's place in an element that is about to draw its insides anew: the focused field, through all shadow roots, and its caret. */

/** Call it before; what it gives, call when all is drawn. Undefined when nothing in the element has the focus. */
export function holdPlace(host: Element): (() => void) | undefined {
  const way: ((root: ShadowRoot) => Element | null | undefined)[] = []
  let last: Element | undefined
  for (let root = host.shadowRoot; root?.activeElement; root = last.shadowRoot) {
    const {id, localName} = last = root.activeElement
    const nth = [...root.querySelectorAll(localName)].indexOf(last)
    way.push(id ? now => now.getElementById(id) : now => now.querySelectorAll(localName)[nth])
  }
  if (!last) return undefined
  const {start, end} = isText(last) ? {start: last.selectionStart, end: last.selectionEnd} : {start: null, end: null}
  return () => {
    const found = way.reduce<Element | null | undefined>((from, step) => from?.shadowRoot && step(from.shadowRoot), host)
    if (!(found instanceof HTMLElement) || found === last) return
    found.focus({preventScroll: true})
    if (isText(found) && start !== null) found.setSelectionRange(start, end)
  }
}

const isText = (element: Element): element is HTMLInputElement | HTMLTextAreaElement => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
