import {describe, expect, test} from 'vitest'
import {isOrder, orderBetween, ordersBetween} from './order-between.ts'

describe('orderBetween', () => {
  test('lies between, before the first and after the last', () => {
    const middle = orderBetween('a0', 'a1')
    expect('a0' < middle && middle < 'a1').toBe(true)
    expect(orderBetween(null, 'a0') < 'a0').toBe(true)
    expect(orderBetween('a0', null) > 'a0').toBe(true)
    expect(isOrder(orderBetween(null, null))).toBe(true)
  })

  test('after two equal keys stands right behind them, before the next', () => {
    for (const key of ['a0', 'a0V', 'Zz', 'b1z']) {
      const between = orderBetween(key, key)
      expect(between > key && between < orderBetween(key, null)).toBe(true)
      expect(isOrder(between)).toBe(true)
    }
  })

  test('finds room a thousand times at one place, in short keys', () => {
    let [low, high] = ['a0', 'a1']
    for (let round = 0; round < 1_000; round++) {
      const middle = orderBetween(low, high)
      expect(low < middle && middle < high).toBe(true)
      if (round % 2) low = middle
      else high = middle
    }
    expect(low.length).toBeLessThan(400)
  })
})

test('ordersBetween gives that many, ascending, within', () => {
  const keys = ordersBetween('a0', 'a1', 100)
  expect(keys).toHaveLength(100)
  expect(['a0', ...keys, 'a1']).toEqual(['a0', ...keys, 'a1'].toSorted())
  expect(new Set(keys).size).toBe(100)
  expect(ordersBetween('a0', 'a0', 3).every((key) => key > 'a0')).toBe(true)
})

test.each(['', 'a', '0', 'a00', 'a0V0', '!', 'a0 ', `A${'0'.repeat(26)}`, 'ä0', 'a'.repeat(1_001)])('%j is no order key', (text) => expect(isOrder(text)).toBe(false))
test.each(['a0', 'Zz', 'a0V', 'b10', ordersBetween(null, null, 5_000)[4_999]!])('%j is an order key', (text) => expect(isOrder(text)).toBe(true))
