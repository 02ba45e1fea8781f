/** `parseRecordSchema`: whether a document from outside is a schema that records can be kept by. */
import {baseType} from './base-type.ts'
import {flatSchema} from './flat-schema.ts'
import {findInfinity} from './find-infinity.ts'
import {findHostileKey} from './hostile-key.ts'
import type {PropertySchema, RecordSchema} from './record-schema.ts'
import {schemaKeywords} from './inner-schemas.ts'
import {isName, plainKeywords, propertyHints, rootKeywords} from './schema-keywords.ts'

export interface SchemaError {
  /** JSON Pointer into the document. */
  readonly pointer: string
  readonly message: string
}

export type ParsedSchema = {readonly ok: true; readonly schema: RecordSchema} | {readonly ok: false; readonly errors: readonly SchemaError[]}

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
  const errors: SchemaError[] = []
  const say: Say = (pointer, message) => {
    if (errors.length < most.errors) errors.push({pointer, message})
  }
  checkRoot(root, say)
  if (errors.length === 0) checkReferences(root, say)
  if (errors.length === 0) checkHints(root, say)
  return errors.length > 0 ? {ok: false, errors} : {ok: true, schema: {...root, additionalProperties: false}}
}

type Say = (pointer: string, message: string) => void
type Named = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Named => typeof value === 'object' && value !== null && !Array.isArray(value)
const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** What must hold before anything inside is looked at. */
function shapeErrors(value: unknown): readonly SchemaError[] {
  if (!isObject(value)) return [{pointer: '', message: 'expected a JSON Schema as an object'}]
  if (deeperThan(value, most.depth)) return [{pointer: '', message: `expected at most ${most.depth} levels; take parts out into schemas of their own and link to them`}]
  const hostile = findHostileKey(value)
  if (hostile !== undefined) return [{pointer: hostile, message: 'this name is never allowed; choose another'}]
  const infinite = findInfinity(value)
  if (infinite !== undefined) return [{pointer: infinite, message: 'expected a finite number; JSON has no other'}]
  const bytes = JSON.stringify(value).length
  if (bytes > most.bytes) return [{pointer: '', message: `expected at most ${most.bytes} characters of JSON, got ${bytes}`}]
  // Compiling patterns takes time by their length.
  const patterns = lengthOfPatterns(value)
  if (patterns > most.patterns) return [{pointer: '', message: `expected patterns of at most ${most.patterns} characters together, got ${patterns}`}]
  if (value['type'] !== 'object') return [{pointer: '/type', message: 'expected "object": a schema describes records'}]
  if (!isObject(value['properties'])) return [{pointer: '/properties', message: 'expected the record\'s properties as an object of schemas'}]
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
  if (typeof root.title !== 'string' || root.title.trim() === '') say('/title', 'expected a name for people, as in "Company"')
  if (root.additionalProperties !== undefined && root.additionalProperties !== false) say('/additionalProperties', 'expected false: a record holds only what its schema names')
  const names = Object.keys(root.properties)
  if (names.length === 0 || names.length > most.properties) say('/properties', `expected 1 to ${most.properties} properties, got ${names.length}`)
  for (const name of names) {
    if (!isName(name)) say(`/properties/${escape(name)}`, 'expected a name of lower-case letters, digits and "_", a letter first, at most 63 characters')
    else if (ownFields.has(name)) say(`/properties/${name}`, `every record has its own "${name}"; choose another name, as in "${name}_value"`)
  }
  checkPart(root, '', rootKeywords, say)
}

/** One schema and all inside it. `hints` are the keywords that only this place may have. */
function checkPart(part: unknown, pointer: string, hints: typeof propertyHints, say: Say): void {
  if (typeof part === 'boolean' && pointer !== '') return
  if (!isObject(part)) return say(pointer, 'expected a schema as an object')
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
    if (!Array.isArray(value) || value.length === 0) return say(here, 'expected a list of schemas')
    return value.forEach((one, n) => checkPart(one, `${here}/${n}`, {}, say))
  }
  if (!isObject(value)) return say(here, 'expected an object of schemas by name')
  const ofRecord = keyword === 'properties' && pointer === ''
  for (const [name, one] of Object.entries(value)) checkPart(one, `${here}/${escape(name)}`, ofRecord ? propertyHints : {}, say)
}

