/** `flatSchema`: a schema whose properties say themselves what they are. */
import {joinedSchema, type Part} from './joined-schema.ts'
import type {PropertySchema, RecordSchema} from './record-schema.ts'
import {schemaKeywords} from './inner-schemas.ts'

const known = new WeakMap<RecordSchema, RecordSchema>()

/**
 * The one answer to what a property is, for store, filters, forms, grids and pages: references into the schema are followed, `allOf` is joined with what stands beside it, and `anyOf` of something or
 * null is a type that may be null, at any depth. Accepts the same records. The same document where there is nothing to do; a reference that leads nowhere, or back to itself, stays.
 */
export function flatSchema(schema: RecordSchema): RecordSchema {
  const done = known.get(schema)
  if (done) return done
  const flat = flattened(schema)
  known.set(schema, flat)
  known.set(flat, flat)
  return flat
}

/** A property as `flatSchema` says it; undefined when the schema has none of this name. */
export function propertyOf(name: string, schema: RecordSchema): PropertySchema | undefined {
  const {properties} = flatSchema(schema)
  return Object.hasOwn(properties, name) ? properties[name] : undefined
}

function flattened(schema: RecordSchema): RecordSchema {
  const defs = (schema['$defs'] ?? {}) as Part
  const {$defs, ...rest} = schema
  const flat = inside(rest, defs, new Set()) as RecordSchema
  const left = JSON.stringify(flat).includes('"$ref":') ? {...flat, ...($defs !== undefined && {$defs})} : flat
  return flat === rest ? schema : left
}

type Open = ReadonlySet<string>

/** What stands inside a schema, flat; the schema itself as it is. The same object where nothing changed. */
function inside(part: Part, defs: Part, open: Open): Part {
  let changed: Record<string, unknown> | undefined
  for (const [keyword, value] of Object.entries(part)) {
    const kind = keyword === '$defs' ? undefined : schemaKeywords.get(keyword)
    const now = kind === undefined ? value : kind === 'one' ? flatPart(value, defs, open) : mapped(value, one => flatPart(one, defs, open))
    if (now !== value) (changed ??= {...part})[keyword] = now
  }
  return changed ?? part
}

function mapped(value: unknown, each: (one: unknown) => unknown): unknown {
  if (!isPart(value) && !Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, one]) => [key, one, each(one)] as const)
  if (entries.every(([, one, now]) => one === now)) return value
  return Array.isArray(value) ? entries.map(([, , now]) => now) : Object.fromEntries(entries.map(([key, , now]) => [key, now]))
}

function flatPart(part: unknown, defs: Part, open: Open): unknown {
  if (!isPart(part)) return part
  const {$ref, ...beside} = part
  const name = typeof $ref === 'string' && $ref.startsWith('#/$defs/') ? $ref.slice('#/$defs/'.length) : undefined
  if (name !== undefined && Object.hasOwn(defs, name) && !open.has(name)) {
    const target = flatPart(defs[name], defs, new Set([...open, name]))
    if (isPart(target)) return withoutNull(joinedSchema(target, joinedAll(inside(beside, defs, open))))
  }
  return withoutNull(joinedAll(inside(part, defs, open)))
}

/** `allOf` joined with what stands beside it, which is nearer. */
function joinedAll(part: Part): Part {
  const {allOf, ...beside} = part
  if (!Array.isArray(allOf) || !allOf.every(isPart)) return part
  const all = (allOf as readonly Part[]).filter(one => Object.keys(one).length > 0)
  return joinedSchema(all.reduce(joinedSchema, {}), beside)
}

/** Keywords that judge null too, whatever the type: with them, "or null" is more than a type. */
const judgeNull = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'const', '$ref']

/** `anyOf` of one schema and null, as one schema whose type may be null. */
function withoutNull(part: Part): Part {
  const keyword = (['anyOf', 'oneOf'] as const).find(one => Array.isArray(part[one]) && part[one].length === 2)
  if (keyword === undefined) return part
  const {[keyword]: forms, ...beside} = part
  const [first, second] = forms as readonly unknown[]
  const other = isNull(second) ? first : isNull(first) ? second : undefined
  if (!isPart(other) || other['type'] === undefined || judgeNull.some(one => Object.hasOwn(other, one))) return part
  const choices = other['enum'] as readonly unknown[] | undefined
  return joinedSchema({...other, type: [...new Set([other['type'], 'null'].flat())], ...(choices && {enum: [...new Set([...choices, null])]})}, beside)
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNull = (value: unknown): boolean => isPart(value) && Object.keys(value).length === 1 && (value['type'] === 'null' || value['const'] === null)
