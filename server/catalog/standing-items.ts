/** `standingItems`: the items of lists that a change left as they were, so that nobody has to look at them again. */
import type {Before} from './catalog.ts'
import {itemKey} from './item-key.ts'

/** Whether what stands in a list of the data before, or of the data now, stands in the other too; lists are told by identity. */
export type Standing = (list: readonly unknown[], at: number) => boolean

type Marks = WeakMap<readonly unknown[], Uint8Array>

/**
 * Of two lists at the same place: an item that the other holds at the same index, or anywhere. An item of the old list that has no
 * place in the new one counts as standing: nothing is asked about it. Takes time in the size of both.
 */
export function standingItems({data: before, judged}: Before, after: unknown): Standing {
  const marks: Marks = new WeakMap()
  if (isObject(before) && isObject(after)) {
    for (const name of Object.keys(after)) {
      if (judged?.has(name) !== true && Object.hasOwn(before, name)) compare(before[name], after[name], marks)
    }
  }
  return (list, at) => marks.get(list)?.[at] === 1
}

/** Whether both are the same; marks the items of the lists in them. */
function compare(was: unknown, is: unknown, marks: Marks): boolean {
  if (Array.isArray(was) && Array.isArray(is)) return compareLists(was, is, marks)
  if (!isObject(was) || !isObject(is)) return was === is
  const names = Object.keys(is)
  let isSame = names.length === Object.keys(was).length
  for (const name of names) if (!Object.hasOwn(was, name) || !compare(was[name], is[name], marks)) isSame = false
  return isSame
}

function compareLists(was: readonly unknown[], is: readonly unknown[], marks: Marks): boolean {
  const [old, now] = [new Uint8Array(was.length), new Uint8Array(is.length)]
  let same = 0
  for (let at = 0; at < is.length && at < was.length; at++) {
    if (!compare(was[at], is[at], marks)) continue
    old[at] = now[at] = 1
    same++
  }
  old.fill(1, is.length)
  if (same < is.length) markMoved(was, is, now)
  // The same list may be a part of both.
  marks.set(was, old)
  marks.set(is, now)
  return same === is.length && same === was.length
}

function markMoved(was: readonly unknown[], is: readonly unknown[], now: Uint8Array): void {
  const held = new Set(was.map(itemKey))
  for (let at = 0; at < is.length; at++) if (now[at] === 0 && held.has(itemKey(is[at]))) now[at] = 1
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
