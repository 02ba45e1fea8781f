import type {Request, Response} from 'express'
import {expect, test} from 'vitest'
import {inOrder, type Middleware} from './in-order.ts'

const run = (...steps: Middleware[]) => new Promise<unknown>((resolve, reject) => {
  try {
    void inOrder(...steps)({} as Request, {} as Response, (error?: unknown) => resolve(error ?? 'next'))
  } catch (error) {
    reject(error as Error)
  }
})
const pass: Middleware = (_request, _response, next) => next()
const passLater: Middleware = async (_request, _response, next) => {
  await Promise.resolve()
  next()
}

test('runs each step after the one before has passed', async () => {
  const seen: number[] = []
  const mark = (n: number): Middleware => (_request, _response, next) => {
    seen.push(n)
    next()
  }
  expect(await run(mark(1), passLater, mark(2), mark(3))).toBe('next')
  expect(seen).toEqual([1, 2, 3])
})

test('a step that does not pass ends it', async () => {
  let reached = false
  void inOrder(pass, () => {}, () => {
    reached = true
  })({} as Request, {} as Response, () => {
    reached = true
  })
  await Promise.resolve()
  expect(reached).toBe(false)
})

test('what fails goes on as an error, at once or later, before or after another step', async () => {
  const failure = new Error('no')
  const fail: Middleware = () => {
    throw failure
  }
  const failLater: Middleware = () => Promise.reject(failure)
  await expect(run(pass, fail)).rejects.toBe(failure)
  expect(await run(pass, failLater)).toBe(failure)
  expect(await run(passLater, fail)).toBe(failure)
  expect(await run(passLater, pass, failLater)).toBe(failure)
})
