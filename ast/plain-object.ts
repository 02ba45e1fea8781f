/** Tells JSON objects from lists, null and everything that only looks like an object. */
import type {JsonObject} from '../schemas/index.ts'

/** True for objects as `JSON.parse` makes them (and for those without a prototype). */
export function isPlainObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
