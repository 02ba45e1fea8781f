/** What stands in the place of data that could not be loaded. */
import {reason, say} from '../../schemas/index.ts'
import type {FailedResult} from '../../snippets/index.ts'
import {Problem} from '../errors.ts'

/** `detailed`: for those who build the screen; everyone else is told nothing of expressions and schemas. */
export function failureOf(error: unknown, detailed: boolean): FailedResult {
  if (error instanceof Problem && error.status === 404) return {kind: 'failed', code: 'not-found', message: say(reason('data-not-there'))}
  if (error instanceof Problem && error.status === 403) return {kind: 'failed', code: 'forbidden', message: say(reason('data-not-yours'))}
  return {kind: 'failed', code: 'broken', message: say(reason('data-broken', {said: detailed && error instanceof Error ? error.message : undefined}))}
}

/** What happens on a page that is right, to those who may not see all of it: nothing to be logged. */
export const isOrdinary = (error: unknown): boolean => error instanceof Problem && (error.status === 403 || error.status === 404)

export const unbound: FailedResult = {kind: 'failed', code: 'unbound', message: say(reason('nothing-bound'))}
