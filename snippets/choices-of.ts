/** The values that a property may have, where its schema counts them up, each in words. */
import type {Json, PropertySchema} from '../schemas/index.ts'
import {humanize} from './humanize.ts'

export interface OfferedChoice {readonly value: Json; readonly label: string}

/** By `enum`, or by alternatives that are constants: `{"oneOf": [{"const": "a", "title": "First"}, …]}`. Without null, which is no choice but none. Undefined: any value that the schema lets pass. */
export function choicesOf(schema: PropertySchema): readonly OfferedChoice[] | undefined {
  // A grid asks for each cell.
  if (!known.has(schema)) known.set(schema, countUp(schema))
  return known.get(schema)
}

const known = new WeakMap<PropertySchema, readonly OfferedChoice[] | undefined>()

function countUp({enum: values, oneOf, anyOf}: PropertySchema): readonly OfferedChoice[] | undefined {
  const choices = values?.map(value => ({value, title: undefined})) ?? constantsOf(oneOf) ?? constantsOf(anyOf)
  return choices?.filter(({value}) => value !== null).map(({value, title}) => ({value, label: title ?? choiceLabel(value)}))
}

/** A value in words, where no title says what it is. */
export const choiceLabel = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : humanize(String(value)))

interface Constant {readonly value: Json; readonly title: string | undefined}

function constantsOf(alternatives: unknown): readonly Constant[] | undefined {
  if (!Array.isArray(alternatives)) return undefined
  const constants = alternatives.map(constantOf)
  return constants.every(one => one !== undefined) ? constants : undefined
}

function constantOf(alternative: unknown): Constant | undefined {
  if (typeof alternative !== 'object' || alternative === null) return undefined
  const {const: value, type, title} = alternative as PropertySchema
  if (value !== undefined) return {value, title}
  return type === 'null' ? {value: null, title} : undefined
}
