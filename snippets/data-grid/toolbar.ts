/** Above the rows: search, filters, what is in force, and the way to a new record. One GET form, so all of it works without script. */
import {html, nothing, type TemplateResult} from 'lit'
import {addressWith, othersIn} from '../address.ts'
import {eventButton} from '../event-button.ts'
import {pluralOf} from '../field-kind.ts'
import {icon} from '../icons.ts'
import type {ListResult, View} from '../view.ts'
import {type Column, columnOf, filterColumns} from './columns.ts'
import {dropDown, filterField, filterWords} from './filter-fields.ts'

export function toolbar(view: View<unknown>, list: ListResult, columns: readonly Column[]): TemplateResult {
  const {page} = view
  const {asked, def} = list
  const plural = pluralOf(def)
  const filters = filterColumns(def, columns)
  const active = Object.entries(asked.filters)
  return html`
    <div class="toolbar">
      <form class="ask" role="search" aria-label=${plural} method="get" action=${page.path}>
        ${othersIn(page.query, page.prefix).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
        ${page.query[`${page.prefix}limit`] ? html`<input type="hidden" name="${page.prefix}limit" value=${String(asked.limit)}>` : nothing}
        <div class="search">
          ${icon('search')}<input class="input" type="search" name="${page.prefix}q" value=${asked.q} placeholder="Search" aria-label="Search ${plural}" autocomplete="off" maxlength="200">
          <button class="button small quiet go" type="submit">Search</button>
        </div>
        <details class="filters">
          <summary class="button">${icon('filter')}<span>Filter${active.length > 0 ? html` <span class="many">${active.length}</span>` : nothing}</span></summary>
          <div class="panel">
            <div class="fields">
              ${filters.map(column => filterField(column, list, page))}
              <div class="field"><label for="sort">Sort by</label>${dropDown('sort', `${page.prefix}sort`, sortChoices(columns), asked.sort, 'Usual order')}</div>
            </div>
            <div class="buttons"><button class="button primary small" type="submit">Show</button>${active.length > 0 ? html`<a class="button quiet small" href=${addressWith(page, {filters: null})}>Clear filters</a>` : nothing}</div>
          </div>
        </details>
      </form>
      ${view.on.create && list.may.create ? eventButton(view, 'create', {label: `New ${def.title.toLowerCase()}`, look: 'primary', icon: 'plus'}) : nothing}
    </div>
    ${active.length > 0 ? html`<ul class="chips" aria-label="Filters in force">${active.map(([name, value]) => chip(view, list, name, value))}</ul>` : nothing}`
}

function chip({page}: View<unknown>, list: ListResult, name: string, value: string): TemplateResult {
  const words = filterWords(columnOf(list.def, name), value, list, page)
  return html`<li><a class="chip" href=${addressWith(page, {filters: {[name]: null}})}>${words}<span class="hidden-text">, remove this filter</span>${icon('cross')}</a></li>`
}

const sortChoices = (columns: readonly Column[]): readonly {value: string; label: string}[] => columns.filter(({sortable}) => sortable).flatMap(({name, label}) => [
  {value: name, label: `${label}, ascending`}, {value: `-${name}`, label: `${label}, descending`},
])
