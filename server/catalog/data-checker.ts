/** `createDataChecker`: the one Ajv that all schemas share. */
import {Ajv2020, type AnySchemaObject, type ValidateFunction} from 'ajv/dist/2020.js'
import {parsePattern, type RecordSchema} from '../../schemas/index.ts'
import type {FieldError} from '../errors.ts'
import {errorsOf} from './errors-of.ts'
import {formats} from './formats.ts'
import {spellKeptTimes} from './spell-kept-times.ts'

export interface DataChecker {
  /**
   * Compiles on the first call. The document must have passed `parseRecordSchema`. `before`: what the record held until now; asked only when something is wrong, as times that earlier
   * versions took may stay.
   */
  check(doc: RecordSchema, data: unknown, before?: () => unknown): readonly FieldError[]
  /** Lets go of a document that is no longer in force. */
  forget(doc: RecordSchema): void
}

export function createDataChecker(): DataChecker {
  const ajv = new Ajv2020({strict: false, allErrors: true, ownProperties: true, validateSchema: false, formats: {...formats}, code: {regExp: Object.assign(engine, {code: 'linear'})}})
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
      if (validate(data)) return []
      const found = validate.errors ?? []
      const judged = before ? spellKeptTimes(data, found, before()) : data
      if (judged === data) return errorsOf(found, data, doc)
      return validate(judged) ? [] : errorsOf(validate.errors ?? [], judged, doc)
    },
    forget(doc) {
      const known = compiled.get(doc)
      if (known) ajv.removeSchema(known.schema)
      compiled.delete(doc)
    },
  }
}

/** A pattern that is no good lets nothing pass. */
function engine(pattern: string): {readonly test: (text: string) => boolean; readonly toString: () => string} {
  const parsed = parsePattern(pattern)
  // Ajv takes two patterns with the same text for one.
  return {test: parsed.ok ? parsed.test : () => false, toString: () => pattern}
}
