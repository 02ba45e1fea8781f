/** One text per JSON value: what hashes cover and what equality means. */
import {isPlainObject} from './plain-object.ts'

/**
 * JSON without white space, keys sorted by code unit (as RFC 8785 does); members that are undefined are left out, as JSON.stringify does.
 * Equal texts mean equal values.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = value as Record<string, unknown>
    const parts: string[] = []
    for (const key of Object.keys(members).toSorted()) {
      if (members[key] !== undefined) parts.push(`${JSON.stringify(key)}:${canonicalJson(members[key])}`)
    }
    return `{${parts.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Deep equality of JSON values; a member that is undefined equals one that is not there. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  if (!isPlainObject(a) || !isPlainObject(b)) return false
  let shared = 0
  for (const key of Object.keys(a)) {
    const isShared = Object.hasOwn(b, key)
    if (isShared) shared++
    if (!sameJson(a[key], isShared ? b[key] : undefined)) return false
  }
  const others = Object.keys(b)
  if (others.length > shared) for (const key of others) if (b[key] !== undefined && !Object.hasOwn(a, key)) return false
  return true
}
