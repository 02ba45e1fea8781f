/** A calendar day as an interval of instants: where it begins and ends depends on whose day it is. */

/** From `from` on and before `before`, RFC 3339 in UTC. A day that a zone left out is empty: the two are one. */
export interface DayInterval {readonly from: string; readonly before: string}

const hour = 3_600_000
/** No zone is or was further from UTC. */
const furthest = 16 * hour
const shape = /^\d{4}-\d\d-\d\d$/
const kept = 1_000

/** Undefined for what is no day from 0001-01-01 to 9999-12-30. `zone` is an IANA name that Intl knows. */
export function dayInterval(day: string, zone: string): DayInterval | undefined {
  const midnight = midnightOf(day)
  if (midnight === undefined) return undefined
  const key = `${zone} ${day}`
  const known = intervals.get(key)
  if (known) return known
  const interval = {from: startOf(midnight, zone), before: startOf(midnight + 24 * hour, zone)}
  if (intervals.size >= kept) intervals.delete(intervals.keys().next().value!)
  intervals.set(key, interval)
  return interval
}

/** `2026-03-01`: the day that calendars in the zone show at an instant, in milliseconds since 1970. */
export const dayAt = (instant: number, zone: string): string => new Date(wallClock(instant, zone)).toISOString().slice(0, 10)

const intervals = new Map<string, DayInterval>()
const formats = new Map<string, Intl.DateTimeFormat>()

function midnightOf(day: string): number | undefined {
  if (!shape.test(day) || day < '0001-01-01' || day > '9999-12-30') return undefined
  const time = Date.parse(`${day}T00:00:00Z`)
  // 31 February would silently become 3 March.
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : time
}

/** The first instant at which the zone's clocks show this midnight or later: mostly the midnight itself, by the offset of the day before or after. */
function startOf(midnight: number, zone: string): string {
  for (const near of [midnight - 24 * hour, midnight + 24 * hour]) {
    const instant = midnight - (wallClock(near, zone) - near)
    if (wallClock(instant, zone) === midnight && wallClock(instant - 1, zone) < midnight) return new Date(instant).toISOString()
  }
  return new Date(firstAfter(midnight, zone)).toISOString()
}

/** Some days begin at one o'clock, and some were left out. */
function firstAfter(midnight: number, zone: string): number {
  let [before, from] = [midnight - furthest, midnight + furthest]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (wallClock(middle, zone) < midnight) before = middle
    else from = middle
  }
  return from
}

/** What clocks in the zone show, as if it were UTC. */
function wallClock(instant: number, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts: Record<string, string> = {}
  for (const {type, value} of format.formatToParts(instant)) parts[type] = value
  const date = new Date(0)
  date.setUTCFullYear(parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']), Number(parts['month']) - 1, Number(parts['day']))
  return date.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']), ((instant % 1000) + 1000) % 1000)
}
