/** Lines of JSON as bytes, with a comma before each line's end. They are only cut and put together: what is in them is never decoded, which costs more than reading it did. */

/** `count` lines; the last has neither comma nor end. */
export interface Lines {readonly count: number; readonly text: Buffer}

const end = ',\n'
export const noLines: Lines = {count: 0, text: Buffer.alloc(0)}

export function joinLines(one: Lines, other: Lines): Lines {
  if (one.count === 0) return other
  if (other.count === 0) return one
  return {count: one.count + other.count, text: Buffer.concat([one.text, Buffer.from(end), other.text])}
}

export function withoutLast({count, text}: Lines): Lines {
  return {count: count - 1, text: text.subarray(0, Math.max(0, text.lastIndexOf(end)))}
}

/** In latin1 each byte is one character, so that text in any script comes back as it was. */
export function reverseLines({count, text}: Lines): Lines {
  return {count, text: Buffer.from(text.toString('latin1').split(end).toReversed().join(end), 'latin1')}
}

export function firstLine({text}: Lines): string {
  const at = text.indexOf(end)
  return text.toString('utf8', 0, at === -1 ? text.length : at)
}

export function lastLine({text}: Lines): string {
  const at = text.lastIndexOf(end)
  return text.toString('utf8', at === -1 ? 0 : at + end.length)
}
