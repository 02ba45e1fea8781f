/**
 * `keysetBranches`: what comes after a cursor, as branches that follow one another in order. Keys at the end that go one way are compared as one row; before them, those that tie with the cursor in all keys
 * but the last, then in all but the last two, and so on. Each is an equality on some leading keys and a range on the next, which an index on the keys answers from the right place:
 * the deepest page costs what the first one does, with any mix of directions and nulls.
 */
import type {Condition, SqlValue} from './condition.ts'
import {orderToken, satisfies} from './condition.ts'
import type {SortField} from './sort-fields.ts'

export function keysetBranches(sort: readonly SortField[], values: readonly SqlValue[]): readonly (readonly Condition[])[] {
  const start = rowStart(sort, values)
  const branches: Condition[][] = []
  for (let last = start; last >= 0; last -= 1) {
    const ties = sort.slice(0, last).map((key, at) => tie(key, values[at]!))
    const after = last === start && start < sort.length - 1 ? [afterRow(sort.slice(start), values.slice(start)), ...nullsAfter(sort[start]!)] : afterOf(sort[last]!, values[last]!)
    for (const condition of after) branches.push([...ties, condition])
  }
  return branches
}

/** Where the keys begin that can be compared as one row: they go one way, the cursor has no null in them, and no null comes after a value but in the first of them. */
function rowStart(sort: readonly SortField[], values: readonly SqlValue[]): number {
  let start = sort.length - 1
  while (start > 0 && values[start] !== null && values[start - 1] !== null && sort[start - 1]!.descending === sort[start]!.descending && !nullsAfter(sort[start]!).length) start -= 1
  return start
}

/** A bound on a property lets no null through, so a branch of nulls is empty then. */
export function isEmptyBranch(filter: readonly Condition[], sort: readonly SortField[], branch: readonly Condition[]): boolean {
  return branch.some(({token, params}, at) => params.length === 0 && token === `${sort[at]!.field.plain}=` && filter.some(({bound}) => bound?.field.name === sort[at]!.field.name))
}

/** The filter's terms without the bounds that a branch already implies: a branch that says `total > 250` needs no `total > 100`, and an index can begin at one of them only. */
export function withoutImplied(filter: readonly Condition[], sort: readonly SortField[], values: readonly SqlValue[], branch: readonly Condition[]): readonly Condition[] {
  return filter.filter(({bound}) => {
    if (!bound) return true
    const at = sort.findIndex(({field}) => field.name === bound.field.name)
    const value = values[at]
    const said = branch[at]
    // A branch for nulls says nothing about values.
    if (value === undefined || value === null || !said?.params.length || !satisfies(value, bound.op, bound.value)) return true
    const order = orderToken(bound.field, bound.op)
    const row = `${rowOf(sort.slice(at))}${order.at(-1)}`
    return !(said.token === `${bound.field.plain}=` || said.token === order || said.token?.startsWith(row))
  })
}

function tie({field}: SortField, value: SqlValue): Condition {
  return value === null ? {sql: `${field.sql} IS NULL`, params: [], token: `${field.plain}=`} : {sql: `${field.sql} = ?`, params: [value], token: `${field.plain}=`}
}

function afterRow(keys: readonly SortField[], values: readonly SqlValue[]): Condition {
  const sign = keys[0]!.descending ? '<' : '>'
  const row = `(${values.map(() => '?').join(',')})`
  return {sql: `(${keys.map(({field}) => field.sql).join(', ')}) ${sign} ${row}`, params: values, token: `${rowOf(keys)}${sign}${row}`}
}

const rowOf = (keys: readonly SortField[]): string => `(${keys.map(({field}) => field.plain).join(',')})`

/** Nulls come first ascending and last descending. */
function afterOf(key: SortField, value: SqlValue): readonly Condition[] {
  const {field, descending} = key
  if (value === null) return descending ? [] : [{sql: `${field.sql} IS NOT NULL`, params: [], token: `${field.plain}>`}]
  const sign = descending ? '<' : '>'
  return [{sql: `${field.sql} ${sign} ?`, params: [value], token: `${field.plain}${sign}`}, ...nullsAfter(key)]
}

/** The nulls that come after every value. */
const nullsAfter = (key: SortField): readonly Condition[] => (key.descending && key.field.nullable ? [tie(key, null)] : [])
