/** `bodyChecker`: whether a body is what its operation's literal says. */
import type {Request} from 'express'
import {reason, refusal, type BodyKind, type OperationBody, type RecordSchema, type Refusal, type WireSchema} from '../../schemas/index.ts'
import {createDataChecker} from '../catalog/index.ts'
import {problem} from '../errors.ts'
import {inItsLiteral} from './in-its-literal.ts'
import {rawBodyOf} from './take-body.ts'

const checker = createDataChecker()

/** Gives the body as it was sent (`{}` for none or null, where it may be left out). Throws `invalid-input`, naming each place. */
export function bodyChecker({content, optional}: OperationBody): (request: Request) => unknown {
  const [first] = Object.keys(content)
  return request => {
    const body: unknown = request.body
    if ((body === undefined || body === null) && optional) return {}
    checkBody(content[rawBodyOf(request).type || first!]!.schema, body)
    return body
  }
}

/** Throws `invalid-input`. `schema` is one of our own literals, and kept compiled. */
export function checkBody(schema: WireSchema, body: unknown): void {
  const expected = schema.type === 'array' ? 'list' : 'object'
  const got = kindOf(body)
  if (got !== expected) throw problem('invalid-input', {why: reason('body-of-other-kind', {expected, got})}, {errors: [refusal('not-of-kind', '', {expected, got})]})
  // What a record may hold, its own schema says.
  if (schema.properties === undefined) return
  const errors = unknownFirst(checker.check(schema as unknown as RecordSchema, body).map(error => inItsLiteral(error, schema)))
  if (errors.length > 0) throw problem('invalid-input', {body: errors.length}, {errors})
}

/** A name that is misspelt says more than that the right one is missing. */
function unknownFirst(errors: readonly Refusal[]): readonly Refusal[] {
  const isUnknown = ({code}: Refusal): boolean => code === 'unknown-field'
  return [...errors.filter(isUnknown), ...errors.filter(error => !isUnknown(error))]
}

function kindOf(value: unknown): BodyKind {
  return value === undefined ? 'none' : value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value as BodyKind
}
