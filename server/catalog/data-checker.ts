/** `createDataChecker`: the one Ajv that all schemas share. */
import {_, Ajv2020, type AnySchemaObject, type CodeKeywordDefinition, type ErrorObject, type ValidateFunction} from 'ajv/dist/2020.js'
import {isMultipleOf, parsePattern, refusal, type JsonObject, type RecordSchema, type Refusal} from '../../schemas/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {Before} from './catalog.ts'
import {errorsBrought} from './errors-brought.ts'
import {errorsOf, worthSaying} from './errors-of.ts'
import {formats} from './formats.ts'
import {itemsKeyword, mostErrors, type Passing} from './items-keyword.ts'
import {createMatchBudget, type MatchBudget} from './match-budget.ts'
import {standingItems} from './standing-items.ts'
import {uniqueItems} from './unique-items.ts'

export interface DataChecker {
  /** Compiles on the first call. The document must have passed `parseRecordSchema`. `before`: then only what the change brought is named. */
  check(doc: RecordSchema, data: unknown, before?: Before): readonly Refusal[]
  /** Lets go of a document that is no longer in force. */
  forget(doc: RecordSchema): void
}

export function createDataChecker(): DataChecker {
  const budget = createMatchBudget()
  const passing: Passing = {standing: undefined}
  const all = createCompiler(budget, passing, true)
  const first = createCompiler(budget, passing, false)
  const find = ({validatorOf}: Compiler, doc: RecordSchema, data: unknown): readonly ErrorObject[] => {
    budget.renew()
    const validate = validatorOf(doc)
    return validate(data) ? [] : validate.errors ?? []
  }
  return {
    check(doc, data, before) {
      const found = find(isLarge(data) ? first : all, doc, data)
      if (found.length === 0 || before === undefined) return errorsOf(worthSaying(found), data, doc)
      return errorsOf(findBrought(doc, data as JsonObject, before), data, doc)
    },
    forget(doc) {
      all.forget(doc)
      first.forget(doc)
    },
  }

  /** Which errors are new shows only where all of both are named; of the items that stand in both, none is. */
  function findBrought(doc: RecordSchema, data: JsonObject, before: Before): readonly ErrorObject[] {
    passing.standing = standingItems(before, data)
    try {
      const [errors, errorsBefore] = [find(all, doc, data), find(all, doc, before.data)]
      const brought = errorsBrought({errors: worthSaying(errors), data}, {...before, errors: worthSaying(errorsBefore)}, doc)
      if (brought.length === 0 && errors.length > mostErrors) throw tooManyMisfits()
      return brought
    } finally {
      passing.standing = undefined
    }
  }
}

const tooManyMisfits = (): Problem => problem('too-many-misfits', {}, {errors: [refusal('too-many-misfits', '', {most: mostErrors})]})

/** Of large data one error is named: each of thousands of values can fail in several ways, and making the errors is what costs. */
const large = 2_000

function isLarge(data: unknown): boolean {
  let left = large
  const waiting: unknown[] = [data]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const names = Object.keys(value)
    left -= names.length
    if (left < 0) return true
    for (const name of names) {
      const inner = (value as Readonly<Record<string, unknown>>)[name]
      if (typeof inner === 'object' && inner !== null) waiting.push(inner)
    }
  }
  return false
}

interface Compiler {
  validatorOf(doc: RecordSchema): ValidateFunction
  forget(doc: RecordSchema): void
}

function createCompiler(budget: MatchBudget, passing: Passing, allErrors: boolean): Compiler {
  const ajv = new Ajv2020({
    strict: false, strictNumbers: true, allErrors, ownProperties: true, validateSchema: false, formats: paidFormats(budget), code: {regExp: Object.assign(engine(budget), {code: 'linear'})},
  })
  // No keyword of ours asks what was evaluated, and keeping account of it breaks on `anyOf` beside `not: true`.
  ajv.opts.unevaluated = false
  const items = ajv.getKeyword('items') as CodeKeywordDefinition
  // Ajv's own divides doubles: 19.99 would be no multiple of 0.01.
  ajv.removeKeyword('multipleOf').addKeyword({
    keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: (of: number, value: number) => isMultipleOf(value, of),
    error: {message: 'must be a multiple', params: ({schema}) => _`{multipleOf: ${schema as number}}`},
  })
  ajv.removeKeyword('items').addKeyword(itemsKeyword(items, passing))
  ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems)
  const compiled = new Map<RecordSchema, {readonly schema: AnySchemaObject; readonly validate: ValidateFunction}>()
  return {
    validatorOf(doc) {
      const known = compiled.get(doc)?.validate
      if (known) return known
      // A name of its own would clash with the version before it.
      const {$id: _id, $schema: _schema, ...schema} = doc
      const validate = ajv.compile(schema)
      compiled.set(doc, {schema, validate})
      return validate
    },
    forget(doc) {
      const known = compiled.get(doc)
      if (known) ajv.removeSchema(known.schema)
      compiled.delete(doc)
    },
  }
}

/** What matching a format costs, as the size of a pattern. */
const formatSize = 12

type Engine = (pattern: string) => {readonly test: (text: string) => boolean; readonly toString: () => string}

/** A pattern that is no good lets nothing pass. */
function engine(budget: MatchBudget): Engine {
  return pattern => {
    const parsed = parsePattern(pattern)
    const test = (text: string): boolean => {
      if (!parsed.ok) return false
      budget.spend(text, parsed.size)
      return parsed.test(text)
    }
    // Ajv takes two patterns with the same text for one.
    return {test, toString: () => pattern}
  }
}

function paidFormats(budget: MatchBudget): Record<string, (text: string) => boolean> {
  return Object.fromEntries(Object.entries(formats).map(([name, test]) => [name, (text: string) => {
    budget.spend(text, formatSize)
    return test(text)
  }]))
}
