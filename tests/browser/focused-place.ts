/** Where the focus is as one sees it: through all shadow roots, and whether anything hides it. */
import type {Page} from 'playwright-core'

export interface FocusedPlace {
  /** As a label, an `aria-label` or its own words call it; `body` where it is nowhere. */
  readonly name: string
  /** All of its corners are in the window, and nothing lies over them. */
  readonly seen: boolean
}

export const focusedPlace = (page: Page): Promise<FocusedPlace> => page.evaluate(() => {
  let root: Document | ShadowRoot = document
  while (root.activeElement?.shadowRoot?.activeElement) root = root.activeElement.shadowRoot
  const focused = root.activeElement ?? document.body
  const {left, right, ...box} = focused.getBoundingClientRect().toJSON() as DOMRect
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  const corners = [[left + 2, top + 2], [right - 2, top + 2], [(left + right) / 2, bottom - 2]] as const
  const isOf = (hit: Element): boolean => hit === focused || focused.contains(hit) || hit.contains(focused)
  const hits = ([x, y]: readonly [number, number]): boolean => root.elementsFromPoint(x, y).some(isOf)
  const over = ([x, y]: readonly [number, number]): boolean => {
    const hit = root.elementFromPoint(x, y)
    return hit === null || !isOf(hit)
  }
  const isDrawn = right - left > 8 && bottom - top > 8 && focused.checkVisibility({opacityProperty: true})
  const seen = focused === document.body || isDrawn && corners.every(hits) && !corners.every(over)
  const labels = [...(focused as HTMLInputElement).labels ?? []].map(label => label.textContent)
  const own = labels.length > 0 ? labels.join(' ') : focused.textContent
  const words = focused === document.body ? 'body' : focused.getAttribute('aria-label') ?? own
  return {name: words.replaceAll(/\s+/g, ' ').trim().slice(0, 60) || focused.localName, seen}
})
