/** One field per column in the grid's filter form, as its kind asks for. */
import {html, nothing, type TemplateResult} from 'lit'
import {choicesOf} from '../choices-of.ts'
import {numberText} from '../form/number-text.ts'
import {parseRange} from '../range.ts'
import type {ListResult, PageContext} from '../view.ts'
import {cellText} from './cell.ts'
import {type Column, isNumeric} from './columns.ts'

export type Choice = {readonly value: string; readonly label: string}

/** The field's names are as `readAddress` reads them; ranges are two fields, `.min` and `.max`. */
export function filterField(column: Column, list: ListResult, page: PageContext): TemplateResult {
  const {name, label, kind} = column
  const field = `${page.prefix}f.${name}`
  const asked = Object.hasOwn(list.asked.filters, name) ? list.asked.filters[name]! : ''
  const id = `f-${name}`
  const choices = choicesFor(column, list, asked)
  if (choices) return html`<div class="field"><label for=${id}>${label}</label>${dropDown(id, field, choices, asked)}</div>`
  if (kind === 'date' || kind === 'date-time' || isNumeric(kind)) {
    const {min, max} = parseRange(asked)
    const numeric = isNumeric(kind)
    const end = (which: 'min' | 'max', value: string, word: string): TemplateResult => html`<input class="input" type=${numeric ? 'text' : 'date'} inputmode=${numeric ? 'decimal' : nothing} name="${field}.${which}" value=${numeric ? typedNumber(value, page.locale) : value} aria-label="${label}, ${word}" placeholder=${word} autocomplete="off">`
    return html`
      <fieldset class="field"><legend>${label}</legend><div class="range">
        ${end('min', min, 'from')}
        ${end('max', max, 'to')}
      </div></fieldset>`
  }
  return html`<div class="field"><label for=${id}>${label}</label><input class="input" id=${id} name=${field} value=${asked} placeholder="contains" autocomplete="off" maxlength="200"></div>`
}

/** Addresses hold numbers as JSON writes them; a person sees and types them in the own language. */
const typedNumber = (value: string, locale: string): string => (value !== '' && Number.isFinite(Number(value)) ? numberText(Number(value), locale) : value)

/** An active filter in words: `Status: Open`. */
export function filterWords(column: Column, asked: string, list: ListResult, page: PageContext): string {
  const choice = choicesFor(column, list, asked)?.find(({value}) => value === asked)
  if (choice) return `${column.label}: ${choice.label}`
  if (column.kind !== 'date' && column.kind !== 'date-time' && !isNumeric(column.kind)) return `${column.label}: “${asked}”`
  const {min, max} = parseRange(asked)
  const say = (end: string): string => {
    const number = Number(end)
    return isNumeric(column.kind) ? (end === '' || Number.isNaN(number) ? end : cellText(column, number, list, page)) : end && cellText({kind: 'date', schema: {}}, end, list, page)
  }
  if (min === max) return `${column.label}: ${say(min)}`
  return `${column.label}: ${min === '' ? `up to ${say(max)}` : max === '' ? `from ${say(min)}` : `${say(min)} – ${say(max)}`}`
}

export function dropDown(id: string, name: string, choices: readonly Choice[], asked: string, any = 'Any'): TemplateResult {
  return html`<select class="input" id=${id} name=${name}><option value="">${any}</option>${choices.map(({value, label}) => html`<option value=${value} ?selected=${value === asked}>${label}</option>`)}</select>`
}

function choicesFor({name, kind, schema}: Column, list: ListResult, asked: string): readonly Choice[] | undefined {
  if (kind === 'boolean') return [{value: 'true', label: 'Yes'}, {value: 'false', label: 'No'}]
  const given = Object.hasOwn(list.choices, name) ? list.choices[name] : undefined
  if (kind === 'enum') return given ?? (choicesOf(schema) ?? []).map(({value, label}) => ({value: String(value), label}))
  if (kind !== 'link') return undefined
  const known = given ?? []
  // The chosen one may be beyond the first fifty.
  return asked === '' || known.some(({value}) => value === asked) ? known : [{value: asked, label: list.titles[asked] ?? 'Chosen'}, ...known]
}
