/** Numbers as a person types them: in the digits of any script, with or without signs between thousands, with a comma or a point. */

/** The number as it stands in an input: the locale's decimal sign, no grouping. */
export function numberText(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, {useGrouping: false, maximumFractionDigits: 20}).format(value).replaceAll('\u2212', '-')
}

/**
 * Undefined when it is no number, or a whole one that would be stored as another. With both signs the last is the decimal one. One alone parts thousands where it stands more
 * than once, or where the locale groups by it and whole groups follow (`12,345`; never after a leading zero); else it is the decimal sign. Spaces and apostrophes only group.
 */
export function parseNumber(text: string, locale: string): number | undefined {
  const match = /^([-+]?)\s*([\d.,'٬]*)$/.exec(plain(text))
  const [, sign = '', body = ''] = match ?? []
  if (!/\d/.test(body)) return undefined
  const decimal = decimalSign(body, locale)
  const at = decimal === '' ? -1 : body.lastIndexOf(decimal)
  const [whole, fraction] = at < 0 ? [body, ''] : [body.slice(0, at), body.slice(at + 1)]
  if (!isGrouped(whole) || !/^\d*$/.test(fraction)) return undefined
  const digits = whole.replace(/\D/g, '')
  const value = Number(`${sign}${digits}.${fraction}e0`.replace('.e0', ''))
  return Number.isFinite(value) && isExact(digits, value, fraction) ? value : undefined
}

/** Whether another locale would have read another number: what is typed is then said back. */
export const isAmbiguous = (text: string): boolean => /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/.test(plain(text))

/** Latin digits; `'` between thousands for every sign that can only be that; `.` for those that are only decimal. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '').trim()
    .replace(/\p{Nd}/gu, digit => String(digitOf(digit))).replace(/[\u2212\u2010-\u2013\ufe63]/g, '-')
    .replaceAll('٫', '.').replace(/(?<=\d)[\s'’‘ʼ٬](?=\d)/g, '\'')
}

/** Ten digits of a script follow each other. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0)!
  const zero = zeros.findLast(one => one <= code)
  return zero === undefined ? NaN : code - zero
}

const zeros = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1e140, 0x1e2f0, 0x1e950,
]

function decimalSign(body: string, locale: string): '.' | ',' | '' {
  const [comma, point] = [body.lastIndexOf(','), body.lastIndexOf('.')]
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  if (comma < 0 && point < 0) return ''
  const sign = comma >= 0 ? ',' : '.'
  if (body.indexOf(sign) !== body.lastIndexOf(sign)) return ''
  // Beside a sign that only groups it is the decimal one.
  return body.includes('\'') || groupSign(locale) !== sign || !/^[1-9]\d{0,2}[.,]\d{3}$/.test(body) ? sign : ''
}

function groupSign(locale: string): string | undefined {
  return new Intl.NumberFormat(locale).formatToParts(1_234_567).find(({type}) => type === 'group')?.value
}

/** `1,234,567`, or `12,34,567` as in India: by one sign, the last group of three. */
const isGrouped = (whole: string): boolean => /^\d*$/.test(whole) || /^[1-9]\d{0,2}(?:([.,'])\d{3})(?:\1\d{3})*$/.test(whole) || /^[1-9]\d?(?:([.,'])\d{2})(?:\1\d{2})*\1\d{3}$/.test(whole)

/** Beyond 2^53 not every whole number can be stored. */
const isExact = (digits: string, value: number, fraction: string): boolean => Number.isSafeInteger(Math.trunc(value)) || /[1-9]/.test(fraction) || BigInt(digits) === BigInt(Math.abs(value))
