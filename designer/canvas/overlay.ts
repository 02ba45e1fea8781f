/** Outlines over the canvas: what is selected, what is under the pointer, where a drop would land. Drawn beside the page, so that nothing in it moves. */
import type {Box} from './find-spot.ts'

export interface Overlay {
  readonly element: HTMLElement
  /** Boxes are in the coordinates of the window; null hides. */
  select(box: Box | null, label: string): void
  hover(box: Box | null, label: string): void
  mark(box: Box | null, into: boolean): void
}

export function createOverlay(): Overlay {
  const element = document.createElement('div')
  element.className = 'overlay'
  element.setAttribute('aria-hidden', 'true')
  const selected = document.createElement('div')
  selected.className = 'outline is-selected'
  const hovered = document.createElement('div')
  hovered.className = 'outline is-hovered'
  const marked = document.createElement('div')
  marked.className = 'drop-mark'
  marked.hidden = true
  element.append(hovered, selected, marked)

  const put = (target: HTMLElement, {left, top, right, bottom}: Box): void => {
    const origin = element.getBoundingClientRect()
    target.style.inset = 'auto'
    target.style.left = `${left - origin.left}px`
    target.style.top = `${top - origin.top}px`
    target.style.width = `${right - left}px`
    target.style.height = `${bottom - top}px`
  }

  const outline = (target: HTMLElement, box: Box | null, label: string): void => {
    target.hidden = box === null
    if (!box) return
    // A tag that would stand above the page's edge stands inside.
    target.toggleAttribute('data-tag-inside', box.top - element.getBoundingClientRect().top < 20)
    target.dataset.label = label
    put(target, box)
  }

  return {
    element,
    select: (box, label) => outline(selected, box, label),
    hover: (box, label) => outline(hovered, box, label),
    mark(box, into) {
      marked.hidden = box === null
      marked.toggleAttribute('data-into', into)
      if (box) put(marked, box)
    },
  }
}
