/** `openObjects`: says of each object schema without properties that it takes any. JSON Schema means that, too, but generators of clients read "none". */

export function openObjects<T>(value: T): T {
  if (Array.isArray(value)) return value.map(openObjects) as T
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) copy[name] = plain.has(name) ? inner : openObjects(inner as unknown)
  if (takesObjects(copy['type']) && copy['properties'] === undefined && copy['additionalProperties'] === undefined) copy['additionalProperties'] = true
  return copy as T
}

/** Under these stand values, not schemas. */
const plain: ReadonlySet<string> = new Set(['example', 'default', 'const', 'enum'])

const takesObjects = (type: unknown): boolean => type === 'object' || (Array.isArray(type) && type.includes('object'))
