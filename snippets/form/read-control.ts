/** What a person did to a control: nothing, a value, or something half done. The one place that tells an edit from a control that merely shows a value differently. */
import type {Json} from '../../schemas/index.ts'
import {offeredChoices} from './choices.ts'
import {type Reading, textOf, valueOf} from './field-text.ts'
import type {FormField} from './form-field.ts'
import {parseJson, takesText} from './json-text.ts'
import {sameValue} from './merge-data.ts'
import {shownBy, type TextControl} from './shown-by.ts'

export type ReadControl =
  /** It shows what it showed at first: the value is what it was, however it is shown. */
  | {readonly kind: 'untouched'}
  | {readonly kind: 'typed'; readonly value: Json | undefined}
  /** On the way to a value; what the field holds stands until then. */
  | {readonly kind: 'half'; readonly message: string}

/** `stored`: what the field started from. `first`: the text the control was drawn with, where that is not the value's. */
export function readControl(control: TextControl | HTMLSelectElement, field: FormField, reading: Reading, stored: Json | undefined, first = textOf(field, stored, reading)): ReadControl {
  if (control instanceof HTMLSelectElement) return readChoice(control, field, stored)
  if (control.type === 'checkbox') return readTick(control as HTMLInputElement, stored)
  // Its value is empty then, as that of a field that was emptied.
  if (control.validity.badInput) return {kind: 'half', message: halfWords[field.kind] ?? 'This is not complete.'}
  if (control.value === shownBy(control, first)) return {kind: 'untouched'}
  return readText(control.value, field, reading, stored)
}

/** For controls that are none of the browser's own. */
export function readText(text: string, field: FormField, reading: Reading, stored: Json | undefined): ReadControl {
  if (field.kind === 'json' && text.trim() !== '' && !takesText(field.schema) && parseJson(text) === undefined) return {kind: 'half', message: 'This is not complete JSON, as in {"a": 1} or [1, 2].'}
  return {kind: 'typed', value: valueOf(field, text, reading, stored)}
}

const halfWords: {readonly [K in FormField['kind']]?: string} = {'date': 'This date is not complete.', 'date-time': 'This date and time are not complete.'}

function readChoice(select: HTMLSelectElement, {schema}: FormField, stored: Json | undefined): ReadControl {
  // By place: the page's parser may have changed the text of a value.
  const choices = offeredChoices(schema, stored)
  const now = select.selectedIndex - 1
  const first = stored === undefined ? -1 : choices.findIndex(({value}) => sameValue(value, stored))
  return now === first ? {kind: 'untouched'} : {kind: 'typed', value: choices[now]?.value}
}

/** An empty box shows "no" and "not said" alike. */
function readTick({checked}: HTMLInputElement, stored: Json | undefined): ReadControl {
  return checked === (stored === true) ? {kind: 'untouched'} : {kind: 'typed', value: checked}
}
