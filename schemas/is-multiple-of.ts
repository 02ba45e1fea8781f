/** `isMultipleOf`: `multipleOf` by decimals, as people count: 19.99 is 1999 cents, though its double is not. */
import {decimalOf} from './decimal.ts'

/** Both by the decimals that they are printed as. False where either is not finite or `of` is not above 0. */
export function isMultipleOf(value: number, of: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(of) || of <= 0) return false
  const [a, b] = [decimalOf(String(value)), decimalOf(String(of))]
  if (a.digits === '') return true
  const places = a.exponent - b.exponent
  return places >= 0
    ? (BigInt(a.digits) * tenTo(places)) % BigInt(b.digits) === 0n
    : BigInt(a.digits) % (BigInt(b.digits) * tenTo(-places)) === 0n
}

/** At most 632 places lie between the smallest double and the greatest. */
const powers: bigint[] = []
const tenTo = (places: number): bigint => (powers[places] ??= 10n ** BigInt(places))
