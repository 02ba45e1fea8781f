/**
 * How a field is compared with a value: times by their instant, other texts letter by letter where they must be the
 * same, and by `textKey` in an order.
 */
import {isTimeLike, isWholeKey, textKey, timeKey} from '../../../ast/index.ts'
import type {SqlValue} from './condition.ts'
import type {Field, Side} from './fields.ts'

/** `plain`: a column itself is compared, so that an index can serve. `loose`: other texts may have this key too. */
export interface Comparand extends Partial<Side> {
  readonly sql: string
  readonly value: SqlValue & (string | number)
  readonly loose?: boolean
}

export function sameAs(field: Field, value: string | number | boolean): Comparand {
  const {same, holds} = field
  if (typeof value !== 'string') return {...same, value: Number(value)}
  if (holds === 'instants') return {...same, value: timeKey(value)}
  if (holds === 'words' && same.sql === field.sql) {
    const key = textKey(value)
    return {...same, value: key, loose: !isWholeKey(key)}
  }
  const direct = holds === 'clock' ? byClock(field, value) : isTimeLike(value) ? undefined : {...same, value}
  return direct ?? {sql: instantOf(field), value: timeKey(value)}
}

export function orderedBy(field: Field, value: string | number): Comparand {
  const {sql, plain, holds, kind} = field
  if (typeof value === 'number') return {sql, plain, value}
  const [key, instant] = [textKey(value), timeKey(value)]
  if (holds === 'words') return {sql, plain, value: key}
  const direct = holds === 'clock' ? byClock(field, value) : {sql, plain, value: instant}
  const bytesAreOrder = holds === 'itself' ? kind === 'text' && (instant !== value || noLetters.test(value)) : noSmallLetters.test(instant)
  return bytesAreOrder && direct ? direct : {sql: keyOf(field), value: key}
}

/**
 * Where the bytes of a value that is asked for are in the order of the keys. Times as they are kept have but the letters T and Z; links
 * and ids may have any, so that of them a value must have none, or be a time, whose letters come behind the day.
 */
const [noLetters, noSmallLetters] = [/^[\0-@]*$/, /^[\0-Z]*$/]

/** The `textKey` of each of its values. */
export const keyOf = (field: Field): string => (field.holds === 'words' || !hasTexts(field) ? field.sql : `text_key(${field.sql})`)

/** The instant of each of its values that is a time; of others the text. */
export const instantOf = (field: Field): string => (hasTexts(field) && field.holds !== 'instants' ? `time_key(${field.text})` : field.sql)

const hasTexts = ({kind}: Field): boolean => kind === 'text' || kind === 'json'

/** A time as the store's own are written; undefined where it has more digits than they have, or is a time without an offset. */
function byClock({sql, plain}: Field, value: string): Comparand | undefined {
  const key = timeKey(value)
  if (key === value) return value.length < '2026-01-01T09:30:00'.length ? {sql, plain, value} : undefined
  if (key.length > '2026-01-01T09:30:00.000'.length) return undefined
  return {sql, plain, value: `${key.slice(0, 19)}.${key.slice(20).padEnd(3, '0')}Z`}
}
