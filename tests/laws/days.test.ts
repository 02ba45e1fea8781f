/** A filter and an expression say the same about instants and days, in zones of every kind. */
import {describe, expect, test} from 'vitest'
import {dayInterval, daysAsInstants, evaluateExpression, matchesFilter, toFilter, zoneOfDays} from '../../ast/index.ts'
import type {RecordSchema} from '../../schemas/index.ts'

const schema: RecordSchema = {title: 'Call', type: 'object', properties: {due_at: {type: 'string', format: 'date-time'}, held_on: {type: 'string', format: 'date'}}}
const isInstant = (field: string): boolean => field === 'due_at'
const places = [
  ['Europe/Helsinki', '2026-01-31'], ['Pacific/Kiritimati', '2026-01-31'], ['Pacific/Pago_Pago', '2026-01-31'], ['Asia/Kathmandu', '2026-01-31'], ['UTC', '2024-02-29'],
  // 23 and 25 hours; a day that was left out.
  ['Europe/Berlin', '2026-03-29'], ['Europe/Berlin', '2026-10-25'], ['Pacific/Apia', '2011-12-30'],
] as const
const texts = (day: string): readonly string[] => [
  ...['==', '!=', '<', '<=', '>', '>='].flatMap(op => [`record.due_at ${op} "${day}"`, `"${day}" ${op} record.due_at`, `record.due_at ${op} params.day`, `!(record.due_at ${op} date("${day}"))`, `record.held_on ${op} "${day}"`]),
  `record.due_at in ["${day}"]`, `record.due_at in [null, "2020-01-01T00:00:00Z", "${day}"]`, `record.due_at >= "${day}" && record.due_at < addDays("${day}", 1)`, `record.due_at == "${day.slice(0, 8)}99"`,
]
const around = (day: string, zone: string): readonly string[] => Object.values(dayInterval(day, zone)!).flatMap((edge: string) => {
  const at = Date.parse(edge)
  return [-86_400_000, -3_600_000, -1, 0, 1, 3_600_000, 43_200_000].flatMap(add => {
    const instant = new Date(at + add).toISOString()
    return [instant, instant.replace('Z', '+00:00'), new Date(at + add + 20_700_000).toISOString().replace('Z', '+05:45')]
  })
})

describe.each(places)('in %s around %s', (zone, day) => {
  const scope = {params: {day}, [zoneOfDays]: zone}

  test('a record is selected by the filter exactly where the expression gives true', () => {
    const seen = {yes: 0, no: 0}
    for (const text of texts(day)) {
      const compiled = toFilter(text, schema, scope)
      if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`)
      const filter = daysAsInstants(compiled.filter, isInstant, zone)
      for (const due_at of [...around(day, zone), null]) {
        const record = {due_at, held_on: due_at?.slice(0, 10) ?? null}
        const expected = matchesFilter(filter, record)
        seen[expected ? 'yes' : 'no']++
        expect([text, due_at, evaluateExpression(text, {...scope, record})]).toEqual([text, due_at, {ok: true, value: expected}])
      }
    }
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(100)
  })

  test('a time is on the day that date() says', () => {
    for (const due_at of around(day, zone)) {
      const holds = (text: string): unknown => evaluateExpression(text, {...scope, record: {due_at}})
      const on = holds(`date(record.due_at) == "${day}"`)
      expect([due_at, on]).toEqual([due_at, holds(`record.due_at == "${day}"`)])
      expect([due_at, on]).toEqual([due_at, holds(`daysBetween("${day}", record.due_at) == 0`)])
      expect([due_at, on]).toEqual([due_at, holds(`addDays(record.due_at, 1) == addDays("${day}", 1)`)])
    }
  })
})
