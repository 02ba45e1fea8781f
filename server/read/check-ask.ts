/** Checks what a request names - sort, fields, expand, limit, words - against what the actor may see of the schema. Throws InvalidInput at the parameter. */
import {didYouMean, type SortKey} from '../../ast/index.ts'
import type {Access} from '../access/index.ts'
import type {Measure} from '../store/index.ts'
import {invalidQuery} from './invalid-query.ts'
import {ownFields} from './own-fields.ts'

const most = {sort: 5, fields: 200, expand: 5, limit: 200, q: 200}

/** `-` before a name: descending. */
export function sortKeys(sort: readonly string[] | undefined, access: Access): readonly SortKey[] {
  if (sort === undefined) return []
  if (sort.length > most.sort) throw invalidQuery('sort', `expected at most ${most.sort} fields, got ${sort.length}`)
  return sort.map(text => {
    const descending = text.startsWith('-')
    const field = descending ? text.slice(1) : text
    if (!ownFields.has(field)) {
      checkName('sort', field, Object.keys(access.schema.properties), access)
      if (columnType(access, field) === 'json') throw invalidQuery('sort', `"${field}" holds lists or objects, which have no order; sort by a property with one value`)
    }
    return {field, descending}
  })
}

export function limitOf(limit: number | undefined): number {
  if (limit === undefined) return 50
  if (Number.isInteger(limit) && limit >= 1 && limit <= most.limit) return limit
  throw invalidQuery('limit', `expected a whole number from 1 to ${most.limit}, got ${limit}`)
}

export function wordsOf(q: string | undefined): string | undefined {
  if (q === undefined || q.trim() === '') return undefined
  if (q.length > most.q) throw invalidQuery('q', `expected at most ${most.q} characters, got ${q.length}`)
  return q
}

export function fieldNames(fields: readonly string[] | undefined, access: Access): readonly string[] | undefined {
  if (fields === undefined) return undefined
  if (fields.length > most.fields) throw invalidQuery('fields', `expected at most ${most.fields} fields, got ${fields.length}`)
  for (const name of fields) checkName('fields', name, Object.keys(access.schema.properties), access)
  return fields
}

/** Each is a link; gives property and target. */
export function expandNames(expand: readonly string[] | undefined, access: Access): readonly (readonly [property: string, target: string])[] {
  if (expand === undefined || expand.length === 0) return []
  if (expand.length > most.expand) throw invalidQuery('expand', `expected at most ${most.expand} links, got ${expand.length}`)
  const links = [...access.links.keys()]
  return [...new Set(expand)].map(name => {
    checkName('expand', name, Object.keys(access.schema.properties), access)
    if (!links.includes(name)) throw invalidQuery('expand', `"${name}" is no link${links.length > 0 ? `; expected one of ${links.join(', ')}` : ''}`)
    return [name, access.links.get(name)!] as const
  })
}

export function measured({fn, field, cap}: Measure, access: Access): Measure {
  if (fn === 'count') return {fn, ...(cap !== undefined && {cap})}
  if (field === undefined) throw invalidQuery('field', `"${fn}" needs the property that it measures`)
  checkName('field', field, Object.keys(access.schema.properties), access)
  const type = columnType(access, field)
  const numeric = type === 'integer' || type === 'real'
  if (!numeric) throw invalidQuery('field', `"${fn}" measures numbers, and "${field}" holds none`)
  return {fn, field}
}

function checkName(parameter: string, name: string, names: readonly string[], access: Access): void {
  if (!names.includes(name)) throw invalidQuery(parameter, `schema ${access.name} has no property "${name.slice(0, 80)}"${didYouMean(name, names)}`)
}

const columnType = ({columns}: Access, name: string): string | undefined => columns.get(name)?.type
