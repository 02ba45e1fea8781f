/** `joinedSchema`: one schema that says what two say of the same value. */

export type Part = {readonly [keyword: string]: unknown}

const greatest = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'])
const least = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'])
const annotations = new Set(['title', 'description', '$comment', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'])
/** What one of these means depends on the others beside it: they stay together. */
const together = new Set(['properties', 'required', 'additionalProperties', 'propertyNames', 'items', 'prefixItems', 'contains', 'minContains', 'maxContains', 'if', 'then', 'else'])

/** Bounds become the narrower ones, types and choices what both allow; titles, defaults and hints are those of `near`. What cannot be said at once stands in `allOf`. */
export function joinedSchema(far: Part, near: Part): Part {
  const joined: Record<string, unknown> = {...far}
  const apart: Part[] = []
  const hasGroup = Object.keys(far).some(keyword => together.has(keyword))
  const group: Record<string, unknown> = {}
  for (const [keyword, value] of Object.entries(near)) {
    if (keyword === 'allOf') apart.push(...value as readonly Part[])
    else if (together.has(keyword)) (hasGroup ? group : joined)[keyword] = value
    else if (!Object.hasOwn(joined, keyword)) joined[keyword] = value
    else {
      const both = joinedValue(keyword, joined[keyword], value)
      if (both === undefined) apart.push({[keyword]: value})
      else joined[keyword] = both
    }
  }
  if (Object.keys(group).length > 0) apart.push(group)
  const rules = [...(joined['allOf'] as readonly Part[] | undefined) ?? [], ...apart]
  return rules.length === 0 ? joined : {...joined, allOf: rules}
}

/** Undefined: no one value says both. */
function joinedValue(keyword: string, far: unknown, near: unknown): unknown {
  if (annotations.has(keyword) || keyword.startsWith('x-')) return near
  if (greatest.has(keyword)) return Math.max(far as number, near as number)
  if (least.has(keyword)) return Math.min(far as number, near as number)
  if (keyword === 'type') return joinedTypes(listOf(far), listOf(near))
  if (keyword === 'enum') return nonEmpty(listOf(far).filter(one => listOf(near).some(other => JSON.stringify(other) === JSON.stringify(one))))
  return JSON.stringify(far) === JSON.stringify(near) ? near : undefined
}

function joinedTypes(far: readonly unknown[], near: readonly unknown[]): unknown {
  const both = nonEmpty([...new Set([...far.filter(type => near.includes(type) || (type === 'integer' && near.includes('number'))), ...near.filter(type => type === 'integer' && far.includes('number'))])])
  return both?.length === 1 ? both[0] : both
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
const nonEmpty = (list: readonly unknown[]): readonly unknown[] | undefined => (list.length > 0 ? list : undefined)
