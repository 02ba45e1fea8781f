/** `parseRecordSchema`: whether a document from outside is a schema that records can be kept by. */
import {baseType} from './base-type.ts'
import {flatSchema} from './flat-schema.ts'
import {findInfinity} from './find-infinity.ts'
import {findHostileKey} from './hostile-key.ts'
import type {PropertySchema, RecordSchema} from './record-schema.ts'
import {schemaKeywords} from './inner-schemas.ts'
import {isName, plainKeywords, propertyHints, rootKeywords} from './schema-keywords.ts'
import {reason, type Reason} from './words/reason.ts'
import {refusal, refusalOf, type Refusal} from './words/refusal.ts'

/** `errors`: their pointers lead into the document. */
export type ParsedSchema = {readonly ok: true; readonly schema: RecordSchema} | {readonly ok: false; readonly errors: readonly Refusal[]}

const most = {bytes: 128 * 1024, depth: 14, properties: 200, parts: 2_000, patterns: 10_000, errors: 50}

/** Names that every record has beside its data. */
const ownFields = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by'])

/**
 * Accepts a JSON Schema 2020-12 of an object with named properties, closed to others, in the keywords that Espalier checks (`schema-keywords.ts`; any further `x-…` is kept).
 * Bounded: 128 KB, 14 levels, 200 properties, 2,000 subschemas counted with what references repeat, 10,000 characters of patterns. `additionalProperties` comes back as false. Never throws.
 */
export function parseRecordSchema(value: unknown): ParsedSchema {
  const shape = shapeErrors(value)
  if (shape.length > 0) return {ok: false, errors: shape}
  const root = value as RecordSchema
  const errors: Refusal[] = []
  const say: Say = (pointer, why) => {
    if (errors.length < most.errors) errors.push(refusalOf(pointer, why))
  }
  checkRoot(root, say)
  if (errors.length === 0) checkReferences(root, say)
  if (errors.length === 0) checkHints(root, say)
  return errors.length > 0 ? {ok: false, errors} : {ok: true, schema: {...root, additionalProperties: false}}
}

type Say = (pointer: string, why: Reason) => void
type Named = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Named => typeof value === 'object' && value !== null && !Array.isArray(value)
const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** What must hold before anything inside is looked at. */
function shapeErrors(value: unknown): readonly Refusal[] {
  if (!isObject(value)) return [refusal('schema-not-an-object', '')]
  if (deeperThan(value, most.depth)) return [refusal('schema-too-deep', '', {most: most.depth})]
  const hostile = findHostileKey(value)
  if (hostile !== undefined) return [refusal('schema-hostile-name', hostile)]
  const infinite = findInfinity(value)
  if (infinite !== undefined) return [refusal('schema-infinite-number', infinite)]
  const bytes = JSON.stringify(value).length
  if (bytes > most.bytes) return [refusal('schema-too-long', '', {most: most.bytes, size: bytes})]
  // Compiling patterns takes time by their length.
  const patterns = lengthOfPatterns(value)
  if (patterns > most.patterns) return [refusal('schema-patterns-too-long', '', {most: most.patterns, size: patterns})]
  if (value['type'] !== 'object') return [refusal('schema-not-of-objects', '/type')]
  if (!isObject(value['properties'])) return [refusal('schema-without-properties', '/properties')]
  return []
}

function lengthOfPatterns(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => sum + (key === 'pattern' && typeof inner === 'string' ? inner.length : lengthOfPatterns(inner)), 0)
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(one => deeperThan(one, levels - 1))
}

function checkRoot(root: RecordSchema, say: Say): void {
  if (typeof root.title !== 'string' || root.title.trim() === '') say('/title', reason('schema-without-title'))
  if (root.additionalProperties !== undefined && root.additionalProperties !== false) say('/additionalProperties', reason('schema-open'))
  const names = Object.keys(root.properties)
  if (names.length === 0 || names.length > most.properties) say('/properties', reason('schema-property-count', {most: most.properties, count: names.length}))
  for (const name of names) {
    if (!isName(name)) say(`/properties/${escape(name)}`, reason('not-a-name'))
    else if (ownFields.has(name)) say(`/properties/${name}`, reason('own-name', {name}))
  }
  checkPart(root, '', rootKeywords, say)
}

/** One schema and all inside it. `hints` are the keywords that only this place may have. */
function checkPart(part: unknown, pointer: string, hints: typeof propertyHints, say: Say): void {
  if (typeof part === 'boolean' && pointer !== '') return
  if (!isObject(part)) return say(pointer, reason('subschema-not-an-object'))
  for (const [keyword, value] of Object.entries(part)) {
    const here = `${pointer}/${escape(keyword)}`
    const kind = schemaKeywords.get(keyword)
    if (kind !== undefined) checkInside(kind, keyword, value, here, pointer, say)
    else checkKeyword(keyword, value, here, hints, say)
  }
  checkSense(part, pointer, say)
}

function checkInside(kind: 'one' | 'list' | 'named', keyword: string, value: unknown, here: string, pointer: string, say: Say): void {
  if (kind === 'one') return checkPart(value, here, {}, say)
  if (kind === 'list') {
    if (!Array.isArray(value) || value.length === 0) return say(here, reason('not-a-list-of-schemas'))
    return value.forEach((one, n) => checkPart(one, `${here}/${n}`, {}, say))
  }
  if (!isObject(value)) return say(here, reason('not-schemas-by-name'))
  const ofRecord = keyword === 'properties' && pointer === ''
  for (const [name, one] of Object.entries(value)) checkPart(one, `${here}/${escape(name)}`, ofRecord ? propertyHints : {}, say)
}

