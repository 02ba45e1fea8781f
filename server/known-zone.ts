/** Time zones by their IANA names, as this machine knows them. */

const kept = 1_000
const known = new Map<string, string | undefined>()

/** The zone's name as it is usually spelled (`europe/helsinki` is `Europe/Helsinki`); undefined for what is no name of a zone. Plain offsets (`+02:00`) are none: they know no summer time. */
export function knownZone(text: string): string | undefined {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(text)) return undefined
  if (known.has(text)) return known.get(text)
  if (known.size >= kept) known.clear()
  const zone = find(text)
  known.set(text, zone)
  return zone
}

function find(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: text}).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
