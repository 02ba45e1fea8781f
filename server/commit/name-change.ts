/** `nameChange`: an error that says which of several changes it is about. */
import {english, inChange} from '../../schemas/index.ts'
import {remade, type Problem} from '../errors.ts'
import type {Change} from './change.ts'

/** Its pointers lead into `changes`, as they were sent to `POST /api/v1/commit`. */
export function nameChange({status, code, title, message, params, errors, more, cause}: Problem, index: number, {schema}: Change): Problem {
  const change = {number: index + 1, schema}
  return remade({
    status, code, title, more, cause, message: english.inChange(change, message), params: params && {...params, change},
    errors: errors.map(error => ({...error, pointer: inChange(change, error.pointer)})),
  })
}
