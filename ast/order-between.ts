/** Fractional order: a new key between two siblings, without touching either. */
import {generateKeyBetween, generateNKeysBetween} from 'fractional-indexing'

/**
 * A key that sorts after `a` and before `b`; null is the start or the end. Two equal keys (siblings that were put at one place at the same moment, ordered by id)
 * leave no room between: the new key then stands right after both. Throws on what is not an order key.
 */
export function orderBetween(a: string | null, b: string | null): string {
  return a !== null && a === b ? generateKeyBetween(a, `${a}V`) : generateKeyBetween(a, b)
}

/** `n` keys in ascending order, as `orderBetween`. */
export function ordersBetween(a: string | null, b: string | null, n: number): string[] {
  return a !== null && a === b ? generateNKeysBetween(a, `${a}V`, n) : generateNKeysBetween(a, b, n)
}

/** True where `orderBetween` can work with it: letters and digits, well formed, at most 1,000 long. */
export function isOrder(text: string): boolean {
  if (!/^[0-9A-Za-z]{2,1000}$/.test(text)) return false
  try {
    generateKeyBetween(text, null)
    generateKeyBetween(null, text)
    return true
  } catch {
    return false
  }
}
