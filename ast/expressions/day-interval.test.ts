import {describe, expect, test} from 'vitest'
import {dayAt, dayInterval} from './day-interval.ts'

describe('a day is an interval of instants', () => {
  test.each([
    ['UTC', '2026-01-31', '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['Europe/Helsinki', '2031-03-11', '2031-03-10T22:00:00.000Z', '2031-03-11T22:00:00.000Z'],
    ['America/New_York', '2026-01-31', '2026-01-31T05:00:00.000Z', '2026-02-01T05:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-31', '2026-01-30T18:15:00.000Z', '2026-01-31T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-31', '2026-01-30T10:00:00.000Z', '2026-01-31T10:00:00.000Z'],
  ])('in %s, %s', (zone, day, from, before) => {
    expect(dayInterval(day, zone)).toEqual({from, before})
  })

  test.each([
    ['of 23 hours, when summer time begins', 'Europe/Helsinki', '2026-03-29', 23], ['of 25 hours, when it ends', 'Europe/Helsinki', '2026-10-25', 25],
    ['of 23 hours that begins at one o\'clock', 'Africa/Cairo', '2026-04-24', 23], ['of 24 and a half hours', 'Australia/Lord_Howe', '2026-04-05', 24.5],
    ['of no time, which Samoa left out', 'Pacific/Apia', '2011-12-30', 0], ['of 24 hours after it', 'Pacific/Apia', '2011-12-31', 24],
  ])('%s', (_what, zone, day, hours) => {
    const {from, before} = dayInterval(day, zone)!
    expect((Date.parse(before) - Date.parse(from)) / 3_600_000).toBe(hours)
  })

  test('its first and last millisecond are shown on that day, and those beside them are not', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const day of ['2011-12-31', '2026-03-29', '2026-06-30', '2026-10-25']) {
        const {from, before} = dayInterval(day, zone)!
        expect([zone, dayAt(Date.parse(from), zone), dayAt(Date.parse(before) - 1, zone)]).toEqual([zone, day, day])
        expect([dayAt(Date.parse(from) - 1, zone) < day, dayAt(Date.parse(before), zone) > day]).toEqual([true, true])
      }
    }
  })

  test('what is no day has none', () => {
    for (const text of ['', '2026-02-31', '2026-13-01', '0000-01-01', '2026-01-31T00:00:00Z', '26-01-31', '2026-01-3', 'today']) expect([text, dayInterval(text, 'UTC')]).toEqual([text, undefined])
  })
})
