/** `bodyChecker`: whether a body is what its operation's literal says. */
import type {Request} from 'express'
import type {OperationBody, RecordSchema, WireSchema} from '../../schemas/index.ts'
import {createDataChecker} from '../catalog/index.ts'
import {InvalidInput, type FieldError} from '../errors.ts'
import {rawBodyOf} from './take-body.ts'

const checker = createDataChecker()

/** Gives the body as it was sent (`{}` for none, where it may be left out). Throws InvalidInput, naming each place. */
export function bodyChecker({content, optional}: OperationBody): (request: Request) => unknown {
  const [first] = Object.keys(content)
  return request => {
    const body: unknown = request.body
    if (body === undefined && optional) return {}
    checkBody(content[rawBodyOf(request).type || first!]!.schema, body)
    return body
  }
}

/** Throws InvalidInput. `schema` is one of our own literals, and kept compiled. */
export function checkBody(schema: WireSchema, body: unknown): void {
  const expected = schema.type === 'array' ? 'list' : 'object'
  const got = kindOf(body)
  if (got !== expected) throw new InvalidInput({detail: `A JSON ${expected} is expected as the body, got ${withArticle(got)}.`, errors: [{pointer: '', message: `expected ${withArticle(expected)}, got ${withArticle(got)}`}]})
  // What a record may hold, its own schema says.
  if (schema.properties === undefined) return
  const errors = unknownFirst(checker.check(schema as unknown as RecordSchema, body))
  if (errors.length === 0) return
  const said = errors.slice(0, 5).map(({pointer, message}) => (pointer === '' ? message : `${pointer} ${message}`)).join('; ')
  throw new InvalidInput({detail: `The body cannot be used: ${said}${errors.length > 5 ? `; and ${errors.length - 5} more` : ''}.`, errors})
}

/** A name that is misspelt says more than that the right one is missing. */
function unknownFirst(errors: readonly FieldError[]): readonly FieldError[] {
  const isUnknown = ({message}: FieldError): boolean => message.startsWith('unknown field')
  return [...errors.filter(isUnknown), ...errors.filter(error => !isUnknown(error))]
}

function kindOf(value: unknown): string {
  return value === undefined ? 'none' : value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}

const withArticle = (kind: string): string => (kind === 'none' || kind === 'null' ? kind : kind === 'object' ? 'an object' : `a ${kind}`)
