/**
 * The focus never falls to the body. Whatever takes away what had it - a dialog that closes, a row that a colleague removes, a button that cannot be pressed any more - it goes to
 * what the person would use next: the neighbour in a list; for what was opened (`data-surface`), and where no neighbour is left, what they came from.
 */

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])'
const region = 'aside, main, header, dialog, section, [role="tabpanel"], .notices'
const remembered = 30

/** Where an element stood, from its parent outwards, while it can still be known. */
interface Place {
  readonly element: Element
  readonly surface: Element | null
  readonly way: readonly Level[]
}

/** `index`: of the child that led to the element. `nth`: the element's place among what takes the focus in that child. */
interface Level {readonly parent: Element; readonly index: number; readonly nth: number}

/** Follows the focus in `page` for as long as the page lives. */
export function keepFocus(page: Document): void {
  let visited: readonly Place[] = []
  const visit = (place: Place): void => {
    visited = [...visited, place].slice(-remembered)
  }

  page.addEventListener('focusin', ({target}) => {
    if (target instanceof Element) visit(placeOf(target))
  })
  // Who presses where nothing is wants to be nowhere.
  page.addEventListener('pointerdown', ({target}) => {
    if (target instanceof Element && target.closest('[tabindex], :is(a, button, input, select, textarea, summary, label)') === null) visit({element: page.body, surface: null, way: []})
  }, true)
  const isLost = (): boolean => visited.length > 0 && visited.at(-1)!.element !== page.body && !isHeld(page.activeElement, page.body)
  const lead = (): void => {
    const last = visited.at(-1)
    if (!last || !isLost()) return
    const next = nextTo(last) ?? cameFrom(last, visited) ?? page.querySelector<HTMLElement>('.stage')
    next?.focus({preventScroll: next.closest('.stage') !== null})
  }
  new MutationObserver(() => {
    // Whoever took the focus away may be about to give it to something else.
    if (isLost()) setTimeout(lead)
  }).observe(page, {subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'open']})
}

const isHeld = (active: Element | null, body: HTMLElement): boolean => active !== null && active !== body && active.isConnected && !active.matches(':disabled') && active.closest('[hidden]') === null

function placeOf(element: Element): Place {
  const way: Level[] = []
  for (let child = element, parent = element.parentElement; parent && !child.matches(region); child = parent, parent = parent.parentElement) {
    way.push({parent, index: [...parent.children].indexOf(child), nth: within(child).indexOf(element)})
  }
  return {element, surface: element.closest('[data-surface]'), way}
}

/** The element itself where it is only elsewhere now, else what stands in its place. */
function nextTo({element, surface, way}: Place): HTMLElement | undefined {
  if (isUsable(element)) return element
  if (surface && !isUsable(surface)) return undefined
  for (const {parent, index, nth} of way) {
    if (!parent.isConnected) continue
    // One row of a tree is on the way of Tab: the one that is selected.
    if (parent.matches('[role="tree"]')) return within(parent).find(isUsable)
    if (parent.matches(focusable) && isUsable(parent)) return parent
    const children = [...parent.children]
    for (const child of [...children.slice(Math.max(0, index)), ...children.slice(0, Math.max(0, index)).toReversed()]) {
      const all = within(child)
      const found = [...all.slice(nth, nth + 1), ...all].find(isUsable)
      if (found) return found
    }
  }
  return undefined
}

const cameFrom = ({element, surface}: Place, visited: readonly Place[]): HTMLElement | undefined =>
  visited.findLast(place => place.element !== element && place.surface !== (surface ?? element) && isUsable(place.element))?.element as HTMLElement | undefined

const within = (part: Element): readonly Element[] => [...(part.matches(focusable) ? [part] : []), ...part.querySelectorAll(focusable)]

function isUsable(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element !== document.body && element.isConnected && !element.matches(':disabled') && element.closest('[aria-hidden="true"], [inert]') === null && element.checkVisibility()
}