function checkKeyword(keyword: string, value: unknown, here: string, hints: typeof propertyHints, say: Say): void {
  const check = Object.hasOwn(hints, keyword) ? hints[keyword] : Object.hasOwn(plainKeywords, keyword) ? plainKeywords[keyword] : undefined
  if (check !== undefined) {
    const wrong = check(value)
    if (wrong !== undefined) say(here, wrong)
  } else if (Object.hasOwn(propertyHints, keyword) || Object.hasOwn(rootKeywords, keyword)) {
    say(here, Object.hasOwn(rootKeywords, keyword) ? 'belongs to the schema as a whole, not inside it' : 'belongs to a property of the record itself, not deeper')
  } else if (!keyword.startsWith('x-')) {
    say(here, `unknown keyword "${keyword}"; hints of your own start with "x-"`)
  }
}

/** Pairs of keywords that contradict each other. */
function checkSense(part: Named, pointer: string, say: Say): void {
  for (const [low, high] of [['minLength', 'maxLength'], ['minimum', 'maximum'], ['minItems', 'maxItems'], ['minProperties', 'maxProperties']] as const) {
    const [least, greatest] = [part[low], part[high]]
    if (typeof least === 'number' && typeof greatest === 'number' && least > greatest) say(`${pointer}/${low}`, `expected at most ${high} (${greatest}), got ${least}`)
  }
  // Comparing each item with each other grows with the square of their number.
  if (part['uniqueItems'] === true && !((part['maxItems'] as number | undefined ?? Infinity) <= 1_000)) say(`${pointer}/maxItems`, 'expected at most 1000 beside uniqueItems')
}

function checkHints(root: RecordSchema, say: Say): void {
  for (const [name, property] of Object.entries(flatSchema(root).properties)) checkProperty(name, property, root['x-system'] === true, say)
  checkNamed(root, say)
}

function checkProperty(name: string, property: PropertySchema, own: boolean, say: Say): void {
  const at = `/properties/${name}`
  if (typeof property === 'boolean') return say(at, 'expected a schema as an object')
  const type = baseType(property)
  const scalar = type === undefined ? property.enum !== undefined || property.const !== undefined : type !== 'object' && type !== 'array'
  const forScalars = (['x-index', 'x-unique'] as const).find(hint => property[hint] !== undefined && property[hint] !== false && !scalar)
  if (forScalars) say(`${at}/${forScalars}`, 'only a property of one scalar type can be looked up; give it a type or drop the hint')
  if (!own && (property['x-unique'] ?? false) !== false && property['x-secret'] === true) say(`${at}/x-unique`, 'not beside x-secret: a refused write would tell that another record has this value; drop one of the two')
  if (property['x-link'] && type !== 'string') say(`${at}/x-link`, 'expected beside "type": "string": a link holds one id')
  if (property['x-currency'] && type !== 'number' && type !== 'integer') say(`${at}/x-currency`, 'expected beside "type": "number"')
}

/** What names properties must name those that are there. */
function checkNamed(root: RecordSchema, say: Say): void {
  const has = (name: unknown): boolean => typeof name === 'string' && Object.hasOwn(root.properties, name)
  const each = (value: unknown, pointer: string, good: (name: unknown) => boolean, message: string): void => {
    if (Array.isArray(value)) value.forEach((name, n) => good(name) || say(`${pointer}/${n}`, `${message}, got ${JSON.stringify(name)}`))
  }
  const shown = (name: unknown): boolean => has(name) && root.properties[name as string]!['x-secret'] !== true
  each(root.required, '/required', has, 'expected one of the properties')
  each(root['x-title'], '/x-title', shown, 'expected one of the properties that may be seen')
  if (!Array.isArray(root['x-indexes'])) return
  for (const [n, index] of root['x-indexes'].entries()) each(index, `/x-indexes/${n}`, name => has(name) || ownFields.has(name as string), 'expected one of the properties')
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
      say(from, `expected one of the schema's $defs, got "${name}"`)
      return 1
    }
    if (open.has(name)) {
      say(from, 'a reference may not lead back to itself; link records with an "_id" property instead')
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
  if (total > most.parts) say('', `expected at most ${most.parts} subschemas, counting what references repeat, got ${total}`)
}
