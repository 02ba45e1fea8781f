/** Where a drop at a point would land. Pure: boxes in, a spot and the line that shows it out. */
import type {Spot} from '../commands/places.ts'

export interface Box {readonly left: number; readonly top: number; readonly right: number; readonly bottom: number}

/** A slot as it stands on the canvas. `area`: where its children are, or would be. */
export interface SlotBox {readonly slot: string; readonly area: Box; readonly axis: 'row' | 'column'; readonly children: readonly NodeBox[]}

/** A node without slots takes nothing in. `moving`: the node that is dragged, which is neither a target nor counted. */
export interface NodeBox {readonly id: string; readonly box: Box; readonly slots: readonly SlotBox[]; readonly moving?: boolean}

/** `mark`: a thin box between two siblings, or the whole area of a slot that is empty. */
export interface FoundSpot {readonly spot: Spot; readonly mark: Box; readonly into: boolean}

const rim = 7
/** Side by side there is seldom room between two full containers, and none before the first or after the last. */
const sideRim = 20
const thickness = 3

export function findSpot(root: NodeBox, x: number, y: number): FoundSpot | undefined {
  if (root.moving) return undefined
  const inner = root.slots.flatMap(({axis, children}) => children.filter(child => !child.moving && holds(child, axis, x, y)))[0]
  const deeper = inner && findSpot(inner, x, y)
  if (deeper) return deeper
  const slot = nearest(root.slots, x, y)
  return slot && spotIn(root.id, slot, x, y)
}

/** As `findSpot`, from the frame of a page: beside the one layout that holds the whole page, the pointer means that layout. */
export function findSpotOnPage(frame: NodeBox, x: number, y: number): FoundSpot | undefined {
  const [sole, ...more] = frame.slots.flatMap(slot => slot.children).filter(child => !child.moving)
  return (sole && more.length === 0 && sole.slots.length > 0 ? findSpot(sole, x, y) : undefined) ?? findSpot(frame, x, y)
}

/** Along the rim of a node that could take something in, the pointer still means its parent: otherwise nothing could be put between two full containers. */
function holds({box, slots}: NodeBox, axis: 'row' | 'column', x: number, y: number): boolean {
  const takesIn = slots.length > 0
  const byX = takesIn && axis === 'row' && box.right - box.left > 4 * sideRim ? sideRim : 0
  const byY = takesIn && axis === 'column' && box.bottom - box.top > 4 * rim ? rim : 0
  return x >= box.left + byX && x <= box.right - byX && y >= box.top + byY && y <= box.bottom - byY
}

function nearest(slots: readonly SlotBox[], x: number, y: number): SlotBox | undefined {
  let best: SlotBox | undefined
  let least = Infinity
  for (const slot of slots) {
    const far = Math.hypot(Math.max(slot.area.left - x, 0, x - slot.area.right), Math.max(slot.area.top - y, 0, y - slot.area.bottom))
    if (far < least) [best, least] = [slot, far]
  }
  return best
}

function spotIn(parent: string, {slot, area, axis, children}: SlotBox, x: number, y: number): FoundSpot {
  const staying = children.filter(child => !child.moving)
  if (staying.length === 0) return {spot: {parent, slot, index: 0}, mark: area, into: true}
  let index = staying.findIndex(({box}) => isBefore(box, axis, x, y))
  if (index === -1) index = staying.length
  return {spot: {parent, slot, index}, mark: line(staying[index - 1]?.box, staying[index]?.box, axis), into: false}
}

/** Whether the point comes before the middle of the box, in reading order; rows may wrap. */
function isBefore(box: Box, axis: 'row' | 'column', x: number, y: number): boolean {
  if (axis === 'column') return y < (box.top + box.bottom) / 2
  return y < box.top || (y <= box.bottom && x < (box.left + box.right) / 2)
}

function line(before: Box | undefined, after: Box | undefined, axis: 'row' | 'column'): Box {
  const at = after ?? before
  if (!at) throw new Error('a line is drawn beside a sibling')
  if (axis === 'column') {
    const middle = before && after ? (before.bottom + after.top) / 2 : after ? after.top - thickness : at.bottom + thickness
    return {left: Math.min(at.left, before?.left ?? at.left), right: Math.max(at.right, before?.right ?? at.right), top: middle - thickness / 2, bottom: middle + thickness / 2}
  }
  const sameRow = before && after && before.top < after.bottom && after.top < before.bottom
  const middle = sameRow ? (before.right + after.left) / 2 : after ? after.left - thickness : at.right + thickness
  return {left: middle - thickness / 2, right: middle + thickness / 2, top: at.top, bottom: at.bottom}
}
