/** The rows: a table whose roles are written out, because a narrow grid shows it as cards, which would take the table's meaning away. */
import {html, nothing, type TemplateResult} from 'lit'
import {repeat} from 'lit/directives/repeat.js'
import type {WireRecord} from '../../schemas/index.ts'
import {addressWith} from '../address.ts'
import {pluralOf} from '../field-kind.ts'
import {icon} from '../icons.ts'
import {safeHref} from '../safe-href.ts'
import type {ListResult, PageContext} from '../view.ts'
import {cellContent} from './cell.ts'
import {type Column, isNumeric, isShort} from './columns.ts'

export function table(list: ListResult, columns: readonly Column[], page: PageContext): TemplateResult {
  return html`
    <div class="region" role="group" tabindex="0" aria-label=${pluralOf(list.def)}>
      <table role="table" aria-label=${pluralOf(list.def)}>
        <thead role="rowgroup"><tr role="row">${columns.map(column => headerCell(column, list, page))}</tr></thead>
        <tbody role="rowgroup">${repeat(list.items, record => record.id, (record, index) => row(record, list.hrefs.open?.[index], columns, list, page))}</tbody>
      </table>
    </div>`
}

function headerCell(column: Column, list: ListResult, page: PageContext): TemplateResult {
  const side = isNumeric(column.kind) ? 'end' : nothing
  if (!column.sortable) return html`<th role="columnheader" scope="col" class=${side}>${column.label}</th>`
  const [first = ''] = list.asked.sort.split(',')
  const now = first === column.name ? 'ascending' : first === `-${column.name}` ? 'descending' : undefined
  const href = addressWith(page, {sort: now === 'ascending' ? `-${column.name}` : column.name})
  return html`<th role="columnheader" scope="col" class=${side} aria-sort=${now ?? nothing}><a class="sort" href=${href}>${column.label}${now ? icon(now === 'ascending' ? 'arrow-up' : 'arrow-down') : nothing}</a></th>`
}

function row(record: WireRecord, href: string | undefined, columns: readonly Column[], list: ListResult, page: PageContext): TemplateResult {
  return html`<tr role="row" class=${href === undefined ? nothing : 'opens'}>${columns.map((column, place) => {
    const side = isNumeric(column.kind) ? 'end' : isShort(column.kind) ? 'whole' : nothing
    if (place > 0) return html`<td role="cell" class=${side} data-label=${column.label}>${cellContent(column, record, list, page)}</td>`
    return html`<th role="rowheader" scope="row" class=${side}>${href === undefined
      ? cellContent(column, record, list, page)
      : html`<a class="open" href=${safeHref(href)}>${cellContent(column, record, list, page, true)}</a>`}</th>`
  })}</tr>`
}
