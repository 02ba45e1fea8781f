/** Numbers as a person types them: with a comma or a point, with or without spaces between thousands. */

/** The number as it stands in an input: the locale's decimal sign, no grouping. */
export function numberText(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, {useGrouping: false, maximumFractionDigits: 20}).format(value).replaceAll('\u2212', '-')
}

/** Undefined when it is no number. With both signs the last is the decimal one; a lone one is decimal, unless the locale groups by it and three digits follow. */
export function parseNumber(text: string, locale: string): number | undefined {
  const bare = text.replace(/[\s'’]/g, '').replace('\u2212', '-')
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(bare)) return undefined
  const decimal = decimalSign(bare, locale)
  const plain = [...bare].filter(sign => sign === decimal || !/[.,]/.test(sign)).join('').replace(decimal, '.')
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}

function decimalSign(text: string, locale: string): '.' | ',' {
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')]
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const sign = comma >= 0 ? ',' : '.'
  const groups = locale && new Intl.NumberFormat(locale).formatToParts(1_234_567).find(({type}) => type === 'group')?.value === sign
  const grouped = text.indexOf(sign) !== text.lastIndexOf(sign) || groups && /^[-+]?\d{1,3}([.,]\d{3})+$/.test(text)
  return grouped ? (sign === ',' ? '.' : ',') : sign
}