function checkKeyword(keyword: string, value: unknown, here: string, hints: typeof propertyHints, say: Say): void {
  const check = Object.hasOwn(hints, keyword) ? hints[keyword] : Object.hasOwn(plainKeywords, keyword) ? plainKeywords[keyword] : undefined
  if (check !== undefined) {
    const wrong = check(value)
    if (wrong !== undefined) say(here, wrong)
  } else if (Object.hasOwn(propertyHints, keyword) || Object.hasOwn(rootKeywords, keyword)) {
    say(here, reason(Object.hasOwn(rootKeywords, keyword) ? 'only-for-schemas' : 'only-for-properties'))
  } else if (!keyword.startsWith('x-')) {
    say(here, reason('unknown-keyword', {keyword}))
  }
}

/** Pairs of keywords that contradict each other. */
function checkSense(part: Named, pointer: string, say: Say): void {
  for (const [low, high] of [['minLength', 'maxLength'], ['minimum', 'maximum'], ['minItems', 'maxItems'], ['minProperties', 'maxProperties']] as const) {
    const [least, greatest] = [part[low], part[high]]
    if (typeof least === 'number' && typeof greatest === 'number' && least > greatest) say(`${pointer}/${low}`, reason('bounds-crossed', {high, greatest, least}))
  }
  // Comparing each item with each other grows with the square of their number.
  if (part['uniqueItems'] === true && !((part['maxItems'] as number | undefined ?? Infinity) <= 1_000)) say(`${pointer}/maxItems`, reason('unique-items-unbounded'))
}

function checkHints(root: RecordSchema, say: Say): void {
  for (const [name, property] of Object.entries(flatSchema(root).properties)) checkProperty(name, property, root['x-system'] === true, say)
  checkNamed(root, say)
}

function checkProperty(name: string, property: PropertySchema, own: boolean, say: Say): void {
  const at = `/properties/${name}`
  if (typeof property === 'boolean') return say(at, reason('subschema-not-an-object'))
  const type = baseType(property)
  const scalar = type === undefined ? property.enum !== undefined || property.const !== undefined : type !== 'object' && type !== 'array'
  const forScalars = (['x-index', 'x-unique'] as const).find(hint => property[hint] !== undefined && property[hint] !== false && !scalar)
  if (forScalars) say(`${at}/${forScalars}`, reason('not-a-scalar-to-look-up'))
  if (!own && (property['x-unique'] ?? false) !== false && property['x-secret'] === true) say(`${at}/x-unique`, reason('unique-and-secret'))
  if (property['x-link'] && type !== 'string') say(`${at}/x-link`, reason('link-not-text'))
  if (property['x-currency'] && type !== 'number' && type !== 'integer') say(`${at}/x-currency`, reason('currency-not-number'))
}

/** What names properties must name those that are there. */
function checkNamed(root: RecordSchema, say: Say): void {
  const has = (name: unknown): boolean => typeof name === 'string' && Object.hasOwn(root.properties, name)
  const each = (value: unknown, pointer: string, good: (name: unknown) => boolean, code: 'not-a-property' | 'not-a-shown-property'): void => {
    if (Array.isArray(value)) value.forEach((name, n) => good(name) || say(`${pointer}/${n}`, reason(code, {got: JSON.stringify(name)})))
  }
  const shown = (name: unknown): boolean => has(name) && root.properties[name as string]!['x-secret'] !== true
  each(root.required, '/required', has, 'not-a-property')
  each(root['x-title'], '/x-title', shown, 'not-a-shown-property')
  if (!Array.isArray(root['x-indexes'])) return
  for (const [n, index] of root['x-indexes'].entries()) each(index, `/x-indexes/${n}`, name => has(name) || ownFields.has(name as string), 'not-a-property')
}

/** References must lead somewhere, never in a circle, and not multiply: what a write costs is bounded by what the schema spells out. */
function checkReferences(root: RecordSchema, say: Say): void {
  const defs = isObject(root['$defs']) ? root['$defs'] : {}
  const sizes = new Map<string, number>()
  const open = new Set<string>()
  const sizeOf = (part: unknown, pointer: string): number => {
    if (!isObject(part)) return 1
    let size = 1
    for (const [keyword, value] of Object.entries(part)) {
      const here = `${pointer}/${escape(keyword)}`
      const kind = keyword === '$defs' ? undefined : schemaKeywords.get(keyword)
      if (keyword === '$ref') size += sizeOfDef((value as string).slice('#/$defs/'.length), here)
      else if (kind === 'one') size += sizeOf(value, here)
      else if (kind !== undefined) for (const [name, one] of Object.entries(value as Named)) size += sizeOf(one, `${here}/${escape(name)}`)
    }
    return size
  }
  const sizeOfDef = (name: string, from: string): number => {
    const known = sizes.get(name)
    if (known !== undefined) return known
    if (!Object.hasOwn(defs, name)) {
      say(from, reason('unknown-definition', {name}))
      return 1
    }
    if (open.has(name)) {
      say(from, reason('reference-circle'))
      return 1
    }
    open.add(name)
    const size = sizeOf(defs[name], `/$defs/${escape(name)}`)
    open.delete(name)
    sizes.set(name, size)
    return size
  }
  for (const name of Object.keys(defs)) sizeOfDef(name, `/$defs/${escape(name)}`)
  const total = sizeOf(root, '')
  if (total > most.parts) say('', reason('too-many-subschemas', {most: most.parts, count: total}))
}
