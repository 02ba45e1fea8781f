/** The order and equality of texts that evaluating and filtering share. */
import {textKey} from './text-key.ts'
import {timeKey} from './time-key.ts'

/** By `textKey`. Negative, 0 or positive; 0 also for long texts that begin alike. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : byCodePoint(textKey(a), textKey(b)))

/** Whether two texts are one, or name the same instant. */
export const sameText = (a: string, b: string): boolean => a === b || timeKey(a) === timeKey(b)

/** As the bytes of UTF-8 sort (SQLite's BINARY, PostgreSQL's "C"); JavaScript's own `<` goes by UTF-16 unit. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? rank(x) - rank(y) : x - y
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit + 0x2000)
