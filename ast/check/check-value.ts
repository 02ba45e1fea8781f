/** Checks a value written in a screen against the JSON Schema that describes it; expressions in it are checked by their type. */
import {Validator} from '@cfworker/json-schema'
import {reason, type Json} from '../../schemas/index.ts'
import {sameJson} from '../canonical-json.ts'
import {expressionText} from '../expressions/resolve-expressions.ts'
import {type ExpressionTypes, type Kind, kindOf} from '../expressions/types.ts'
import type {ValueSchema} from '../manifest.ts'
import {nearestName} from '../nearest-name.ts'
import {isPlainObject} from '../plain-object.ts'
import {checkedExpression, quote} from './check-context.ts'
import type {Report, Way} from './node-problem.ts'

export interface ValueContext {
  readonly types: ExpressionTypes
  readonly report: Report
  /** Called for each value that is written out (no expression), with the schema that describes it. */
  readonly literal?: (value: Json, schema: ValueSchema, at: Way) => void
}

export function checkValue(value: Json, schema: ValueSchema, at: Way, context: ValueContext): void {
  const text = expressionText(value)
  if (text !== undefined) return checkComputed(text, schema, at, context)
  if (schema.enum) {
    if (!schema.enum.some((choice) => sameJson(choice, value))) {
      const texts = schema.enum.filter((choice) => typeof choice === 'string')
      const near = typeof value === 'string' ? nearestName(value, texts) : undefined
      context.report(reason('wrong-value', {choices: written(schema.enum), got: quote(value)}), at, near === undefined ? {} : {hint: reason('hint-near-value', {near: JSON.stringify(near)})})
    }
    return
  }
  const types = typeNames(schema)
  if (types.length > 0 && !types.some((name) => isOfType(value, name))) {
    context.report(reason('wrong-type', {types, got: quote(value)}), at)
    return
  }
  if (Array.isArray(value)) {
    const {items} = schema
    if (items) (value as readonly Json[]).forEach((item, index) => checkValue(item, items, [...at, index], context))
  } else if (isPlainObject(value)) {
    checkMembers(value, schema, at, context)
    return
  }
  checkKeywords(value, schema, at, context)
  context.literal?.(value, schema, at)
}

function checkMembers(value: {readonly [name: string]: Json}, schema: ValueSchema, at: Way, context: ValueContext): void {
  const known = schema.properties ?? {}
  for (const name of schema.required ?? []) if (value[name] === undefined) context.report(reason('missing-value'), [...at, name])
  for (const [name, member] of Object.entries(value)) {
    const inner = Object.hasOwn(known, name) ? known[name] : undefined
    if (inner) checkValue(member, inner, [...at, name], context)
    else if (schema.properties && schema.additionalProperties !== true) {
      context.report(reason('unknown-member', {name, near: nearestName(name, Object.keys(known)), known: Object.keys(known)}), [...at, name])
    }
  }
}

const written = (choices: readonly Json[]): readonly string[] => choices.map((choice) => JSON.stringify(choice))

const typeNames = (schema: ValueSchema): readonly string[] => [schema.type].flat().filter((name): name is string => name !== undefined)

function isOfType(value: Json, name: string): boolean {
  switch (name) {
    case 'integer': return Number.isInteger(value)
    case 'array': return Array.isArray(value)
    case 'object': return isPlainObject(value)
    case 'null': return value === null
    default: return typeof value === name
  }
}

const kindOfType: Readonly<Record<string, Kind>> = {string: 'text', number: 'number', integer: 'number', boolean: 'boolean', array: 'list', object: 'object', null: 'null'}

function checkComputed(text: string, schema: ValueSchema, at: Way, {types, report}: ValueContext): void {
  const choices = schema.enum?.map((choice) => kindOfType[Array.isArray(choice) ? 'array' : choice === null ? 'null' : typeof choice]!)
  const kinds = choices ?? typeNames(schema).map((name) => kindOfType[name] ?? 'any')
  // Where a text is wanted, the page writes numbers and true or false as text.
  const fitting = kinds.length === 0 || kinds.includes('any') ? undefined : kinds.includes('text') && !choices ? [...kinds, 'number' as const, 'boolean' as const] : kinds
  const type = checkedExpression(text, types, at, report, fitting)
  if (type === undefined || !schema.enum || typeof type !== 'object' || !('oneOf' in type) || kindOf(type) !== 'text') return
  const strange = type.oneOf.find((choice) => !schema.enum!.includes(choice))
  if (strange !== undefined) report(reason('wrong-computed-value', {choices: written(schema.enum), got: quote(strange), text: quote(text)}), at)
}

const keywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'format', 'minItems', 'maxItems', 'uniqueItems'] as const

/** What is left of the schema for one value: bounds and formats. Patterns are left to the write: those of record schemas may be slow on purpose. */
function checkKeywords(value: Json, schema: ValueSchema, at: Way, {report}: ValueContext): void {
  const left = Object.fromEntries(Object.entries(schema).filter(([name]) => (keywords as readonly string[]).includes(name)))
  if (Object.keys(left).length === 0) return
  const {valid, errors} = new Validator(left, '2020-12').validate(value)
  if (!valid) report(reason('value-not-valid', {said: errors[0]?.error ?? 'not valid', got: quote(value)}), at)
}
