/** One person's unsaved changes and what others saved meanwhile, brought together field by field. */
import type {Json, JsonObject} from '../../schemas/index.ts'

export interface Merged {
  readonly data: JsonObject
  /** Fields that both changed, to different values: mine stands in `data`. */
  readonly contested: readonly string[]
}

/** `base` is what `mine` started from. A field that I did not touch follows theirs. `held`: fields that I am at, whose value is not there yet. */
export function mergeData(base: JsonObject, mine: JsonObject, theirs: JsonObject, held: ReadonlySet<string> = none): Merged {
  const names = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])
  const data: [string, Json][] = []
  const contested: string[] = []
  for (const name of names) {
    const [was, my, their] = [at(base, name), at(mine, name), at(theirs, name)]
    const touched = held.has(name) || !sameValue(was, my)
    const value = touched ? my : their
    if (value !== undefined) data.push([name, value])
    if (touched && !sameValue(was, their) && !sameValue(my, their)) contested.push(name)
  }
  return {data: Object.fromEntries(data), contested}
}

/** The merge patch (RFC 7396) that leads from the one to the other: only what differs, null for what is gone. */
export function patchBetween(from: JsonObject, to: JsonObject): JsonObject {
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  return Object.fromEntries([...names].filter(name => !sameValue(at(from, name), at(to, name))).map(name => [name, nested(at(from, name), at(to, name))]))
}

/** Null and missing are one: a form shows both as an empty field. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null)
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false
  if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every(key => sameValue(at(a as JsonObject, key), at(b as JsonObject, key)))
}

// A merge patch would merge an object into the old one; members that are gone must be said.
function nested(from: Json | undefined, to: Json | undefined): Json {
  if (to === undefined) return null
  return isObject(from) && isObject(to) ? patchBetween(from, to) : to
}

const none: ReadonlySet<string> = new Set()
const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const at = (data: JsonObject, name: string): Json | undefined => (Object.hasOwn(data, name) ? data[name] : undefined)
