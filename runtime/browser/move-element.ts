/** Moves an element without losing what the browser holds for it: focus, caret, selection, scroll, half-typed input. */

interface Movable {
  moveBefore?(node: Node, before: Node | null): void
}

/** Puts `element` under `parent` before `before` (at the end when null). `Element.moveBefore` does it without a trace; elsewhere focus, selection and scroll are put back. */
export function moveElement(parent: Element, element: Node, before: Node | null): void {
  if (element.parentNode === parent && element.nextSibling === before) return
  const movable: Element & Movable = parent
  if (movable.moveBefore && element.isConnected && parent.isConnected) {
    movable.moveBefore(element, before)
    return
  }
  const putBack = [focusWithin(element), ...scrolledWithin(element)]
  parent.insertBefore(element, before)
  for (const restore of putBack) restore?.()
}

function focusWithin(element: Node): (() => void) | undefined {
  let active: Element | null = document.activeElement
  if (!active || !element.contains(active)) return undefined
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const field = active as HTMLInputElement
  const selection = 'selectionStart' in field ? [field.selectionStart, field.selectionEnd, field.selectionDirection] as const : undefined
  return () => {
    field.focus({preventScroll: true})
    if (selection && selection[0] !== null) field.setSelectionRange(selection[0], selection[1], selection[2] ?? 'none')
  }
}

function* scrolledWithin(node: Node): Generator<() => void> {
  if (node instanceof Element) {
    const {scrollTop, scrollLeft} = node
    if (scrollTop !== 0 || scrollLeft !== 0) yield () => node.scrollTo({top: scrollTop, left: scrollLeft, behavior: 'instant'})
    if (node.shadowRoot) for (const child of node.shadowRoot.children) yield* scrolledWithin(child)
  }
  for (const child of node.childNodes) if (child instanceof Element) yield* scrolledWithin(child)
}
