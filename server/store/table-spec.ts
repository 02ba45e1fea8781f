/** `tableSpec`: what the store must know of a schema to lay out its table. */
import {baseType, flatSchema, linkOf, refusal, type PropertySchema, type RecordSchema, type Refusal} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {ColumnSpec, TableSpec} from './store.ts'

const namePattern = /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])
const exactFormats = new Set(['date', 'date-time', 'time', 'uuid', 'duration'])
const ownFields = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by'])
const maxProperties = 500

/**
 * The table of a schema, made from its document alone: the same document always gives an equal spec. Throws `unfit-table`, naming the property, where a name cannot
 * be a column (letters, digits, `_` and `-`, at most 63, a letter or `_` first), where there are more than 500 properties, or where an index names a property that is
 * not there or holds lists or objects.
 */
export function tableSpec(schema: string, written: RecordSchema): TableSpec {
  const doc = flatSchema(written)
  checkName(schema, 'schema', '')
  const names = Object.keys(doc.properties)
  if (names.length > maxProperties) {
    throw unfit(refusal('too-many-columns', '/properties', {schema, most: maxProperties, count: names.length}))
  }
  const columns = names.map(name => columnOf(schema, doc, name))
  const indexes = indexesOf(schema, doc, columns)
  const sorted = new Set([...columns.filter(({index}) => index).map(({name}) => name), ...indexes.flat()])
  return {schema, columns: columns.map(column => (column.words && sorted.has(column.name) ? {...column, keyed: true} : column)), indexes, title: titleOf(doc, columns)}
}

function columnOf(schema: string, doc: RecordSchema, name: string): ColumnSpec {
  const property = doc.properties[name]!
  checkName(name, 'property', `/properties/${name}`)
  const type = typeOf(property)
  const link = linkOf(name, doc)
  if (link !== undefined) checkName(link, 'schema', `/properties/${name}/x-link`)
  // People would learn from a refusal that somebody has this value. Espalier's own secrets are set by code alone.
  const isTold = property['x-secret'] !== true || doc['x-system'] === true
  const unique = (property['x-unique'] === true || property['x-unique'] === 'live') && isTold
  const index = property['x-index'] === true || link !== undefined
  if ((unique || index) && type === 'json') {
    throw unfit(refusal('no-scalar-beside-hint', `/properties/${name}/type`, {schema, property: name, got: JSON.stringify(property.type ?? 'none')}))
  }
  const exact = type === 'text' && (link !== undefined || exactFormats.has(property.format ?? ''))
  const words = type === 'text' && !exact
  const instant = exact && link === undefined && property.format === 'date-time'
  const few = type === 'boolean' || property.enum !== undefined
  return {name, type, index, unique, search: isSearched(property, type, exact), ...(property['x-unique'] === 'live' ? {uniqueAmong: 'live'} : {}), ...(link === undefined ? {} : {link}), ...(words ? {words} : {}), ...(instant ? {instant} : {}), ...(few ? {few} : {})}
}

function typeOf(property: PropertySchema): ColumnSpec['type'] {
  const values = property.enum ?? (property.const === undefined ? [] : [property.const])
  const named = property.type ?? values.map(value => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
  const types = new Set((typeof named === 'string' ? [named] : named).filter(type => type !== 'null'))
  if (types.size === 2 && types.has('integer') && types.has('number')) return 'real'
  if (types.size !== 1) return 'json'
  switch ([...types][0]) {
    case 'string': return 'text'
    case 'integer': return 'integer'
    case 'number': return 'real'
    case 'boolean': return 'boolean'
    default: return 'json'
  }
}

/** Words a person would search for: free text and lists of it, not codes, dates, links or choices from a list. */
function isSearched(property: PropertySchema, type: ColumnSpec['type'], exact: boolean): boolean {
  if (property['x-secret'] === true || property['x-search'] === false) return false
  const ofText = type === 'text' || (baseType(property) === 'array' && baseType(property.items ?? {}) === 'string')
  if (property['x-search'] === true) return ofText
  return ofText && !exact && property.enum === undefined && property.const === undefined && property.items?.enum === undefined
}

function indexesOf(schema: string, doc: RecordSchema, columns: readonly ColumnSpec[]): readonly (readonly string[])[] {
  const types = new Map(columns.map(column => [column.name, column.type]))
  for (const [at, index] of (doc['x-indexes'] ?? []).entries()) {
    for (const name of index) {
      if (ownFields.has(name) || (types.has(name) && types.get(name) !== 'json')) continue
      throw unfit(refusal('no-scalar-in-index', `/x-indexes/${at}`, {schema, at, got: JSON.stringify(name)}))
    }
  }
  return (doc['x-indexes'] ?? []).filter(index => index.length > 0)
}

function titleOf(doc: RecordSchema, columns: readonly ColumnSpec[]): readonly string[] {
  const shown = columns.filter(column => doc.properties[column.name]!['x-secret'] !== true && column.type !== 'json')
  const named = doc['x-title']?.filter(name => shown.some(column => column.name === name))
  if (named?.length) return named
  const usual = ['name', 'title'].find(name => shown.some(column => column.name === name)) ?? shown.find(column => column.type === 'text' && column.link === undefined)?.name
  return usual === undefined ? [] : [usual]
}

function checkName(name: string, of: 'schema' | 'property', pointer: string): void {
  if (namePattern.test(name) && !forbiddenNames.has(name)) return
  throw unfit(refusal('not-a-column-name', pointer, {of, got: JSON.stringify(name.slice(0, 80))}))
}

const unfit = (error: Refusal): Problem => problem('unfit-table', {}, {errors: [error]})
