/** Below the rows: where the page stands, and the ways to the others. */
import {html, nothing, type TemplateResult} from 'lit'
import {addressWith, readAddress} from '../address.ts'
import {pluralOf} from '../field-kind.ts'
import {formatNumber} from '../format.ts'
import {icon} from '../icons.ts'
import type {ListResult, PageContext} from '../view.ts'

const sizes = [25, 50, 100, 200]

export function pager(list: ListResult, page: PageContext, choosable: boolean): TemplateResult {
  const start = startOf(list, page)
  const {limit} = list.asked
  return html`
    <div class="foot">
      <p class="count" role="status">${countWords(list, page)}</p>
      ${choosable && (list.next !== null || list.prev !== null || limit > sizes[0]! && list.total > sizes[0]!) ? html`
        <p class="sizes">Rows ${sizes.map(size => html`<a href=${addressWith(page, {limit: size})} aria-current=${size === limit ? 'true' : nothing}>${size}</a>`)}</p>` : nothing}
      ${list.next === null && list.prev === null ? nothing : html`
        <nav aria-label="Pages of ${pluralOf(list.def)}">
          ${turn('prev', 'Previous', list.prev === null ? undefined : addressWith(page, {cursor: list.prev, at: start === undefined ? null : Math.max(1, start - limit)}))}
          ${turn('next', 'Next', list.next === null ? undefined : addressWith(page, {cursor: list.next, at: start === undefined ? null : start + list.items.length}))}
        </nav>`}
    </div>`
}

/** `1–50 of 1,000`; without the place where the address does not tell it. */
export function countWords(list: ListResult, page: PageContext): string {
  const number = (value: number): string => formatNumber(value, page.locale)
  const all = list.more ? `${number(10_000)}+` : number(list.total)
  const shown = list.items.length
  const start = startOf(list, page)
  if (shown === 0) return `${all} ${list.total === 1 ? 'row' : 'rows'}`
  return start === undefined ? `${number(shown)} of ${all}` : `${number(start)}–${number(start + shown - 1)} of ${all}`
}

/** The number of the first row. A cursor does not say it, so the address carries it along; an end tells it by itself. */
function startOf(list: ListResult, page: PageContext): number | undefined {
  if (list.prev === null) return 1
  if (list.next === null && !list.more) return Math.max(1, list.total - list.items.length + 1)
  const at = Number(readAddress(page.query, page.prefix, page.locale).at)
  return Number.isInteger(at) && at > 1 && (list.more || at + list.items.length - 1 <= list.total) ? at : undefined
}

function turn(rel: 'prev' | 'next', label: string, href: string | undefined): TemplateResult {
  const content = rel === 'prev' ? html`${icon('chevron-left')}${label}` : html`${label}${icon('chevron-right')}`
  return href === undefined ? html`<a class="button small" role="link" aria-disabled="true">${content}</a>` : html`<a class="button small" rel=${rel} href=${href}>${content}</a>`
}
