/** The order of a time and a calendar day, which `daysAsInstants` gives to filters. */
import {compareText} from './compare-text.ts'
import {dayInterval} from './day-interval.ts'
import {timeKey} from './time-key.ts'
import type {Work} from './work.ts'

const dayLength = '2026-03-01'.length

/** Of two texts of which one is a time with an offset and the other a day in `zone`: negative, 0 (the time is on that day) or positive. Undefined for any other two. */
export function compareWithDay(a: string, b: string, zone: string, work: Work): number | undefined {
  if ((a.length === dayLength) === (b.length === dayLength)) return undefined
  if (b.length === dayLength) return timeWithDay(a, b, zone, work)
  const order = timeWithDay(b, a, zone, work)
  return order === undefined ? undefined : 0 - order
}

function timeWithDay(time: string, text: string, zone: string, work: Work): number | undefined {
  if (timeKey(time) === time) return undefined
  work.seekDay(text)
  const day = dayInterval(text, zone)
  return day && (compareText(time, day.from) < 0 ? -1 : compareText(time, day.before) >= 0 ? 1 : 0)
}
