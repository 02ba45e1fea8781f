/**
 * The focus never falls to the body. Whatever takes away what had it - a dialog that closes, a row that a colleague removes, a button
 * that cannot be pressed any more - it goes to what the person would use next: what was named for that (`data-next`, an id), the
 * neighbour in a list; for what was opened over the rest (`data-surface`), and where no neighbour is left, what they came from.
 */
import {activeIn, flatChildren, flatClosest, flatMatches, flatParent} from './flat-tree.ts'

const typedIn = '[contenteditable]:not([contenteditable="false"])'
const focusable = `a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"]), ${typedIn}`
const unreachable = '[aria-hidden="true"], [inert], [hidden]'
const region = 'aside, main, header, dialog, section, [role="tabpanel"], [data-surface]'
/** What stands in a list: its neighbours have the same controls. */
const item = 'li, tr'
const pressable = '[tabindex], a, button, input, select, textarea, summary, label, [contenteditable]'
const remembered = 30

/** Where an element stood, from its parent outwards, while it can still be known. */
interface Place {
  readonly element: Element
  readonly surface: Element | null
  readonly way: readonly Level[]
}

interface Level {
  readonly parent: Element
  /** What led to the element. */
  readonly child: Element
  readonly index: number
  /** The element's place among what takes the focus in the child, where that is an item. */
  readonly nth: number
}

/** Follows the focus in `page`, and in its shadow roots, for as long as the page lives. */
export function keepFocus(page: Document): void {
  let visited: readonly Place[] = []
  let seen: Event | undefined
  const watched = new WeakSet<Node>()

  const isLost = (): boolean => visited.length > 0 && visited.at(-1)!.element !== page.body && !isHeld(activeIn(page), page.body)
  const lead = (): void => {
    const last = visited.at(-1)
    if (!last || !isLost()) return
    const next = nextTo(last) ?? cameFrom(last, visited) ?? home(page)
    next?.focus()
  }
  const visit = (place: Place): void => {
    visited = [...visited, place].slice(-remembered)
  }
  const observer = new MutationObserver(() => {
    // Whoever took the focus away may be about to give it to something else.
    if (isLost()) setTimeout(lead)
    else if (activeIn(page) === visited.at(-1)?.element) visited = [...visited.slice(0, -1), placeOf(visited.at(-1)!.element)]
  })
  /** What moves within a shadow root is heard only there. */
  const watch = (root: Document | ShadowRoot): void => {
    if (watched.has(root)) return
    watched.add(root)
    root.addEventListener('focusin', onFocus)
    observer.observe(root, {subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'open']})
  }
  const onFocus = (event: Event): void => {
    if (event === seen) return
    seen = event
    const [target] = event.composedPath()
    for (const part of event.composedPath()) if (part instanceof ShadowRoot) watch(part)
    if (target instanceof Element) visit(placeOf(target))
  }

  watch(page)
  const active = activeIn(page)
  if (active && active !== page.body) {
    for (let root = active.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) watch(root)
    visit(placeOf(active))
  }
  // What a change of looks hides is let go by the browser itself, later.
  page.addEventListener('focusout', ({relatedTarget}) => {
    if (relatedTarget === null) setTimeout(lead)
  })
  // Who presses where nothing is wants to be nowhere.
  page.addEventListener('pointerdown', event => {
    const isNowhere = !event.composedPath().some(part => part instanceof Element && part.matches(pressable))
    if (isNowhere) visit({element: page.body, surface: null, way: []})
  }, true)
}

/** Asked at each change of the page, so that it measures nothing. */
const isHeld = (active: Element | null, body: HTMLElement): boolean =>
  active !== null && active !== body && active.isConnected && !active.matches(':disabled') && flatClosest(active, '[hidden]') === null

function placeOf(element: Element): Place {
  const way: Level[] = []
  for (let child = element, parent = flatParent(element); parent && !child.matches(region); child = parent, parent = flatParent(parent)) {
    const nth = child.matches(item) ? within(child).indexOf(element) : 0
    way.push({parent, child, index: flatChildren(parent).indexOf(child), nth})
  }
  return {element, surface: flatClosest(element, '[data-surface]'), way}
}

/** The element itself where it is only elsewhere now, else what stands in its place. */
function nextTo({element, surface, way}: Place): HTMLElement | undefined {
  if (isUsable(element)) return element
  if (surface && !isUsable(surface)) return namedBy(surface, document)
  for (const {parent, child, index, nth} of way) {
    if (!parent.isConnected) continue
    const named = namedBy(child, parent.getRootNode() as Document | ShadowRoot)
    if (named) return named
    // One row of a tree is on the way of Tab: the one that is selected.
    if (parent.matches('[role="tree"]')) return within(parent).find(isUsable)
    if (parent.matches(focusable) && isUsable(parent)) return parent
    const children = flatChildren(parent)
    for (const sibling of [...children.slice(Math.max(0, index)), ...children.slice(0, Math.max(0, index)).toReversed()]) {
      const all = within(sibling)
      const found = [...all.slice(nth, nth + 1), ...all].find(isUsable)
      if (found) return found
    }
  }
  return undefined
}

function namedBy(part: Element, root: Document | ShadowRoot): HTMLElement | undefined {
  const named = root.getElementById(part.getAttribute('data-next') ?? '')
  return named && isUsable(named) ? named : undefined
}

function cameFrom({element, surface}: Place, visited: readonly Place[]): HTMLElement | undefined {
  const elsewhere = visited.filter(place => place.element !== element && place.surface !== (surface ?? element))
  return elsewhere.map(place => place.element).findLast(isUsable)
}

/** The dialog that is open over the page, else its main part; or the first in it that takes the focus. */
function home(page: Document): HTMLElement | undefined {
  const [part] = [modalIn(page), ...flatMatches(page.body, 'main', unreachable)].filter(found => found !== undefined)
  return part && [...(part.matches('[tabindex]') ? [part] : []), ...within(part)].find(isUsable)
}

const modalIn = (page: Document): Element | undefined => [...page.querySelectorAll('dialog:modal')].at(-1)

const within = (part: Element): readonly Element[] => [...flatMatches(part, focusable, unreachable)]

function isUsable(element: Element): element is HTMLElement {
  return element instanceof HTMLElement && element !== document.body && element.isConnected && !element.matches(':disabled')
    && flatClosest(element, unreachable) === null && element.checkVisibility() && (modalIn(document)?.contains(element) ?? true)
}
