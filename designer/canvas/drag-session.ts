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
  begin(dragged: Dragged): void
  /** Does what the drag was for; nothing where it was given up or is over no place. */
  drop(): void
  addSurface(surface: DropSurface): () => void
  active(): boolean
}

export interface DragDeps {
  /** What follows the pointer. */
  readonly label: (dragged: Dragged) => string
  readonly onDrop: (dragged: Dragged, spot: Spot) => void
}

const edge = 48

export function createDragSession({label, onDrop}: DragDeps): DragSession {
  const surfaces = new Set<DropSurface>()
  let dragged: Dragged | undefined
  let surface: DropSurface | undefined
  let spot: Spot | undefined
  let last: Point | undefined
  let chip: HTMLElement | undefined
  let frame = 0

  const look = (point: Point): void => {
    if (!dragged) return
    last = point
    const under = [...surfaces].find(({area}) => contains(area, point))
    if (under !== surface) surface?.leave()
    surface = under
    spot = under?.over(dragged, point)
    if (chip) {
      chip.style.translate = `${point.x + 14}px ${point.y + 10}px`
      chip.toggleAttribute('data-nowhere', !spot)
    }
  }

  const onPointer = (event: PointerEvent | MouseEvent): void => look({x: event.clientX, y: event.clientY})

  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end()
    // Lets go of what SortableJS still holds.
    document.dispatchEvent(new PointerEvent('pointercancel', {bubbles: true}))
  }

  const scroll = (): void => {
    frame = requestAnimationFrame(scroll)
    if (!surface || !last) return
    const {top, bottom} = surface.area.getBoundingClientRect()
    const [above, below] = [edge - (last.y - top), edge - (bottom - last.y)]
    const by = above > 0 ? -above / 3 : below > 0 ? below / 3 : 0
    if (by === 0) return
    surface.area.scrollTop += by
    look(last)
  }

  const end = (): void => {
    dragged = undefined
    spot = undefined
    surface?.leave()
    surface = undefined
    last = undefined
    chip?.remove()
    chip = undefined
    cancelAnimationFrame(frame)
    document.removeEventListener('pointermove', onPointer, true)
    document.removeEventListener('keydown', onKey, true)
    document.documentElement.removeAttribute('data-dragging')
  }

  return {
    begin(what) {
      dragged = what
      chip = document.createElement('div')
      chip.className = 'drag-chip'
      chip.textContent = label(what)
      document.body.append(chip)
      document.documentElement.setAttribute('data-dragging', '')
      document.addEventListener('pointermove', onPointer, true)
      document.addEventListener('keydown', onKey, true)
      frame = requestAnimationFrame(scroll)
    },
    drop() {
      const [what, where] = [dragged, spot]
      end()
      if (what && where) onDrop(what, where)
    },
    addSurface(added) {
      surfaces.add(added)
      return () => surfaces.delete(added)
    },
    active: () => dragged !== undefined,
  }
}

function contains(area: HTMLElement, {x, y}: Point): boolean {
  const {left, right, top, bottom} = area.getBoundingClientRect()
  return x >= left && x <= right && y >= top && y <= bottom
}
