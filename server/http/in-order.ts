/** Several middlewares as one: Express walks a layer for each, which costs more than most of them do. */
import type {NextFunction, Request, Response} from 'express'

/** Answers, or calls `next`. What it throws, or its promise rejects with, goes to the problem handler. */
export type Middleware = (request: Request, response: Response, next: NextFunction) => void | Promise<void>

export function inOrder(...steps: readonly Middleware[]): Middleware {
  return (request, response, next) => {
    let at = 0
    const go = (): void => {
      const step = steps[at++]
      if (!step) return next()
      const running = step(request, response, go as NextFunction)
      // Settled here, whether or not the steps before hand on what `next` returns.
      if (running instanceof Promise) void settle(running, next)
    }
    go()
  }
}

async function settle(running: Promise<void>, next: NextFunction): Promise<void> {
  try {
    await running
  } catch (error) {
    next(error)
  }
}
