import {describe, expect, test} from 'vitest'
import {exactNumber, inexactNumberMessage, isExactNumber} from './exact-number.ts'

describe('a number that a double keeps is exact', () => {
  test.each([
    '0', '-0', '0.0', '0e999999999999999999999', '1', '-1', '1.50', '0.1', '19.99', '9007199254740991', '9007199254740992', '9007199254740994', '12345678901234567000', '1e21', '1E+21', '1e-7', '123456789012345e-20', '1e23',
    '1.7976931348623157e308', '5e-324', '2.2250738585072014e-308', '0.30000000000000004', '100000000000000000000000000000000000000000000000000',
  ])('%s', text => {
    expect(isExactNumber(text)).toBe(true)
  })
  test.each([['%.17g of a tenth', '0.10000000000000001'], ['all digits of a tenth', '0.1000000000000000055511151231257827021181583404541015625'], ['a tenth cut anywhere', '0.1000000000000000055511151231257827'], ['all digits of a whole number', '12345678901234567168']])('%s', (_what, text) => {
    expect(isExactNumber(text)).toBe(true)
  })
  test('whatever JavaScript prints, and what %.17g prints', () => {
    let seed = 7
    for (let n = 0; n < 20_000; n++) {
      seed = (seed * 48_271) % 2_147_483_647
      const value = (seed / 2_147_483_647 - 0.5) * 10 ** ((seed % 600) - 300)
      expect(isExactNumber(JSON.stringify(value))).toBe(true)
      expect(isExactNumber(value.toPrecision(17))).toBe(true)
    }
  })
})

describe('a number that would become another one is not', () => {
  test.each([
    '1e400', '-1e400', '1.7976931348623159e308', '1e99999999999999999999', '1e-400', '-1e-99999999999999999999', '9007199254740993', '-9007199254740993', '9007199254740993.0', '90071992547409930e-1', '12345678901234567890',
    '0.30000000000000001', '12345678901234.123456', '3.14159265358979323846', `1${'0'.repeat(400)}`, `0.${'0'.repeat(400)}1`, `1.${'1'.repeat(100_000)}`,
  ])('%.40s', text => {
    expect(isExactNumber(text)).toBe(false)
    expect(exactNumber(text)).toBeUndefined()
  })
})

test('what is no number as JSON writes it gives none', () => {
  for (const text of ['', ' ', '1 ', '0x10', 'Infinity', 'NaN', '.5', '1.', '+1', '1e', '1_000', 'null']) expect(exactNumber(text)).toBeUndefined()
  expect(exactNumber('-12.50')).toBe(-12.5)
})

test('what is said of it names what came and what would become of it', () => {
  expect(inexactNumberMessage('9007199254740993')).toContain('got 9007199254740993, which would be kept as 9007199254740992; send fewer digits')
  expect(inexactNumberMessage('1e400')).toContain('got 1e400, which is too large to be kept')
  expect(inexactNumberMessage('9'.repeat(5_000)).length).toBeLessThan(300)
})
