import {expect, test} from 'vitest'
import {demoSize, generateRows, sizeFor} from './generate-rows.ts'

const ask = {seed: 7, today: '2026-03-01', size: demoSize}

test('the same seed makes the same company, another seed another', () => {
  const first = JSON.stringify([...generateRows(ask)])
  expect(JSON.stringify([...generateRows(ask)])).toBe(first)
  expect(JSON.stringify([...generateRows({...ask, seed: 8})])).not.toBe(first)
})

test('every link points to a row that came before it, and ids are unique', () => {
  const seen = new Set<string>()
  for (const {id, data} of generateRows(ask)) {
    expect(seen.has(id)).toBe(false)
    for (const [property, value] of Object.entries(data)) if (property.endsWith('_id')) expect(seen.has(value as string), `${property} of ${id}`).toBe(true)
    seen.add(id)
  }
})

test('the demo has the size that it promises, with unique numbers, SKUs and contact mails', () => {
  const rows = [...generateRows(ask)]
  const count = (schema: string): number => rows.filter(row => row.schema === schema).length
  expect([count('company'), count('contact'), count('product'), count('order'), count('employee')]).toEqual([200, 1_000, 120, 1_500, 12])
  expect(count('order_line')).toBeGreaterThan(3_000)
  for (const [schema, property] of [['order', 'number'], ['product', 'sku'], ['contact', 'email']] as const) {
    const values = rows.filter(row => row.schema === schema).map(row => row.data[property])
    expect(new Set(values).size, `${schema}.${property}`).toBe(values.length)
  }
})

test('an order\'s total is the sum of its lines', () => {
  const sums = new Map<string, number>()
  const totals = new Map<string, number>()
  for (const {schema, id, data} of generateRows(ask)) {
    if (schema === 'order') totals.set(id, data['total'] as number)
    if (schema === 'order_line') sums.set(data['order_id'] as string, (sums.get(data['order_id'] as string) ?? 0) + (data['amount'] as number))
  }
  for (const [id, total] of totals) expect(sums.get(id)).toBeCloseTo(total, 6)
})

test('a size for many rows comes out near what was asked', () => {
  let rows = 0
  for (const _ of generateRows({...ask, size: sizeFor(20_000)})) rows++
  expect(rows).toBeGreaterThan(18_000)
  expect(rows).toBeLessThan(22_000)
})
