/** Calendar days in expressions: texts like `2026-03-01`. The day of a time with an offset is the one that calendars in `zone` show; without an offset it is the one that is written. */
import {dayAt} from './day-interval.ts'
import {wrong} from './expr.ts'

const dayLength = 86_400_000

/** The day of a date or of an RFC 3339 time. Throws where it is neither. */
export const dateOf = (text: string, zone?: string): string => new Date(dayOf(text, zone)).toISOString().slice(0, 10)

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: string, b: string, zone?: string): number => (dayOf(b, zone) - dayOf(a, zone)) / dayLength

export function addDays(from: string, days: number, zone?: string): string {
  const day = dayOf(from, zone) + Math.trunc(days) * dayLength
  if (!(day >= Date.UTC(0, 0, 1) && day <= Date.UTC(9999, 11, 31))) throw wrong('days-beyond-calendar', undefined, {days, from})
  return new Date(day).toISOString().slice(0, 10)
}

const shape = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?$/

function dayOf(text: string, zone = 'UTC'): number {
  const [, year, month, day] = shape.exec(text) ?? []
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // 31 February would silently become 3 March.
  if (!year || new Date(date).getUTCDate() !== Number(day)) throw wrong('not-a-date', undefined, {got: JSON.stringify(text.slice(0, 40))})
  if (text.length === 10) return date
  const hasOffset = /[Zz]|[+-]\d{2}:\d{2}$/.test(text)
  const moment = Date.parse(hasOffset ? text : `${text}Z`)
  if (Number.isNaN(moment)) throw wrong('not-a-time', undefined, {got: JSON.stringify(text.slice(0, 40))})
  if (!hasOffset) return date
  const own = dayAt(moment, zone)
  if (!/^\d{4}-/.test(own)) throw wrong('day-beyond-calendar', undefined, {got: text})
  return Date.parse(own)
}
