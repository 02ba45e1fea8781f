/** Calendar days in expressions: texts like `2026-03-01`, without a clock and without time zones (UTC). */
import {ExpressionError} from './expr.ts'

const dayLength = 86_400_000

/** The day of a date or of an RFC 3339 time (its day in UTC). Throws where it is neither. */
export const dateOf = (text: string): string => new Date(dayOf(text)).toISOString().slice(0, 10)

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: string, b: string): number => (dayOf(b) - dayOf(a)) / dayLength

export function addDays(from: string, days: number): string {
  const day = dayOf(from) + Math.trunc(days) * dayLength
  if (!(day >= Date.UTC(0, 0, 1) && day <= Date.UTC(9999, 11, 31))) throw new ExpressionError(`${days} days from ${from} is beyond the calendar (years 0 to 9999)`)
  return new Date(day).toISOString().slice(0, 10)
}

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/

function dayOf(text: string): number {
  const [, year, month, day] = shape.exec(text) ?? []
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // 31 February would silently become 3 March.
  if (!year || new Date(date).getUTCDate() !== Number(day)) throw new ExpressionError(`${JSON.stringify(text.slice(0, 40))} is no date; expected one like "2026-03-01"`)
  if (text.length === 10) return date
  const moment = Date.parse(/[Zz]|[+-]\d{2}:\d{2}$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(moment)) throw new ExpressionError(`${JSON.stringify(text.slice(0, 40))} is no time; expected one like "2026-03-01T09:30:00Z"`)
  return Math.floor(moment / dayLength) * dayLength
}
