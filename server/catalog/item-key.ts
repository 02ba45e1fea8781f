/** `itemKey`: what equal items of lists share, for sets and maps of them. */
import {canonicalJson} from '../../ast/index.ts'

/** No two JSON values that differ have the same key; making a text of each number is what would cost. */
export function itemKey(item: unknown): unknown {
  if (typeof item === 'string') return `"${item}`
  return typeof item === 'object' && item !== null ? canonicalJson(item) : item
}
