/** A part of a query that is not valid, named as the query parameter that it came from. */
import {InvalidInput} from '../errors.ts'

export function invalidQuery(parameter: string, message: string, code = 'invalid-query'): InvalidInput {
  return new InvalidInput({detail: `${parameter}: ${message}`, errors: [{pointer: `?${parameter}`, message}]}, code)
}
