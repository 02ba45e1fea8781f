/**
 * `keysetBranches`: what comes after a cursor, as branches that follow one another in order: first those that tie with the cursor in all keys but the last,
 * then in all but the last two, and so on. Each is an equality on some leading keys and a range on the next, which an index on the keys answers from the right place:
 * the deepest page costs what the first one does, with any mix of directions and nulls.
 */
import type {Condition, SqlValue} from './condition.ts'
import {orderToken, satisfies} from './condition.ts'
import type {SortField} from './sort-fields.ts'

export function keysetBranches(sort: readonly SortField[], values: readonly SqlValue[]): readonly (readonly Condition[])[] {
  const branches: Condition[][] = []
  for (let last = sort.length - 1; last >= 0; last -= 1) {
    const ties = sort.slice(0, last).map((key, at) => tie(key, values[at]!))
    for (const after of afterOf(sort[last]!, values[last]!)) branches.push([...ties, after])
  }
  return branches
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
    if (value === undefined || value === null || !said?.params.length || !satisfies(value, bound.field, bound.op, bound.value)) return true
    const raises = bound.op === 'gt' || bound.op === 'ge'
    return !(said.token === `${bound.field.plain}=` || said.token === orderToken(bound.field, raises ? 'gt' : 'lt'))
  })
}

function tie({field}: SortField, value: SqlValue): Condition {
  return value === null ? {sql: `${field.sql} IS NULL`, params: [], token: `${field.plain}=`} : {sql: `${field.sql} = ?`, params: [value], token: `${field.plain}=`}
}

/** Nulls come first ascending and last descending. */
function afterOf({field, descending}: SortField, value: SqlValue): readonly Condition[] {
  if (descending) {
    if (value === null) return []
    const less = {sql: `${field.sql} < ?`, params: [value], token: `${field.plain}<`}
    return field.nullable ? [less, tie({field, descending}, null)] : [less]
  }
  if (value === null) return [{sql: `${field.sql} IS NOT NULL`, params: [], token: `${field.plain}>`}]
  return [{sql: `${field.sql} > ?`, params: [value], token: `${field.plain}>`}]
}
