/** The document as a person meets it: shadow roots in the place of their hosts' content, and children in the slots that show them. */

export const flatParent = (element: Element): Element | null => element.assignedSlot ?? element.parentElement ?? hostOf(element)

export function flatChildren(element: Element): readonly Element[] {
  const assigned = element instanceof HTMLSlotElement ? element.assignedElements() : []
  return assigned.length > 0 ? assigned : [...(element.shadowRoot ?? element).children]
}

/** The nearest element, from this one outwards, that matches. */
export function flatClosest(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = flatParent(at)) if (at.matches(selector)) return at
  return null
}

/** What matches in `part`, itself included, in the order of the page. Goes into nothing that matches `without`. */
export function* flatMatches(part: Element, selector: string, without: string): Generator<Element> {
  if (part.matches(without)) return
  if (part.matches(selector)) yield part
  for (const child of flatChildren(part)) yield* flatMatches(child, selector, without)
}

/** What has the focus, through all shadow roots. */
export function activeIn(page: Document): Element | null {
  let active = page.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}
