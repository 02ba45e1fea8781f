/** What a grid shows, in words: announced when it changes. How many rows there are is said by the pager. */
import type {ListResult, PageContext} from '../view.ts'
import {columnOf} from './columns.ts'
import {filterWords} from './filter-fields.ts'

/** `Status: Customer. Sorted by Name, ascending.` */
export function orderWords(list: ListResult, page: PageContext): string {
  const {def, asked} = list
  const filters = Object.entries(asked.filters).map(([name, value]) => filterWords(columnOf(def, name), value, list, page))
  const [first = ''] = asked.sort.split(',')
  const way = first.startsWith('-') ? 'descending' : 'ascending'
  const order = first === '' ? [] : [`Sorted by ${columnOf(def, first.replace('-', '')).label}, ${way}`]
  return [...filters, ...order].map(words => `${words}.`).join(' ')
}
