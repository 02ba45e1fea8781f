/**
 * Lines of JSON with a comma before each line's end, as a binary string: one character for each byte of UTF-8. What is in them is only cut and put together, never decoded, which
 * costs more than reading it did.
 */

/** `count` lines; the last has neither comma nor end. */
export interface Lines {readonly count: number; readonly text: string}

const end = ',\n'
export const noLines: Lines = {count: 0, text: ''}

export function joinLines(one: Lines, other: Lines): Lines {
  if (one.count === 0) return other
  if (other.count === 0) return one
  return {count: one.count + other.count, text: `${one.text}${end}${other.text}`}
}

export function withoutLast({count, text}: Lines): Lines {
  return {count: count - 1, text: text.slice(0, Math.max(0, text.lastIndexOf(end)))}
}

export function reverseLines({count, text}: Lines): Lines {
  return {count, text: text.split(end).toReversed().join(end)}
}

export function firstLine({text}: Lines): string {
  const at = text.indexOf(end)
  return decoded(at === -1 ? text : text.slice(0, at))
}

export function lastLine({text}: Lines): string {
  const at = text.lastIndexOf(end)
  return decoded(at === -1 ? text : text.slice(at + end.length))
}

const decoded = (text: string): string => Buffer.from(text, 'latin1').toString()
