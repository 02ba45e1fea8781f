/** Closes what a document of ours leaves open: in tests, a member more than it says is a mistake. */

/** A copy in which every object schema with properties takes no others, at any depth. */
export function closeSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closeSchema)
  if (typeof value !== 'object' || value === null) return value
  const copy: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, closeSchema(inner)]))
  const isOpen = copy['type'] === 'object' && copy['properties'] !== undefined && copy['additionalProperties'] === undefined
  return isOpen ? {...copy, additionalProperties: false} : copy
}
