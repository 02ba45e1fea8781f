/** The exact shape of a node and of its parts, as they may come from outside. */
import {isOrder} from '../order-between.ts'
import {failAs, json, listOf, mapOf, oneOf, orNull, passes, shape, text, type Check} from './shape.ts'

const order: Check = (value, at) => {
  if (typeof value !== 'string' || !isOrder(value)) failAs(at, 'order-key', value)
}

const name = text(64, /^[A-Za-z_][A-Za-z0-9_-]*$/, 'name')

export const id = text(64, /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'id')
export const snippetName = text(64, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'snippet')
export const expression = text(2_000, undefined, 'expression')
export const props: Check = (value, at) => {
  mapOf(() => undefined, 200, text(100))(value, at)
  json(value, at)
}

const limit: Check = (value, at) => {
  if (typeof value !== 'number' || !Number.isInteger(value)) failAs(at, 'whole-number', value)
}

/** A leaf of a source may be computed: `{"$": "params.limit"}`. */
const orComputed = (check: Check): Check => (value, at) => {
  if (!isComputed(value)) check(value, at)
}
const isComputed = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value) && passes(shape({$: expression}), value)

const sourceMembers: {readonly [name: string]: Check} = {
  where: expression,
  sort: orComputed(listOf(text(100), 8)),
  limit: orComputed(limit),
  expand: listOf(text(100), 16),
  fields: listOf(text(100), 200),
  id: json,
  measure: oneOf('count', 'sum', 'avg', 'min', 'max'),
  field: orComputed(text(100)),
}
const from = text(100)
const source = shape({from}, sourceMembers)
export const sources = mapOf(source, 32, name)

const actionMembers: {readonly [name: string]: Check} = {
  to: json,
  schema: text(100),
  id: json,
  data: json,
  param: text(100),
  value: json,
  text: json,
  tone: oneOf('info', 'good', 'warn', 'bad'),
  name: text(100),
}
const actions = listOf(shape({do: oneOf('navigate', 'open', 'create', 'update', 'archive', 'set', 'refresh', 'notify', 'macro')}, actionMembers), 32)
export const handlers = mapOf(actions, 32, name)

const parent = orNull(id)
const placeMembers = {parent_id: parent, slot: name, order}

export const place = shape(placeMembers)
export const node = shape({id, screen_id: id, ...placeMembers, snippet: snippetName, props}, {data: sources, on: handlers, when: expression, each: expression})
export const subtree = listOf(node, 2_000, 1)

/** What may stand at a path of a node: one check for each place, undefined where no path may lead. */
export function shapeAt(path: readonly string[]): Check | undefined {
  const [first, ...rest] = path
  switch (first) {
    case 'snippet': return rest.length === 0 ? snippetName : undefined
    case 'when': case 'each': return rest.length === 0 ? expression : undefined
    case 'props': return rest.length === 0 ? props : json
    case 'data': return rest.length === 0 ? sources : rest.length === 1 ? source : shapeInSource(rest.slice(1))
    case 'on': return rest.length === 0 ? handlers : rest.length === 1 ? actions : undefined
    default: return undefined
  }
}

function shapeInSource([member = '', ...rest]: readonly string[]): Check | undefined {
  if (rest.length > 0) return member === 'id' ? json : undefined
  return member === 'from' ? from : Object.hasOwn(sourceMembers, member) ? sourceMembers[member] : undefined
}
