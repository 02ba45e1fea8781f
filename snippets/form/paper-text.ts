/** What a field of one line shows on paper: all of it, where its control would cut it off. */
import type {Json} from '../../schemas/index.ts'
import {type Reading, textOf} from './field-text.ts'
import type {FormField, FormKind} from './form-field.ts'

const lines: ReadonlySet<FormKind> = new Set(['text', 'email', 'url', 'link'])
/** Letters that every field has room for. */
const room = 24

/** Undefined: the control itself is printed. */
export function paperText(field: FormField, value: Json | undefined, reading: Reading): string | undefined {
  if (!lines.has(field.kind)) return undefined
  const text = textOf(field, value, reading)
  return text.length > room ? text : undefined
}
