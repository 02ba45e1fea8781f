/** Data grid: the records of a schema as rows, with search, filters, sorting and paging in the address. */
import {html, nothing, type TemplateResult} from 'lit'
import {keyed} from 'lit/directives/keyed.js'
import {addressWith} from '../address.ts'
import {defineSnippet} from '../define-snippet.ts'
import {eventButton} from '../event-button.ts'
import {failedNotice} from '../failed-notice.ts'
import {pluralOf} from '../field-kind.ts'
import {icon} from '../icons.ts'
import type {ListResult, View} from '../view.ts'
import {chooseColumns} from './columns.ts'
import {DataGridElement} from './element.ts'
import {gridStyles} from './grid-styles.ts'
import {orderWords} from './order-words.ts'
import {pager} from './pager.ts'
import {table} from './table.ts'
import {toolbar} from './toolbar.ts'

export default defineSnippet({
  name: 'data-grid', title: 'Data grid', group: 'Data', description: 'The records of a schema as rows, with search, filters, sorting and paging.',
  icon: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  props: {
    columns: {type: 'array', items: {type: 'string'}, title: 'Columns', description: 'Left out: those that name the record, and six more.', 'x-editor': 'properties'},
    toolbar: {type: 'boolean', default: true, title: 'Search and filters'},
  },
  data: {rows: {kind: 'list', title: 'Rows', required: true, fromAddress: true}},
  events: {open: {title: 'A row is opened', per: 'rows'}, create: {title: 'New record'}},
  styles: gridStyles,
  element: DataGridElement,
  render: view => {
    const {rows} = view.data
    if (rows?.kind !== 'list') return html`${failedNotice(rows)}`
    const columns = chooseColumns(rows.def, view.props.columns)
    const grid = view.host as DataGridElement | undefined
    return html`
      <div class="grid ${view.props.toolbar ? 'tooled' : ''}"
        @input=${(event: Event) => grid?.typed(event)} @compositionend=${(event: Event) => grid?.typed(event)} @change=${(event: Event) => grid?.changed(event)} @submit=${(event: Event) => grid?.submitted(event)}
        @focusin=${(event: FocusEvent) => grid?.entered(event)} @focusout=${(event: FocusEvent) => grid?.left(event)} @click=${(event: MouseEvent) => grid?.clicked(event)} @keydown=${(event: KeyboardEvent) => grid?.pressed(event)}>
        ${view.props.toolbar ? toolbar(view, rows, columns) : nothing}
        ${rows.notice ? said(rows.notice, view) : nothing}
        ${rows.items.length === 0 ? emptyState(view, rows) : table(rows, columns, view.page)}
        ${view.props.toolbar || rows.next !== null || rows.prev !== null ? pager(rows, view.page, view.props.toolbar) : nothing}
        <p class="hidden-text" role="status">${orderWords(rows, view.page)}</p>
      </div>`
  },
})

/** At another address the same words are an answer of their own, and heard once more. */
const said = (words: string, {page}: View<unknown>): unknown =>
  keyed(addressWith(page, {}), html`<div class="notice warn" role="status">${icon('alert')}<span>${words}</span></div>`)

function emptyState(view: View<unknown>, list: ListResult): TemplateResult {
  const plural = pluralOf(list.def).toLowerCase()
  const narrowed = list.asked.q !== '' || Object.keys(list.asked.filters).length > 0
  // The rows of this page went while it was being read.
  if (list.prev !== null || list.next !== null) return html`<div class="empty"><p>No ${plural} on this page any more.</p><a class="button small" href=${addressWith(view.page, {cursor: null})}>Back to the first page</a></div>`
  if (narrowed) return html`<div class="empty"><p>No ${plural} match.</p><a class="button small" href=${addressWith(view.page, {q: null, filters: null})}>Clear search and filters</a></div>`
  return html`<div class="empty"><p>${list.leavesOut ? `No ${plural} match.` : `No ${plural} yet.`}</p>${view.on.create && list.may.create ? eventButton(view, 'create', {label: `New ${list.def.title.toLowerCase()}`, look: 'small', icon: 'plus'}) : nothing}</div>`
}
