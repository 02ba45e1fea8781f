/** Times as RFC 3339 spells them. */
import {timeKey} from './time-key.ts'

const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/
const timeOfDay = /^\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/** `date-time` of RFC 3339: T or t between day and time, Z, z or an offset with a colon; a second 60 only at 23:59 UTC. */
export function isDateTime(text: string): boolean {
  if (!dateTime.test(text)) return false
  const key = timeKey(text)
  return key !== text && (text.slice(17, 19) !== '60' || key.slice(11, 16) === '23:59')
}

/** `full-time` of RFC 3339: the time of a day, with an offset. */
export const isTimeOfDay = (text: string): boolean => timeOfDay.test(text) && isDateTime(`2000-01-01T${text}`)

/** A time or time of day that earlier versions took, as RFC 3339 spells it: `2026-01-01 10:00:00+0100` is `2026-01-01T10:00:00+01:00`. Other texts stay as they are. */
export function strictTime(text: string): string {
  return text
    .replace(/^(\d{4}-\d\d-\d\d)\s(\d\d:\d\d:\d\d)/, '$1T$2')
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)(?::?(\d\d))?$/, (_, start: string, minutes = '00') => `${start}:${minutes}`)
}
