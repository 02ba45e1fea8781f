/** Reads and replaces what stands at a path of an object, without changing the object. */
import type {Json, JsonObject} from '../../schemas/index.ts'
import {isPlainObject} from '../plain-object.ts'

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

/** A copy with `value` at `path`; objects missing on the way are made. */
export function putIn(into: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [name, ...rest] = path
  if (name === undefined) throw new Error('a path has at least one name')
  if (rest.length === 0) return {...into, [name]: value}
  const inner = Object.hasOwn(into, name) ? into[name] : undefined
  return {...into, [name]: putIn(isPlainObject(inner) ? inner : {}, rest, value)}
}

/** A copy without what stands at `path`; objects that this leaves empty go too, except a `props` at the top. */
export function takeOut(from: JsonObject, path: readonly string[], top = true): JsonObject {
  const [name, ...rest] = path
  if (name === undefined) throw new Error('a path has at least one name')
  const inner = from[name]
  if (rest.length > 0 && isPlainObject(inner)) {
    const left = takeOut(inner, rest, false)
    if (Object.keys(left).length > 0 || (top && name === 'props')) return {...from, [name]: left}
  }
  return Object.fromEntries(Object.entries(from).filter(([key]) => key !== name))
}
