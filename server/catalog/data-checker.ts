/** `createDataChecker`: the one Ajv that all schemas share. */
import {_, Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction} from 'ajv/dist/2020.js'
import {isMultipleOf, parsePattern, type JsonObject, type RecordSchema} from '../../schemas/index.ts'
import type {FieldError} from '../errors.ts'
import type {Before} from './catalog.ts'
import {errorsBrought} from './errors-brought.ts'
import {errorsOf, worthSaying} from './errors-of.ts'
import {formats} from './formats.ts'

export interface DataChecker {
  /** Compiles on the first call. The document must have passed `parseRecordSchema`. `before`: then only what the change brought is named. */
  check(doc: RecordSchema, data: unknown, before?: Before): readonly FieldError[]
  /** Lets go of a document that is no longer in force. */
  forget(doc: RecordSchema): void
}

export function createDataChecker(): DataChecker {
  const ajv = new Ajv2020({strict: false, strictNumbers: true, allErrors: true, ownProperties: true, validateSchema: false, formats: {...formats}, code: {regExp: Object.assign(engine, {code: 'linear'})}})
  // Ajv's own divides doubles: 19.99 would be no multiple of 0.01.
  ajv.removeKeyword('multipleOf').addKeyword({
    keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: (of: number, value: number) => isMultipleOf(value, of),
    error: {message: 'must be a multiple', params: ({schema}) => _`{multipleOf: ${schema as number}}`},
  })
  const compiled = new Map<RecordSchema, {readonly schema: AnySchemaObject; readonly validate: ValidateFunction}>()
  const compile = (doc: RecordSchema): ValidateFunction => {
    // A name of its own would clash with the version before it.
    const {$id: _id, $schema: _schema, ...schema} = doc
    const validate = ajv.compile(schema)
    compiled.set(doc, {schema, validate})
    return validate
  }
  return {
    check(doc, data, before) {
      const validate = compiled.get(doc)?.validate ?? compile(doc)
      const errors = find(validate, data)
      if (errors.length === 0 || before === undefined) return errorsOf(errors, data, doc)
      return errorsOf(errorsBrought({errors, data: data as JsonObject}, {...before, errors: find(validate, before.data)}, doc), data, doc)
    },
    forget(doc) {
      const known = compiled.get(doc)
      if (known) ajv.removeSchema(known.schema)
      compiled.delete(doc)
    },
  }
}

const find = (validate: ValidateFunction, data: unknown): readonly ErrorObject[] => (validate(data) ? [] : worthSaying(validate.errors ?? []))

/** A pattern that is no good lets nothing pass. */
function engine(pattern: string): {readonly test: (text: string) => boolean; readonly toString: () => string} {
  const parsed = parsePattern(pattern)
  // Ajv takes two patterns with the same text for one.
  return {test: parsed.ok ? parsed.test : () => false, toString: () => pattern}
}
