/** Values as text in an input, and back. */
import {baseType, type Json} from '../../schemas/index.ts'
import type {FormField} from './form-field.ts'
import {jsonText, jsonValue} from './json-text.ts'
import {itemsOf, lineOf} from './list-lines.ts'
import {numberText, parseNumber} from './number-text.ts'
import {instantOf, localOf} from './zoned-time.ts'

/** How this viewer reads and writes. `titles`: what linked records are called, by id. */
export interface Reading {readonly locale: string; readonly timeZone: string; readonly titles: {readonly [id: string]: string}}

/** What stands in the field's input. A value of another type than the field's is shown as it is, so that it can be put right. */
export function textOf({kind, schema = {}}: Pick<FormField, 'kind'> & Partial<Pick<FormField, 'schema'>>, value: Json | undefined, {locale, timeZone, titles}: Reading): string {
  if (value === undefined || value === null) return ''
  if (kind === 'json') return jsonText(value, schema)
  if (typeof value === 'number') return numberText(value, locale)
  if (Array.isArray(value)) return value.map(lineOf).join('\n')
  if (typeof value !== 'string') return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
  if (kind === 'date-time') return localOf(value, timeZone)
  if (kind === 'link') return Object.hasOwn(titles, value) ? titles[value]! : value && 'Not available'
  return value
}

/**
 * The value that was typed; undefined when the input is empty. What is no number stays text, for the check to say so. `before` is what the text was made from: an instant
 * whose minute was not changed keeps its seconds, a line that was not changed its item.
 */
export function valueOf(field: Pick<FormField, 'kind' | 'schema'>, text: string, reading: Reading, before?: Json): Json | undefined {
  const {kind, schema} = field
  if (kind === 'lines') {
    const numbers = ['number', 'integer'].includes(baseType(schema.items ?? {}) ?? '')
    const items = itemsOf(text, Array.isArray(before) ? before as readonly Json[] : [], line => (numbers ? parseNumber(line, reading.locale) ?? line : line))
    return items.length > 0 ? items : undefined
  }
  if (text.trim() === '') return undefined
  if (kind === 'json') return jsonValue(text, schema, before)
  if (kind === 'integer' || kind === 'number' || kind === 'currency') return parseNumber(text, reading.locale) ?? text
  if (kind === 'date-time') return before !== undefined && textOf(field, before, reading) === text ? before : instantOf(text, reading.timeZone) ?? text
  return text
}
