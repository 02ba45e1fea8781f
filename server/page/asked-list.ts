/** Reads what the address asks of a list, and makes it valid: what cannot be done is left out and said in words. */
import {dayInterval, isDateTime, type Filter, type Scalar} from '../../ast/index.ts'
import {baseType, exactNumber, labelOf, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {parseRange, readAddress} from '../../snippets/index.ts'
import type {Access} from '../access/index.ts'

export interface AskedList {
  readonly sort: readonly string[] | undefined
  readonly q: string
  readonly limit: number | undefined
  readonly cursor: string
  readonly filters: {readonly [property: string]: string}
  readonly also: Filter | undefined
  /** One sentence for each thing that was left out. */
  readonly notices: readonly string[]
}

const ownFields = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by'])
const maxFilters = 12

/** What the viewer may not see cannot be asked for. `locale`: how the viewer types numbers. */
export function askedList(query: Readonly<Record<string, string>>, prefix: string, {schema: def, links}: Access, locale: string): AskedList {
  const asked = readAddress(query, prefix, locale)
  const notices: string[] = []
  const filters: Record<string, string> = {}
  const terms: Filter[] = []
  for (const [property, value] of Object.entries(asked.filters).slice(0, maxFilters)) {
    const schema = Object.hasOwn(def.properties, property) ? def.properties[property] : undefined
    const term = schema && value.length <= 200 ? filterOf(property, schema, value, links.has(property)) : undefined
    if (term) {
      filters[property] = value
      terms.push(term)
    } else notices.push(schema ? `The filter on ${labelOf(property, def)} was left out: “${value.slice(0, 40)}” is nothing it can be compared with.` : `The filter on “${property.slice(0, 40)}” was left out: there is no such column.`)
  }
  return {
    sort: sortOf(asked.sort, def, notices),
    q: asked.q.slice(0, 200).trim(),
    limit: limitOf(asked.limit, notices),
    cursor: asked.cursor,
    filters,
    also: terms.length === 0 ? undefined : terms.length === 1 ? terms[0] : {op: 'and', args: terms},
    notices,
  }
}

function sortOf(text: string, def: RecordSchema, notices: string[]): readonly string[] | undefined {
  if (!text) return undefined
  const keys = text.split(',').slice(0, 3)
  const wrong = keys.find(key => {
    const name = key.replace(/^-/, '')
    return !ownFields.has(name) && !(Object.hasOwn(def.properties, name) && !['array', 'object'].includes(baseType(def.properties[name]!) ?? ''))
  })
  if (wrong === undefined) return keys
  notices.push(`The order by “${wrong.slice(0, 40)}” was left out: there is no such column.`)
  return undefined
}

function limitOf(text: string, notices: string[]): number | undefined {
  if (!text) return undefined
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= 200) return limit
  notices.push('The page size was left out: it goes from 1 to 200.')
  return undefined
}

function filterOf(field: string, schema: PropertySchema, text: string, isLink: boolean): Filter | undefined {
  const type = baseType(schema)
  if (schema.enum) {
    const value = schema.enum.find(option => String(option) === text)
    return value === undefined ? undefined : {op: 'eq', field, value: value as Scalar}
  }
  if (isLink) return {op: 'eq', field, value: text}
  if (type === 'boolean') return text === 'true' || text === 'false' ? {op: 'eq', field, value: text === 'true'} : undefined
  if (type === 'number' || type === 'integer') return rangeOf(field, text, number)
  if (schema.format === 'date') return rangeOf(field, text, day)
  if (schema.format === 'date-time') return rangeOf(field, text, dayOrTime)
  if (type === 'array') return {op: 'has', field, value: text}
  if (type === 'string' || type === undefined) return {op: 'contains', field, value: text, fold: 'letters'}
  return undefined
}

type Read = (text: string) => Scalar | undefined

/** `10..20`, `10..`, `..20` or `10`, both ends included. */
function rangeOf(field: string, text: string, read: Read): Filter | undefined {
  const {min = '', max = ''} = parseRange(text)
  const from = min === '' ? null : read(min)
  const to = max === '' ? null : read(max)
  if (from === undefined || to === undefined || (from === null && to === null)) return undefined
  if (from !== null && from === to) return {op: 'eq', field, value: from}
  const args: Filter[] = [...(from === null ? [] : [{op: 'ge' as const, field, value: from}]), ...(to === null ? [] : [{op: 'le' as const, field, value: to}])]
  return args.length === 1 ? args[0] : {op: 'and', args}
}

const number: Read = exactNumber
/** A day in a field of times is the viewer's own: the door for reads makes it an interval. */
const day: Read = text => dayInterval(text, 'UTC') && text
const dayOrTime: Read = text => (isDateTime(text) ? text : day(text))
