/** `spellKeptTimes`: lets a record go on holding times as earlier versions took them. */
import type {ErrorObject} from 'ajv'
import {strictTime} from '../../ast/index.ts'

/**
 * Where a format was broken by a time that stood in the same property before, it is spelled as RFC 3339 has it, to be judged again; what was sent anew is not. Answers `data` itself
 * where there is none. Texts that are no times stay, and stay wrong.
 */
export function spellKeptTimes(data: unknown, found: readonly ErrorObject[], before: unknown): unknown {
  const broken = found.filter(({keyword, params}) => keyword === 'format' && (params['format'] === 'date-time' || params['format'] === 'time'))
  const places = broken.map(({instancePath}) => tokensOf(instancePath)).filter(([property, ...deeper]) => {
    const sent = valueAt(data, [property!, ...deeper])
    return typeof sent === 'string' && strictTime(sent) !== sent && holdsText(valueAt(before, [property!]), sent)
  })
  if (places.length === 0) return data
  const spelled: unknown = structuredClone(data)
  for (const place of places) {
    const holder = valueAt(spelled, place.slice(0, -1)) as Record<string, unknown>
    const name = place.at(-1)!
    holder[name] = strictTime(String(holder[name]))
  }
  return spelled
}

const tokensOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(token => token.replaceAll('~1', '/').replaceAll('~0', '~'))

function valueAt(value: unknown, [token, ...deeper]: readonly string[]): unknown {
  if (token === undefined) return value
  return typeof value === 'object' && value !== null && Object.hasOwn(value, token) ? valueAt((value as Readonly<Record<string, unknown>>)[token], deeper) : undefined
}

/** Wherever in the property: the items of a list may have moved. */
function holdsText(value: unknown, text: string): boolean {
  return value === text || (typeof value === 'object' && value !== null && Object.values(value).some(inner => holdsText(inner, text)))
}
