/** Names that reach an object's prototype where careless code copies them: never accepted as a key anywhere. */

export const hostileKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export const isHostileKey = (key: string): boolean => hostileKeys.has(key)

/** The JSON Pointer of the first such key at any depth, or undefined. `value` must be a tree (parsed JSON). */
export function findHostileKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (let n = 0; n < value.length; n++) {
      const found = findHostileKey(value[n])
      if (found !== undefined) return `/${n}${found}`
    }
    return undefined
  }
  for (const key of Object.keys(value)) {
    const found = hostileKeys.has(key) ? '' : findHostileKey((value as Readonly<Record<string, unknown>>)[key])
    if (found !== undefined) return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${found}`
  }
  return undefined
}
