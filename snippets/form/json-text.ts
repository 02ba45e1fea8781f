/** Values of no one kind, as a person types them: JSON, or plain text where the schema takes text. */
import type {Json, PropertySchema} from '../../schemas/index.ts'

/** Undefined when it is no whole JSON, or holds a number that JSON could not hold. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text, (_, value: Json) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number beyond what can be stored')
      return value
    }) as Json
  } catch {
    return undefined
  }
}

export const jsonText = (value: Json, schema: PropertySchema): string => (typeof value === 'string' && takesText(schema) ? value : JSON.stringify(value, null, 2))

export const takesText = ({type}: PropertySchema): boolean => type === undefined || [type].flat().includes('string')

/** What began as text goes on as text; anything else is read as JSON, and is text only where it is none. */
export function jsonValue(text: string, schema: PropertySchema, stored: Json | undefined): Json {
  if (takesText(schema) && (stored === undefined || stored === null || typeof stored === 'string')) return text
  return parseJson(text) ?? text
}
