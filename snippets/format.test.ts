import {expect, test} from 'vitest'
import {formatDate, formatDateTime, formatNumber} from './format.ts'

test('numbers follow the locale, with non-breaking spaces of one kind', () => {
  expect(formatNumber(1234567.891, 'fi-FI')).toBe('1\u00a0234\u00a0567,89')
  expect(formatNumber(1234567.891, 'fr-FR')).toBe('1\u00a0234\u00a0567,89')
  expect(formatNumber(9.5, 'en-GB', {currency: 'EUR'})).toBe('€9.50')
})

test('an unknown currency code is no error', () => {
  expect(formatNumber(9.5, 'en-GB', {currency: 'coins'})).toBe('9.5')
})

test('a calendar date does not move with the time zone', () => {
  expect(formatDate('2024-05-01', 'en-GB')).toBe('1 May 2024')
})

test('an instant is shown in the given time zone', () => {
  expect(formatDateTime('2024-05-01T22:30:00Z', 'en-GB', 'Europe/Helsinki')).toBe('2 May 2024, 01:30')
  expect(formatDateTime('2024-05-01T22:30:00Z', 'en-GB', 'UTC')).toBe('1 May 2024, 22:30')
})

test('what is no date is shown as it is', () => {
  expect(formatDate('soon', 'en-GB')).toBe('soon')
  expect(formatDateTime('soon', 'en-GB', 'UTC')).toBe('soon')
})
