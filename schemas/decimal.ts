/** A number's decimal, read from its text, so that nothing is lost on the way. */

/** The number is `digits` × 10^`exponent`, its sign apart. `digits` begins and ends with no zero; it is empty for zero. */
export interface Decimal {readonly digits: string; readonly exponent: number}

/** Of a number as JSON and JavaScript write it: `-12.50`, `1e21`, `5E-7`. */
export function decimalOf(text: string): Decimal {
  const power = Math.max(text.indexOf('e'), text.indexOf('E'))
  const end = power < 0 ? text.length : power
  const point = text.indexOf('.')
  const sign = text[0] === '-' || text[0] === '+' ? 1 : 0
  const all = point < 0 ? text.slice(sign, end) : text.slice(sign, point) + text.slice(point + 1, end)
  const places = point < 0 ? 0 : end - point - 1
  let [first, last] = [0, all.length]
  while (first < last && all[first] === '0') first++
  while (last > first && all[last - 1] === '0') last--
  return first === last ? {digits: '', exponent: 0} : {digits: all.slice(first, last), exponent: (power < 0 ? 0 : Number(text.slice(power + 1))) - places + all.length - last}
}

export const sameDecimal = (a: Decimal, b: Decimal): boolean => a.digits === b.digits && a.exponent === b.exponent
