import {expect, test} from 'vitest'
import {createTurn} from './turn.ts'

test('work that shares its time is done in many short turns, in its order', async () => {
  let at = 0
  let turns = 0
  let going = true
  const count = (): void => {
    turns++
    if (going) setImmediate(count)
  }
  setImmediate(count)
  const turn = createTurn(() => at)
  const done: number[] = []
  await Promise.all(Array.from({length: 20}, async (_, n) => {
    while (turn.isOver()) await turn.next()
    at += 5
    done.push(n)
  }))
  going = false
  expect(done).toEqual(Array.from({length: 20}, (_, n) => n))
  expect(turns).toBeGreaterThanOrEqual(8)
})

test('little work goes on at once', () => {
  expect(createTurn(() => 0).isOver()).toBe(false)
})
