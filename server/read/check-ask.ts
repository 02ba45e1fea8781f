/** Checks what a request names - sort, fields, expand, limit, words - against what the actor may see of the schema. Throws `invalid-input` at the parameter. */
import {reason} from '../../schemas/index.ts'
import {nearestName, type SortKey} from '../../ast/index.ts'
import type {Access} from '../access/index.ts'
import type {Measure} from '../store/index.ts'
import {invalidQuery} from './invalid-query.ts'
import {ownFields} from './own-fields.ts'

const most = {sort: 5, fields: 200, expand: 5, limit: 200, q: 200}

/** `-` before a name: descending. */
export function sortKeys(sort: readonly string[] | undefined, access: Access): readonly SortKey[] {
  if (sort === undefined) return []
  if (sort.length > most.sort) throw invalidQuery('sort', reason('too-many-fields', {most: most.sort, got: sort.length}))
  return sort.map(text => {
    const descending = text.startsWith('-')
    const field = descending ? text.slice(1) : text
    if (!ownFields.has(field)) {
      checkName('sort', field, Object.keys(access.schema.properties), access)
      if (columnType(access, field) === 'json') throw invalidQuery('sort', reason('field-without-order', {name: field}))
    }
    return {field, descending}
  })
}

export function limitOf(limit: number | undefined): number {
  if (limit === undefined) return 50
  if (Number.isInteger(limit) && limit >= 1 && limit <= most.limit) return limit
  throw invalidQuery('limit', reason('not-in-range', {least: 1, most: most.limit, got: String(limit)}))
}

export function wordsOf(q: string | undefined): string | undefined {
  if (q === undefined || q.trim() === '') return undefined
  if (q.length > most.q) throw invalidQuery('q', reason('too-many-characters', {most: most.q, got: q.length}))
  return q
}

export function fieldNames(fields: readonly string[] | undefined, access: Access): readonly string[] | undefined {
  if (fields === undefined) return undefined
  if (fields.length > most.fields) throw invalidQuery('fields', reason('too-many-fields', {most: most.fields, got: fields.length}))
  for (const name of fields) checkName('fields', name, Object.keys(access.schema.properties), access)
  return fields
}

/** Each is a link; gives property and target. */
export function expandNames(expand: readonly string[] | undefined, access: Access): readonly (readonly [property: string, target: string])[] {
  if (expand === undefined || expand.length === 0) return []
  if (expand.length > most.expand) throw invalidQuery('expand', reason('too-many-links', {most: most.expand, got: expand.length}))
  const links = [...access.links.keys()]
  return [...new Set(expand)].map(name => {
    checkName('expand', name, Object.keys(access.schema.properties), access)
    if (!links.includes(name)) throw invalidQuery('expand', reason('not-expandable', {name, links}))
    return [name, access.links.get(name)!] as const
  })
}

export function measured({fn, field, cap}: Measure, access: Access): Measure {
  if (fn === 'count') return {fn, ...(cap !== undefined && {cap})}
  if (field === undefined) throw invalidQuery('field', reason('measure-without-field', {measure: fn}))
  checkName('field', field, Object.keys(access.schema.properties), access)
  const type = columnType(access, field)
  const numeric = type === 'integer' || type === 'real'
  if (!numeric) throw invalidQuery('field', reason('measure-of-no-numbers', {measure: fn, field}))
  return {fn, field}
}

function checkName(parameter: string, name: string, names: readonly string[], access: Access): void {
  if (!names.includes(name)) throw invalidQuery(parameter, reason('unknown-schema-property', {schema: access.name, name: name.slice(0, 80), near: nearestName(name, names)}))
}

const columnType = ({columns}: Access, name: string): string | undefined => columns.get(name)?.type
