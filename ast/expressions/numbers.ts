/** Rounding and money in expressions. */
import {wrong} from './expr.ts'

/** To `digits` decimal places (0 to 12), half away from zero, as people round: 1.005 to 2 places is 1.01. */
export function roundTo(x: number, digits: number): number {
  if (!Number.isInteger(digits) || digits < 0 || digits > 12) throw wrong('wrong-digits', undefined, {got: digits})
  if (Math.abs(x) >= 1e15) return x
  // By its decimal text: multiplying would round 1.005 * 100 = 100.49999999999999.
  const shifted = shift(Math.abs(x), digits)
  return (Math.sign(x) || 1) * shift(Math.round(shifted), -digits) + 0
}

/** `1.5e-7` already has an exponent. */
function shift(x: number, by: number): number {
  const [digits = '0', exponent = '0'] = String(x).split('e')
  return Number(`${digits}e${Number(exponent) + by}`)
}

const formats = new Map<string, Intl.NumberFormat>()

/** `1234.5` and `EUR` give `€1,234.50`: English, the same on every machine. */
export function money(amount: number, currency: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) throw wrong('not-a-currency', undefined, {got: JSON.stringify(currency.slice(0, 20))})
  let format = formats.get(currency)
  if (!format) {
    format = new Intl.NumberFormat('en', {style: 'currency', currency})
    if (formats.size < 200) formats.set(currency, format)
  }
  return format.format(amount)
}
