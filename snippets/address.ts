/** A node's part of the page's address: which sort, search, filters and page it asks for, and the address of another. */
import {parseNumber} from './form/number-text.ts'
import type {PageContext} from './view.ts'

/** What an address asks of a list, as it stands there: nothing is checked. `at` is the number of the first row, from 1, for display only. */
export interface AskedAddress {
  readonly sort: string
  readonly q: string
  readonly cursor: string
  readonly limit: string
  readonly at: string
  readonly filters: {readonly [property: string]: string}
}

/** What shall differ. An empty string or null takes a name out; filters that are not named stay. */
export interface AddressChanges {
  readonly sort?: string | null
  readonly q?: string | null
  readonly cursor?: string | null
  readonly limit?: string | number | null
  readonly at?: string | number | null
  readonly filters?: {readonly [property: string]: string | null} | null
}

type Query = {readonly [name: string]: string}

const single = ['sort', 'q', 'cursor', 'limit', 'at'] as const
const filterName = /^f\.([A-Za-z][A-Za-z0-9_]*)(?:\.(min|max))?$/

/**
 * Reads the names that belong to the node with this prefix. `f.total.min=10&f.total.max=20`, as a form without script sends it,
 * reads the same as `f.total=10..20`. Numbers in such fields are as a person of `locale` types them; all others are as JSON writes them.
 */
export function readAddress(query: Query, prefix: string, locale: string): AskedAddress {
  const filters = new Map<string, string>()
  for (const [name, value] of Object.entries(query)) {
    const own = ownName(name, prefix)
    const match = own === undefined ? null : filterName.exec(own)
    if (!match || value === '') continue
    const [, property = '', end] = match
    const [min = '', max = ''] = (filters.get(property) ?? '').split('..')
    filters.set(property, end === 'min' ? `${typed(value, locale)}..${max}` : end === 'max' ? `${min}..${typed(value, locale)}` : value)
  }
  const one = (name: string): string => query[prefix + name] ?? ''
  return {sort: one('sort'), q: one('q'), cursor: one('cursor'), limit: one('limit'), at: one('at'), filters: Object.fromEntries(filters)}
}

/** The page's address with this node's part changed. Everyone else's names stay; whatever changes what is listed goes back to the first page. */
export function addressWith(page: Pick<PageContext, 'path' | 'query' | 'prefix' | 'locale'>, changes: AddressChanges): string {
  const now = readAddress(page.query, page.prefix, page.locale)
  const turning = changes.cursor !== undefined
  const filters = changes.filters === null ? {} : {...now.filters, ...changes.filters}
  const own: [string, string | number | null | undefined][] = [
    ['q', changes.q === undefined ? now.q : changes.q],
    ...Object.entries(filters).map(([property, value]): [string, string | null] => [`f.${property}`, value]),
    ['sort', changes.sort === undefined ? now.sort : changes.sort],
    ['limit', changes.limit === undefined ? now.limit : changes.limit],
    ['cursor', turning ? changes.cursor : null],
    ['at', turning ? changes.at : null],
  ]
  const search = new URLSearchParams([
    ...othersIn(page.query, page.prefix),
    ...own.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) => [page.prefix + name, String(value)]),
  ])
  const text = search.toString()
  return text ? `${page.path}?${text}` : page.path
}

/** The names in the query that are not this node's: what a GET form must send along. */
export function othersIn(query: Query, prefix: string): [string, string][] {
  return Object.entries(query).filter(([name]) => {
    const own = ownName(name, prefix)
    return own === undefined || !((single as readonly string[]).includes(own) || filterName.test(own))
  })
}

/** Days and what is no number stay as they are. */
const typed = (value: string, locale: string): string => String(parseNumber(value, locale) ?? value)

function ownName(name: string, prefix: string): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined
}
