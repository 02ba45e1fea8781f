/** One drag at a time: what is dragged, which surface it is over, where it would land, and what happens when it is let go. */
import {isComposing} from '../../snippets/index.ts'
import type {Spot} from '../commands/places.ts'

/** A new node of a snippet, or a node of the screen. */
export type Dragged = {readonly kind: 'new'; readonly snippet: string} | {readonly kind: 'move'; readonly id: string}

export interface Point {readonly x: number; readonly y: number}

/** Somewhere things can be dropped. */
export interface DropSurface {
  /** Where the drag would land; undefined where it cannot. Shows it. */
  over(dragged: Dragged, point: Point): Spot | undefined
  /** The drag left, ended or was given up. */
  leave(): void
  /** The element that takes the pointer, and scrolls when the pointer comes near its edge. */
  readonly area: HTMLElement
}

export interface DragSession {
  /** The pointer that is down holds `dragged`: the drag begins when it moves, and ends when it is let go. `origin` is marked `data-held` meanwhile. */
  press(dragged: Dragged, origin: HTMLElement): void
  /** What is pressed or dragged. */
  held(): Dragged | undefined
  /** Gives the drag up: letting go does nothing then. */
  cancel(): void
  addSurface(surface: DropSurface): () => void
}

export interface DragDeps {
  /** What follows the pointer. */
  readonly label: (dragged: Dragged) => string
  readonly onDrop: (dragged: Dragged, spot: Spot) => void
}

/** Pixels that a press may move before it is a drag. */
const tolerance = 4
const edge = 48

export function createDragSession({label, onDrop}: DragDeps): DragSession {
  const surfaces = new Set<DropSurface>()
  let down: Point = {x: 0, y: 0}
  let held: {readonly dragged: Dragged; readonly origin: HTMLElement} | undefined
  /** Stands from the first move on. */
  let chip: HTMLElement | undefined
  let surface: DropSurface | undefined
  let spot: Spot | undefined
  let last: Point = down
  let frame = 0
  /** What is heard from a press to the next one: the click that ends a drag comes after it. */
  let gesture: AbortController | undefined

  const begin = (dragged: Dragged): HTMLElement => {
    const fresh = document.createElement('div')
    fresh.className = 'drag-chip'
    fresh.textContent = label(dragged)
    document.body.append(fresh)
    document.documentElement.setAttribute('data-dragging', '')
    hear('click', swallow)
    frame = requestAnimationFrame(scroll)
    return fresh
  }

  const look = (point: Point): void => {
    if (!held || !chip) return
    last = point
    const under = [...surfaces].find(({area}) => contains(area, point))
    if (under !== surface) surface?.leave()
    surface = under
    spot = under?.over(held.dragged, point)
    chip.style.translate = `${point.x + 14}px ${point.y + 10}px`
    chip.toggleAttribute('data-nowhere', !spot)
  }

  const scroll = (): void => {
    frame = requestAnimationFrame(scroll)
    if (!surface) return
    const {top, bottom} = surface.area.getBoundingClientRect()
    const [above, below] = [edge - (last.y - top), edge - (bottom - last.y)]
    const by = above > 0 ? -above / 3 : below > 0 ? below / 3 : 0
    if (by === 0) return
    surface.area.scrollTop += by
    look(last)
  }

  const end = (): void => {
    held?.origin.removeAttribute('data-held')
    held = undefined
    spot = undefined
    surface?.leave()
    surface = undefined
    chip?.remove()
    chip = undefined
    cancelAnimationFrame(frame)
    document.documentElement.removeAttribute('data-dragging')
  }

  const hear = <T extends keyof DocumentEventMap>(type: T, listener: (event: DocumentEventMap[T]) => void): void =>
    document.addEventListener(type, listener, {capture: true, signal: gesture!.signal})

  const onMove = (event: PointerEvent): void => {
    if (!held || !event.isPrimary) return
    // It was let go where nobody could hear it.
    if (event.buttons === 0) return end()
    const point = {x: event.clientX, y: event.clientY}
    if (!chip && Math.max(Math.abs(point.x - down.x), Math.abs(point.y - down.y)) < tolerance) return
    chip ??= begin(held.dragged)
    look(point)
  }

  const onUp = (event: PointerEvent): void => {
    if (!held || !event.isPrimary) return
    // The page may have changed since the pointer last moved.
    look({x: event.clientX, y: event.clientY})
    const [{dragged}, where] = [held, spot]
    end()
    if (where) onDrop(dragged, where)
  }

  /** The system took the pointer, as for a scroll or a call that comes in. */
  const onCancel = (event: PointerEvent): void => {
    if (event.isPrimary) end()
  }

  const onKey = (event: KeyboardEvent): void => {
    if (!chip || isComposing(event) || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end()
  }

  document.addEventListener('pointerdown', event => {
    if (!event.isPrimary) return
    gesture?.abort()
    end()
    down = {x: event.clientX, y: event.clientY}
  }, true)
  // A finger that holds something does not scroll. To be heard it must stand before the finger comes down.
  document.addEventListener('touchmove', event => {
    if (held && event.cancelable) event.preventDefault()
  }, {passive: false})

  return {
    press(dragged, origin) {
      gesture?.abort()
      gesture = new AbortController()
      held = {dragged, origin}
      origin.setAttribute('data-held', '')
      hear('pointermove', onMove)
      hear('pointerup', onUp)
      hear('pointercancel', onCancel)
      hear('keydown', onKey)
      // A link within a part would be dragged by the browser itself.
      hear('dragstart', event => event.preventDefault())
    },
    held: () => held?.dragged,
    cancel: end,
    addSurface(added) {
      surfaces.add(added)
      return () => surfaces.delete(added)
    },
  }
}

/** The click that ends a drag means nothing to what is under it. One by keyboard or script has no detail. */
function swallow(event: MouseEvent): void {
  if (event.detail === 0) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

function contains(area: HTMLElement, {x, y}: Point): boolean {
  const {left, right, top, bottom} = area.getBoundingClientRect()
  return x >= left && x <= right && y >= top && y <= bottom
}
