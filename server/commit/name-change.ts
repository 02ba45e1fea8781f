/** `nameChange`: an error that says which of several changes it is about. */
import {Problem} from '../errors.ts'
import type {Change} from './change.ts'

/** Its pointers lead into `changes`, as they were sent to `POST /api/v1/commit`. */
export function nameChange({status, code, title, message: said, errors, more, cause}: Problem, index: number, {schema}: Change): Problem {
  return new Problem(status, code, title, {
    detail: `change ${index + 1} (${schema}): ${said}`, cause, more,
    errors: errors.map(({pointer, message}) => ({pointer: `/changes/${index}${pointer === '' ? '' : `/data${pointer}`}`, message})),
  })
}
