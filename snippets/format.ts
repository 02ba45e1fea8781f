/** Numbers, dates and times as a person reads them: the same text on the server and in the browser. */

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = formatters.get(key) as F | undefined
  if (known) return known
  // Locales and currencies come from schemas and settings, so they are few; the bound is for the day they are not.
  if (formatters.size > 500) formatters.clear()
  const made = make()
  formatters.set(key, made)
  return made
}

export interface NumberStyle {
  /** ISO 4217; an unknown code is shown as it is. */
  readonly currency?: string | undefined
  /** 0.25 -> 25 %. */
  readonly percent?: boolean
  /** At most this many decimals; default 2. */
  readonly decimals?: number
}

export function formatNumber(value: number, locale: string, {currency, percent = false, decimals}: NumberStyle = {}): string {
  const key = `n ${locale} ${currency ?? ''} ${percent} ${decimals ?? ''}`
  const format = cached(key, () => new Intl.NumberFormat(locale, {
    ...(currency && /^[A-Z]{3}$/.test(currency) ? {style: 'currency', currency} : percent ? {style: 'percent', maximumFractionDigits: decimals ?? 1} : {maximumFractionDigits: decimals ?? 2}),
    ...(currency && decimals !== undefined ? {maximumFractionDigits: decimals, minimumFractionDigits: Math.min(decimals, 2)} : {}),
  }))
  return steady(format.format(value))
}

/** `2024-05-01` -> `1 May 2024`. What is no date stays as it is. */
export function formatDate(date: string, locale: string): string {
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(time)) return date
  return steady(cached(`d ${locale}`, () => new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'})).format(time))
}

/** An RFC 3339 instant as date and minute in `timeZone`. What is no instant stays as it is. */
export function formatDateTime(instant: string, locale: string, timeZone: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  return steady(cached(`t ${locale} ${timeZone}`, () => new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'short', timeZone})).format(time))
}

// Versions of ICU differ in which narrow space they write.
const steady = (text: string): string => text.replace(/[\u202f\u2009]/g, '\u00a0')
