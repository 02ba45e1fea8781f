import {expect, test} from 'vitest'
import {createPace} from './pace.ts'

test('runs a few at a time, in order, and lets the event loop turn in between', async () => {
  const pace = createPace(2)
  let running = 0
  let most = 0
  const order: number[] = []
  let turns = 0
  const turn = (): void => {
    turns++
    timer = setImmediate(turn)
  }
  let timer = setImmediate(turn)
  await Promise.all(Array.from({length: 20}, (_, index) => pace(async () => {
    order.push(index)
    most = Math.max(most, ++running)
    await Promise.resolve()
    running--
  })))
  clearImmediate(timer)
  expect(most).toBe(2)
  expect(order).toEqual(Array.from({length: 20}, (_, index) => index))
  expect(turns).toBeGreaterThan(5)
})

test('work that fails gives its place to the next', async () => {
  const pace = createPace(1)
  const outcomes = await Promise.allSettled([pace(() => Promise.reject(new Error('no'))), pace(() => Promise.resolve('yes'))])
  expect(outcomes.map(outcome => outcome.status)).toEqual(['rejected', 'fulfilled'])
  expect(await pace(() => Promise.resolve('again'))).toBe('again')
})
