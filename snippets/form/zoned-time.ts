/** Instants as a person types them: date and minute in the viewer's time zone. */

/** `2024-05-01T22:30:00Z` in Europe/Helsinki -> `2024-05-02T01:30`, as `<input type="datetime-local">` takes it. Empty when it is no instant. */
export function localOf(instant: string, timeZone: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return ''
  return new Date(time + offsetAt(time, timeZone)).toISOString().slice(0, 16)
}

/** The instant at which clocks there showed it, in UTC. A time that summer time skips becomes the hour after; one that it repeats, the first. Undefined when it is no time. */
export function instantOf(local: string, timeZone: string): string | undefined {
  const wall = Date.parse(`${local}${/T\d\d:\d\d$/.test(local) ? ':00' : ''}Z`)
  if (Number.isNaN(wall)) return undefined
  // The offset depends on the instant, which is what is looked for: the offsets of the day before and after are the only candidates.
  const before = wall - offsetAt(wall - 86_400_000, timeZone)
  const after = wall - offsetAt(wall + 86_400_000, timeZone)
  const fits = [before, after].filter(time => time + offsetAt(time, timeZone) === wall)
  return new Date(fits.length > 0 ? Math.min(...fits) : before).toISOString().replace('.000Z', 'Z')
}

/** Milliseconds east of UTC at that instant. */
function offsetAt(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric'}).formatToParts(time)
  const part = (type: string): number => Number(parts.find(one => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(time / 1000) * 1000
}
