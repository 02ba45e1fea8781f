/** Reads and replaces what stands at a path of an object, without changing the object. */
import type {Json, JsonObject} from '../../schemas/index.ts'
import {isPlainObject} from '../plain-object.ts'
import {isEmpty, ownedCopy, type Owned} from './owned.ts'

export type Found =
  | {readonly kind: 'found'; readonly value: Json}
  | {readonly kind: 'absent'}
  /** Something that is no object stands on the way, at `at`. */
  | {readonly kind: 'blocked'; readonly at: readonly string[]; readonly value: Json}

export function lookUp(from: JsonObject, path: readonly string[]): Found {
  let value: Json = from
  for (const [index, name] of path.entries()) {
    if (!isPlainObject(value)) return {kind: 'blocked', at: path.slice(0, index), value}
    const next: Json | undefined = Object.hasOwn(value, name) ? value[name] : undefined
    if (next === undefined) return {kind: 'absent'}
    value = next
  }
  return {kind: 'found', value}
}

/** A copy with `value` at `path`; objects missing on the way are made. What is owned is not copied. */
export function putIn(into: JsonObject, path: readonly string[], value: Json, owned?: Owned): JsonObject {
  const [name, ...rest] = path
  if (name === undefined) throw new Error('a path has at least one name')
  const copy = ownedCopy(into, owned)
  const isNew = !Object.hasOwn(copy, name)
  const inner = isNew ? undefined : copy[name]
  copy[name] = rest.length === 0 ? value : putIn(isPlainObject(inner) ? inner : {}, rest, value, owned)
  if (isNew) owned?.set(copy, owned.get(copy)! + 1)
  return copy
}

/** A copy without what stands at `path`; objects that this leaves empty go too, except a `props` at the top. What is owned is not copied. */
export function takeOut(from: JsonObject, path: readonly string[], owned?: Owned, top = true): JsonObject {
  const [name, ...rest] = path
  if (name === undefined) throw new Error('a path has at least one name')
  const copy = ownedCopy(from, owned)
  if (!Object.hasOwn(copy, name)) return copy
  const inner = copy[name]
  if (rest.length > 0 && isPlainObject(inner)) {
    const left = takeOut(inner, rest, owned, false)
    if (!isEmpty(left, owned) || (top && name === 'props')) {
      copy[name] = left
      return copy
    }
  }
  delete copy[name]
  owned?.set(copy, owned.get(copy)! - 1)
  return copy
}
