/** `createFilters`: compiles a request's filter for what the actor may see, and remembers those that depend on nobody. */
import {reason, reasonIn} from '../../schemas/index.ts'
import {daysAsInstants, nearestName, toFilter, type Filter, type Scope} from '../../ast/index.ts'
import type {Access} from '../access/index.ts'
import {invalidQuery} from './invalid-query.ts'
import {ownFields} from './own-fields.ts'
import type {ListRequest} from './reader.ts'

export interface Filters {
  /** `scope` is asked for only where the text needs it. A day that is compared with a time is a day of `zone`. Throws `invalid-input` at `?filter`. */
  of(request: Pick<ListRequest, 'filter' | 'also'>, access: Access, zone: string, scope: () => Scope): Filter | undefined
}

const mostRemembered = 500
/** Might the text say something else to someone else, or on another day? */
const personal = /\b(user|params|today|now|item|index|row|event)\b/

export function createFilters(): Filters {
  const remembered = new Map<string, Filter>()

  const written = (text: string, access: Access, zone: string, scope: () => Scope): Filter => {
    if (personal.test(text)) return compile(text, access, scope())
    const key = `${access.shape} ${zone} ${text}`
    const known = remembered.get(key)
    if (known) return known
    const filter = compile(text, access, scope())
    if (remembered.size >= mostRemembered) remembered.delete(remembered.keys().next().value!)
    remembered.set(key, filter)
    return filter
  }

  return {
    of({filter: text, also}, access, zone, scope) {
      if (also) checkFields(also, access)
      const filter = text === undefined || text.trim() === '' ? undefined : written(text, access, zone, scope)
      const both: Filter | undefined = filter && also ? {op: 'and', args: [filter, also]} : filter ?? also
      return both && daysAsInstants(both, field => isInstant(field, access), zone)
    },
  }
}

const ownInstants = new Set(['created_at', 'updated_at'])

function isInstant(field: string, {schema: {properties}}: Access): boolean {
  return Object.hasOwn(properties, field) ? properties[field]!.format === 'date-time' : ownInstants.has(field)
}

function compile(text: string, access: Access, scope: Scope): Filter {
  const compiled = toFilter(text, access.schema, scope)
  if (compiled.ok) return compiled.filter
  const {at} = compiled
  throw invalidQuery('filter', at === undefined ? reasonIn(compiled) : reason('at-character', {why: reasonIn(compiled), at: at + 1}), 'invalid-filter')
}

/** What code made out of an address is no more trusted than the address. */
function checkFields(filter: Filter, access: Access): void {
  switch (filter.op) {
    case 'and': case 'or': return filter.args.forEach(arg => checkFields(arg, access))
    case 'not': return checkFields(filter.arg, access)
    case 'const': return
    case 'compare': return [filter.left, filter.right].forEach(name => checkField(name, access))
    default: return checkField(filter.field, access)
  }
}

function checkField(name: string, access: Access): void {
  const {properties} = access.schema
  if (ownFields.has(name) || Object.hasOwn(properties, name)) return
  throw invalidQuery('filter', reason('unknown-schema-property', {schema: access.name, name: name.slice(0, 80), near: nearestName(name, Object.keys(properties))}), 'invalid-filter')
}
