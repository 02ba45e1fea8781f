/** `tryAgain`: what was computed on a state that others changed meanwhile is computed anew. */
import {problem} from '../errors.ts'
import type {Turns} from './turns.ts'

/** The record that someone else was faster with. */
export interface LostRace {readonly lost: {readonly schema: string; readonly id: string}}

const attempts = 5

/** Throws Conflict `contended`. */
export async function tryAgain<T extends object>(turns: Turns, once: () => Promise<T | LostRace>): Promise<T> {
  const first = await once()
  if (!('lost' in first)) return first
  const {schema, id} = first.lost
  // Those who lost on the same record go one after the other from here on, so that each gets its turn.
  return turns.take(`${schema}/${id}`, async () => {
    for (let attempt = 2; attempt <= attempts; attempt++) {
      const tried = await once()
      if (!('lost' in tried)) return tried
    }
    throw problem('contended', {attempts})
  })
}
