/** `shown`: a value that came, short, for a sentence of any language. */

/** JSON, cut; or what it is, where that says more. */
export type Shown = {readonly json: string} | {readonly list: number} | {readonly is: 'object' | 'nothing' | 'something-else'}

/** Texts, numbers, true, false and null as JSON of at most `most` characters, ended by `end` where it was longer. */
export function shown(value: unknown, most = 80, end = '…"'): Shown {
  if (value === undefined) return {is: 'nothing'}
  if (Array.isArray(value)) return {list: value.length}
  if (typeof value === 'object' && value !== null) return {is: 'object'}
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean' && value !== null) return {json: typeof value}
  const text = JSON.stringify(value)
  return {json: text.length > most ? `${text.slice(0, most - 3)}${end}` : text}
}
