/** JSON Merge Patch (RFC 7396). */
import type {Json, JsonObject} from '../../schemas/index.ts'

/** A new value: members of the patch replace, objects merge, null removes. Neither argument is changed. Hostile keys must have been refused before. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch
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

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
