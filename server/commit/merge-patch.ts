/** JSON Merge Patch (RFC 7396). */
import type {Json, JsonObject} from '../../schemas/index.ts'

/** A new value: members of the patch replace, objects merge, null removes. Neither argument is changed; the value may share parts of both. Hostile keys must have been refused before. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch) || (target === undefined && !holdsNull(patch))) return patch
  const merged: Record<string, Json> = {}
  const before = isObject(target) ? target : {}
  // By names: V8 takes three times as long to spread an object of many.
  for (const key of Object.keys(before)) {
    const change = Object.hasOwn(patch, key) ? patch[key] : undefined
    if (change !== null) merged[key] = change === undefined ? before[key]! : mergePatch(before[key], change)
  }
  for (const key of Object.keys(patch)) {
    const value = patch[key]!
    if (value !== null && !Object.hasOwn(before, key)) merged[key] = mergePatch(undefined, value)
  }
  return merged
}

/** In an object, or in one that it holds; a list is taken as it is. */
function holdsNull(patch: JsonObject): boolean {
  for (const key of Object.keys(patch)) {
    const value = patch[key]!
    if (value === null || (isObject(value) && holdsNull(value))) return true
  }
  return false
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
