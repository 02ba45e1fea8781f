/** Filters in JavaScript: the same meaning as in a store's SQL. */
import type {Filter} from '../filter.ts'
import {foldText} from '../fold-text.ts'
import {compareText, sameText} from './compare-text.ts'
import {foldCase} from './fold-case.ts'

/**
 * Whether a record with these fields (its properties, and id, rev, state, created_at … where the filter asks for them) is selected. Missing and null are one; an order
 * with null, or between a text and a number, is false; times compare by their instant; other texts are equal letter by letter and ordered by `textKey`. Contract: `ast/filter.ts`.
 */
export function matchesFilter(filter: Filter, fields: Readonly<Record<string, unknown>>): boolean {
  switch (filter.op) {
    case 'and': return filter.args.every((arg) => matchesFilter(arg, fields))
    case 'or': return filter.args.some((arg) => matchesFilter(arg, fields))
    case 'not': return !matchesFilter(filter.arg, fields)
    case 'const': return filter.value
    case 'compare': return compares(filter.by, valueOf(fields, filter.left), valueOf(fields, filter.right))
    case 'in': return holds(filter.values, valueOf(fields, filter.field))
    case 'has': {
      const list = valueOf(fields, filter.field)
      return Array.isArray(list) && holds(list, filter.value)
    }
    case 'contains': case 'starts': case 'ends': return findsText(filter, valueOf(fields, filter.field))
    default: return compares(filter.op, valueOf(fields, filter.field), filter.value)
  }
}

function valueOf(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null
}

function compares(by: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge', a: unknown, b: unknown): boolean {
  if (by === 'eq') return same(a, b)
  if (by === 'ne') return !same(a, b)
  let order: number
  if (typeof a === 'number' && typeof b === 'number') order = a - b
  else if (typeof a === 'string' && typeof b === 'string') order = compareText(a, b)
  else return false
  return by === 'lt' ? order < 0 : by === 'le' ? order <= 0 : by === 'gt' ? order > 0 : order >= 0
}

const same = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'string' && typeof b === 'string' && sameText(a, b))
const holds = (list: readonly unknown[], value: unknown): boolean => list.some((item) => same(item, value))

const asIs = (text: string): string => text
const folds = {case: foldCase, letters: foldText} as const

function findsText({op, value, fold}: Extract<Filter, {readonly op: 'contains' | 'starts' | 'ends'}>, found: unknown): boolean {
  if (typeof found !== 'string') return false
  const folded = fold === undefined ? asIs : folds[fold]
  const [whole, part] = [folded(found), folded(value)]
  return op === 'contains' ? whole.includes(part) : op === 'starts' ? whole.startsWith(part) : whole.endsWith(part)
}
