/** `checkWire`: whether a body is what its operation's literal in `schemas/wire/` says. */
import type {RecordSchema} from '../../schemas/index.ts'
import {createDataChecker} from '../catalog/index.ts'
import {InvalidInput} from '../errors.ts'
import {objectBody} from './object-body.ts'

const checker = createDataChecker()

/** Throws InvalidInput, naming each place. `schema` is one of our own literals, and kept compiled. */
export function checkWire(schema: RecordSchema, body: unknown): void {
  const errors = checker.check(schema, objectBody(body))
  if (errors.length === 0) return
  const said = errors.slice(0, 5).map(({pointer, message}) => (pointer === '' ? message : `${pointer} ${message}`)).join('; ')
  throw new InvalidInput({detail: `The body cannot be used: ${said}${errors.length > 5 ? `; and ${errors.length - 5} more` : ''}.`, errors})
}
