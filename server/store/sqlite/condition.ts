/** One of the terms that a WHERE joins by AND, and what an index would have to take in for the term to cost nothing. */
import type {Field, Side} from './fields.ts'

export type SqlValue = string | number | null
export type Order = 'lt' | 'le' | 'gt' | 'ge'

export interface Condition {
  readonly sql: string
  readonly params: readonly SqlValue[]
  /** As EXPLAIN QUERY PLAN names it when an index takes it in: `p_status=`, `p_total>`. Absent: every row is looked at. */
  readonly token?: string
  /** An equality with a value, as its token: on a unique index it leaves one row. */
  readonly single?: string
  /** Only drops rows whose text differs from that of others with the key that another term let through. */
  readonly free?: boolean
  /** A bound on an ordered field: where a cursor already says more, it can be left out. */
  readonly bound?: {readonly field: Field; readonly op: Order; readonly value: string | number}
}

export const operators: Readonly<Record<Order, string>> = {lt: '<', le: '<=', gt: '>', ge: '>='}

export const orderToken = ({plain}: Side, op: Order): string => `${plain}${op === 'lt' || op === 'le' ? '<' : '>'}`

/** Whether `value`, which is not null, satisfies the bound, as SQLite orders them. */
export function satisfies(value: string | number, op: Order, bound: string | number): boolean {
  const order = compare(value, bound)
  switch (op) {
    case 'lt': return order < 0
    case 'le': return order <= 0
    case 'gt': return order > 0
    case 'ge': return order >= 0
  }
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b)
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
