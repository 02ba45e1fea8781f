/** `comparand`: how a field is compared with a value, so that times compare by their instant and other texts by code point. */
import {isTimeLike, timeKey} from '../../../ast/index.ts'
import type {SqlValue} from './condition.ts'
import type {Field} from './fields.ts'

/** `direct`: the column itself is compared, so that an index can serve. */
export interface Comparand {readonly sql: string; readonly value: SqlValue & (string | number); readonly direct: boolean}

/** Columns that are sorted byte by byte and hold no keys (days, links, ids) have no times in them, but for rows that are older than their schema. */
export function comparand(field: Field, value: string | number | boolean, by: 'equality' | 'order'): Comparand {
  if (typeof value !== 'string') return {sql: field.sql, value: Number(value), direct: true}
  const direct = (text: string): Comparand => ({sql: field.sql, value: text, direct: true})
  const key = timeKey(value)
  if (field.times === 'key') return direct(key)
  if (field.times === 'own') {
    const stored = ownTime(value, key)
    return stored === undefined ? keyed(field, key) : direct(stored)
  }
  const plain = by === 'equality' ? !isTimeLike(value) : !beginsAsTime.test(value) || (field.kind === 'text' && !field.nocase)
  return plain ? direct(key) : keyed(field, key)
}

const keyed = (field: Field, key: string): Comparand => ({sql: keyOf(field), value: key, direct: false})

/** The key of each of its values, also where the column has none. */
export const keyOf = (field: Field): string => field.times === 'key' || field.kind !== 'text' && field.kind !== 'json' ? field.sql : `time_key(${field.sql})`

/** Of a text that begins otherwise, times and their keys are on the same side. */
const beginsAsTime = /^[-./:\d]/

/** A time as the store's own are written; undefined where it has more digits than they have, or is a time without an offset. */
function ownTime(value: string, key: string): string | undefined {
  if (key === value) return value.length < '2026-01-01T09:30:00'.length ? value : undefined
  return key.length > '2026-01-01T09:30:00.000'.length ? undefined : `${key.slice(0, 19)}.${key.slice(20).padEnd(3, '0')}Z`
}
