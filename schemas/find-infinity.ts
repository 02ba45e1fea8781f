/** Numbers that JSON does not have: they would be stored as null. */

/** The JSON Pointer of the first `Infinity` or `NaN` at any depth, or undefined. `value` must be a tree. */
export function findInfinity(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : pointer
  if (typeof value !== 'object' || value === null) return undefined
  for (const key of Object.keys(value)) {
    const found = findInfinity((value as Readonly<Record<string, unknown>>)[key], pointer)
    if (found !== undefined) return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${found.slice(pointer.length)}`
  }
  return undefined
}
