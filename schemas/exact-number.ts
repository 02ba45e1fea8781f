/** `exactNumber`: the number that a text says, where a double can keep it as it is. */
import {decimalOf, sameDecimal} from './decimal.ts'
import {reason, type Reason} from './words/reason.ts'
import {say} from './words/say.ts'

/** More digits `toPrecision` does not give. */
const mostDigits = 100

const written = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/** Undefined for what is no number as JSON writes it, and for one that would be changed. */
export function exactNumber(text: string): number | undefined {
  return written.test(text) && isExactNumber(text) ? Number(text) : undefined
}

/**
 * Whether the number comes back as the decimal that was sent: the text is what the double is printed as (`0.1`), or the double's own expansion rounded at some digit
 * (`0.10000000000000001`, as `%.17g` writes it). No: what is too large (`1e400`) or too small (`1e-400`), whole numbers between two doubles (`9007199254740993`), and
 * digits that a double has no room for (RFC 7493, 2.2).
 */
export function isExactNumber(text: string): boolean {
  if (short.test(text)) return true
  const value = Number(text)
  if (!Number.isFinite(value)) return false
  if (Math.abs(value) >= smallestNormal && fewDigits.test(text)) return true
  if (String(value) === text) return true
  const given = decimalOf(text)
  const {length} = given.digits
  return sameDecimal(given, decimalOf(String(value))) || (length > 0 && length <= mostDigits && sameDecimal(given, decimalOf(value.toPrecision(length))))
}

/** At most 15 digits, far from the ends of a double's range: it has a double for each. Most numbers are of these, and comparing digits takes longer. */
const short = /^-?\d[\d.]{0,14}(?:e[-+]?(?:\d{1,2}|1\d\d|2[0-8]\d))?$/i

/** Where a double is nearer to zero it has fewer digits. */
const smallestNormal = 2 ** -1022
/** As many as a double has for any number between the ends of its range. */
const fewDigits = /^-?\d[\d.]{0,14}(?:e|$)/i

/** Why a number that `isExactNumber` refuses cannot be kept. */
export function inexactNumber(text: string): Reason {
  const value = Number(text)
  const got = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return reason('inexact-number', {got, kept: Number.isFinite(value) ? value : undefined})
}

/** The same in English. */
export const inexactNumberMessage = (text: string): string => say(inexactNumber(text))
