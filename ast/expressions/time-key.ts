/** Times as instants: what texts with different offsets are compared, sorted and held unique by. */

/** RFC 3339 with what earlier versions took too: a blank for the T, and an offset without its colon or its minutes. */
const shape = /^(\d{4})-(\d\d)-(\d\d)[Tt\s](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)$/

const shortest = '2026-01-01T09:30:00Z'.length
/** A longer text is no time. */
const longest = 2_048

/**
 * A time with an offset as text in UTC that sorts as the instants do, whatever the digits of its fraction: `2026-01-01T11:30:00.50+02:00` is `2026-01-01T09:30:00.5`.
 * Any other text, a day among them, is its own key. Offsets are whole minutes, so a leap second stays second 60 and comes after the second before it.
 */
export function timeKey(text: string): string {
  if (text.length < shortest || text.length > longest || text.charCodeAt(4) !== 45) return text
  const parts = shape.exec(text)
  if (!parts) return text
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = parts
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60 || Number(offsetHour) > 23 || Number(offsetMinute) > 59) return text
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1)
  date.setUTCHours(Number(hour), Number(minute) - offset)
  return `${yearKey(date.getUTCFullYear())}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${second}${withoutZeros(fraction)}`
}

function withoutZeros(fraction: string): string {
  let end = fraction.length
  while (end > 0 && fraction.charCodeAt(end - 1) === 48) end--
  return end === 1 ? '' : fraction.slice(0, end)
}

/** Whether comparing a text with this one by their keys may differ from comparing the texts: it is a time, or what a time's key could look like. */
export const isTimeLike = (text: string): boolean => /^[-:\d]\d{3}-\d\d-\d\d[T\s]/i.test(text)

const two = (value: number): string => String(value).padStart(2, '0')

/** An offset reaches a few hours into the years before 0 and after 9999: written so that they sort before and after all others. */
const yearKey = (year: number): string => (year < 0 ? '-001' : year > 9999 ? ':000' : String(year).padStart(4, '0'))
