/** Lets others have their turn of the event loop while much is computed. */
import {setImmediate} from 'node:timers/promises'

const longestTurn = 8

/** `while (turn.isOver()) await turn.next()` right before each piece of work: of all that wait for a turn, the first ones may use it up. */
export interface Turn {
  isOver(): boolean
  next(): Promise<void>
}

/** For all that is computed for one request. `now` in milliseconds. */
export function createTurn(now: () => number = () => performance.now()): Turn {
  let began = now()
  let coming: Promise<void> | undefined

  async function next(): Promise<void> {
    await setImmediate()
    began = now()
    coming = undefined
  }

  return {
    isOver: () => now() - began > longestTurn,
    next: () => coming ??= next(),
  }
}
