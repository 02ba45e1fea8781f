/** Reads the boxes of the nodes on the canvas, as `findSpot` needs them: in the coordinates of the window. */
import {childrenOf, type Tree} from '../../ast/index.ts'
import {type Manifests, slotsOf} from '../commands/places.ts'
import type {Box, NodeBox, SlotBox} from './find-spot.ts'

export type FindElement = (nodeId: string) => HTMLElement | undefined

/** Undefined where the node does not stand on the page, as one that a condition hides. */
export function measureBoxes(tree: Tree, manifests: Manifests, find: FindElement, moving: string | undefined, id: string = tree.rootId): NodeBox | undefined {
  const element = find(id)
  if (!element) return undefined
  if (id === moving) return {id, box: boxOf(element), slots: [], moving: true}
  const slots = slotsOf(tree, manifests, id).map((slot): SlotBox => {
    const children = childrenOf(tree, id, slot).flatMap(child => measureBoxes(tree, manifests, find, moving, child.id) ?? [])
    const layout = layoutOf(element, slot)
    const area = layout ? boxOf(layout) : boxOf(element)
    return {slot, area: children.length > 0 ? union([area, ...children.map(child => child.box)]) : area, axis: axisOf(layout, children), children}
  })
  return {id, box: boxOf(element), slots}
}

/** The visible box of an element; of one that makes no box itself, that of what it holds. */
export function boxOf(element: Element): Box {
  const {left, top, right, bottom} = element.getBoundingClientRect()
  if (right > left || bottom > top) return {left, top, right, bottom}
  const inner = [...element.children, ...(element.shadowRoot?.children ?? [])].filter(child => child.localName !== 'style' && child.localName !== 'slot').map(boxOf).filter(box => box.right > box.left || box.bottom > box.top)
  return inner.length > 0 ? union(inner) : {left, top, right, bottom}
}

/** The element that the slot's children hang in, in the light. */
export function homeOf(element: HTMLElement, slot: string): HTMLElement {
  return [...element.children].find((child): child is HTMLElement => child.localName === 'ui-slot' && child.getAttribute('name') === slot) ?? element
}

/** The element whose layout places the children of a slot: what stands around `<slot>` in the shadow root, or the host itself. */
function layoutOf(element: HTMLElement, slot: string): Element | undefined {
  const selector = slot === 'default' ? 'slot:not([name])' : `slot[name="${CSS.escape(slot)}"]`
  const place = element.shadowRoot?.querySelector(selector)
  if (!place) return undefined
  if (getComputedStyle(place).display !== 'contents') return place
  return place.parentElement ?? element
}

function axisOf(layout: Element | undefined, children: readonly NodeBox[]): 'row' | 'column' {
  const [first, second] = children
  if (first && second) return second.box.left >= first.box.right - 1 && second.box.top < first.box.bottom ? 'row' : 'column'
  if (!layout) return 'column'
  const style = getComputedStyle(layout)
  if (style.display.includes('flex')) return style.flexDirection.startsWith('row') ? 'row' : 'column'
  return style.display.includes('grid') && style.gridTemplateColumns.split(' ').length > 1 ? 'row' : 'column'
}

const union = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(box => box.left)),
  top: Math.min(...boxes.map(box => box.top)),
  right: Math.max(...boxes.map(box => box.right)),
  bottom: Math.max(...boxes.map(box => box.bottom)),
})
