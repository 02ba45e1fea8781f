/** What a run of steps has made and nobody else has seen: it may be changed in place, where a copy for each step would take as long as all of it is. */
import type {JsonObject} from '../../schemas/index.ts'

/** Objects, and how many members each has: counting them takes V8 as long as copying. Maps of a tree are in it too. */
export type Owned = WeakMap<object, number>

/** The object itself where it is owned; else a copy, which is owned from now on. */
export function ownedCopy(from: JsonObject, owned: Owned | undefined): Record<string, JsonObject[string]> {
  if (owned?.has(from)) return from as Record<string, JsonObject[string]>
  const copy: Record<string, JsonObject[string]> = {}
  const names = Object.keys(from)
  for (const name of names) copy[name] = from[name]!
  owned?.set(copy, names.length)
  return copy
}

export function ownedMap<K, V>(from: ReadonlyMap<K, V>, owned: Owned | undefined): Map<K, V> {
  if (owned?.has(from)) return from as Map<K, V>
  const copy = new Map(from)
  owned?.set(copy, copy.size)
  return copy
}

export const isEmpty = (object: JsonObject, owned: Owned | undefined): boolean => (owned?.get(object) ?? Object.keys(object).length) === 0
