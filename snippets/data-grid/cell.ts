/** A value as a grid's cell shows it. */
import {html, type TemplateResult} from 'lit'
import type {Json, WireRecord} from '../../schemas/index.ts'
import {choicesOf} from '../choices-of.ts'
import {humanize} from '../humanize.ts'
import {formatDate, formatDateTime, formatNumber} from '../format.ts'
import {icon} from '../icons.ts'
import {safeHref} from '../safe-href.ts'
import {toneOf} from '../tone-of.ts'
import type {ListResult, PageContext} from '../view.ts'
import type {Column} from './columns.ts'

type Cell = TemplateResult | string

/** `linked`: the cell stands inside a link, so its own value is words only. */
export function cellContent(column: Column, record: WireRecord, list: Pick<ListResult, 'titles'>, page: PageContext, linked = false): Cell {
  const value = valueOf(record, column.name)
  if (value === undefined || value === null || value === '') return linked ? 'Untitled' : dash
  const text = cellText(column, value, list, page)
  if (linked) return text
  if (column.kind === 'enum') return html`<span class="badge ${toneOf(value, column.schema)}">${text}</span>`
  if (column.kind === 'boolean') return value === true ? yes : no
  if (column.kind === 'email') return html`<a href=${`mailto:${text}`}>${text}</a>`
  if (column.kind === 'url' && /^https?:\/\//i.test(text)) return html`<a href=${safeHref(text)} target="_blank" rel="noopener noreferrer">${text.replace(/^https?:\/\/(www\.)?|\/$/g, '')}</a>`
  return text
}

/** The value as plain words. */
export function cellText({kind, schema}: Pick<Column, 'kind' | 'schema'>, value: Json, {titles}: Pick<ListResult, 'titles'>, {locale, timeZone}: Pick<PageContext, 'locale' | 'timeZone'>): string {
  if (typeof value === 'number') return formatNumber(value, locale, {currency: kind === 'currency' ? schema['x-currency'] : undefined})
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value !== 'string') return Array.isArray(value) ? value.map(item => (typeof item === 'object' ? '…' : String(item))).join(', ') : '…'
  if (kind === 'date') return formatDate(value, locale)
  if (kind === 'date-time') return formatDateTime(value, locale, timeZone)
  if (kind === 'enum') return choicesOf(schema)?.find(choice => choice.value === value)?.label ?? humanize(value)
  if (kind === 'link') return Object.hasOwn(titles, value) ? titles[value]! : 'Not available'
  return value
}

const dash = html`<span class="none" aria-hidden="true">–</span><span class="hidden-text">none</span>`
const yes = html`<span class="yes">${icon('check')}<span class="hidden-text">Yes</span></span>`
const no = html`<span class="none">No</span>`

function valueOf(record: WireRecord, name: string): Json | undefined {
  if (Object.hasOwn(record.data, name)) return record.data[name]
  return name === 'created_at' || name === 'updated_at' ? record[name] : undefined
}
