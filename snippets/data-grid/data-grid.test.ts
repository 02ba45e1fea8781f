import {describe, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import {renderText, type ViewInit} from '../render-for-test.ts'
import type {ListResult} from '../view.ts'
import grid from './index.ts'
import {companies, companySchema} from './sample-list.ts'

const draw = (list: Partial<ListResult> = {}, init: ViewInit = {}): string => renderText(grid, {data: {rows: {...companies, ...list}}, ...init})
const page = (list: Partial<ListResult>, query = {}): string => draw({total: 1000, ...list}, {page: {query}})
const headers = (html: string): readonly string[] => [...html.matchAll(/<th role="columnheader"[^>]*>(?:<a[^>]*>)?([^<]*)/g)].map(match => match[1]!)

describe('columns', () => {
  test('without a choice, what names the record comes first, then what fits a cell', () => {
    expect(headers(draw())).toEqual(['Name', 'Industry', 'Status', 'Owner', 'Active', 'Founded', 'Annual revenue'])
  })

  test('as chosen, without what the schema does not have', () => {
    expect(headers(draw({}, {props: {columns: ['website', 'gone', '__proto__', 'created_at']}}))).toEqual(['Website', 'Created'])
  })
})

describe('cells', () => {
  const html = draw({}, {props: {columns: ['name', 'status', 'owner_id', 'active', 'founded', 'annual_revenue', 'email', 'website', 'created_at', 'industry']}})

  test.each([
    ['a link is shown by the title of what it links to', '>Liisa Koski<'],
    ['an enum is a badge in words', '<span class="badge good">Customer</span>'],
    ['a date follows the locale', '>3 Apr 1999<'],
    ['a currency follows the locale', '>€1,250,000.50<'],
    ['an e-mail address is a link', '<a href="mailto:info@oak.test">info@oak.test</a>'],
    ['a web address is a link without its scheme', '>oak.test/about</a>'],
    ['a time is shown in the viewer’s time zone', '>2 Jan 2024, 00:30<'],
    ['a yes is a mark that is read out', '<span class="hidden-text">Yes</span>'],
    ['what is missing is a quiet dash', '<span class="none" aria-hidden="true">–</span>'],
    ['markup in data is only words', '&lt;img src=x&gt;'],
  ])('%s', (_, expected) => {
    expect(html).toContain(expected)
  })

  test('a web address that is a script is only words', () => {
    expect(html).not.toContain('href="javascript:')
    expect(html).toContain('>javascript:alert(1)<')
  })

  test('numbers stand at the end of the line', () => {
    expect(html).toContain('<td role="cell" class="end" data-label="Annual revenue">')
  })
})

describe('the address', () => {
  test('a header sorts by its column, and the other way round when it already does', () => {
    expect(draw()).toContain('href="/app/companies?sort=name"')
    const sorted = draw({asked: {...companies.asked, sort: 'name'}}, {page: {query: {sort: 'name'}}})
    expect(sorted).toMatch(/aria-sort="ascending"><a class="sort" href="\/app\/companies\?sort=-name"/)
  })

  test('a link column does not pretend to sort', () => {
    expect(draw()).not.toContain('sort=owner_id')
  })

  test('a row opens by a real link in its first cell', () => {
    expect(draw()).toContain('<th role="rowheader" scope="row"><a class="open" href="/app/companies/c1">Oak &amp; Sons</a></th>')
  })

  test('search and filters are one GET form that keeps everyone else’s names', () => {
    const html = draw({}, {page: {prefix: 'a3f9c1.', query: {sort: 'x', tab: '1', 'a3f9c1.sort': 'name', 'a3f9c1.limit': '25'}}})
    expect(html).toContain('method="get" action="/app/companies"')
    expect(html).toContain('<input type="hidden" name="sort" value="x">')
    expect(html).toContain('<input type="hidden" name="tab" value="1">')
    expect(html).toContain('<input type="hidden" name="a3f9c1.limit" value="50">')
    expect(html).toContain('name="a3f9c1.q"')
    expect(html).not.toContain('type="hidden" name="a3f9c1.sort"')
  })

  test('filters in force are chips that take them out', () => {
    const asked = {...companies.asked, filters: {status: 'prospect', annual_revenue: '1000..', founded: '1990-01-01..1999-12-31', name: 'oak'}}
    const html = draw({asked}, {page: {query: {'f.status': 'prospect', 'f.name': 'oak'}}})
    expect(html).toContain('href="/app/companies?f.name=oak">Status: Prospect')
    expect(html).toContain('Annual revenue: from €1,000')
    expect(html).toContain('Founded: 1 Jan 1990 – 31 Dec 1999')
    expect(html).toContain('Name: “oak”')
    expect(html).toContain('<span class="many">4</span>')
    expect(html).toMatch(/<option value="prospect" selected>/)
    expect(html).toContain('name="f.annual_revenue.min" value="1000"')
  })
})

test.each([
  ['the order', {sort: '-annual_revenue,name', filters: {}}, 'Sorted by Annual revenue, descending.'],
  ['the filters, and then the order', {sort: 'name', filters: {status: 'customer', founded: '2001-02-03..'}}, 'Status: Customer. Founded: from 3 Feb 2001. Sorted by Name, ascending.'],
  ['nothing where nothing is asked for', {sort: '', filters: {}}, ''],
] as const)('what is shown is told in words: %s', (_, asked, words) => {
  expect(draw({asked: {...companies.asked, ...asked}})).toContain(`<p class="hidden-text" role="status">${words}</p>`)
})

describe('paging', () => {
  test('the first page says where it stands, and leads to the next', () => {
    const html = page({next: 'n1'})
    expect(html).toContain('1–2 of 1,000')
    expect(html).toContain('rel="next" href="/app/companies?cursor=n1&amp;at=3"')
    expect(html).toContain('aria-disabled="true"')
  })

  test('a page in the middle knows its place from the address, and says less without it', () => {
    expect(page({next: 'n', prev: 'p'}, {cursor: 'c', at: '51'})).toContain('51–52 of 1,000')
    expect(page({next: 'n', prev: 'p'}, {cursor: 'c'})).toContain('>2 of 1,000')
    expect(page({next: 'n', prev: 'p'}, {cursor: 'c', at: '99999'})).toContain('>2 of 1,000')
  })

  test('the last page knows its place by itself', () => {
    expect(page({prev: 'p'})).toContain('999–1,000 of 1,000')
  })

  test('more than are counted is said so', () => {
    expect(page({next: 'n', total: 10_000, more: true})).toContain('1–2 of 10,000+')
  })
})

describe('nothing to show', () => {
  test('a search without a match offers to clear it', () => {
    const html = draw({items: [], total: 0, asked: {...companies.asked, q: 'zzz'}}, {page: {query: {q: 'zzz', tab: '1'}}})
    expect(html).toContain('No companies match.')
    expect(html).toContain('href="/app/companies?tab=1">Clear search and filters')
  })

  test('an empty schema offers to begin', () => {
    const html = draw({items: [], total: 0}, {on: {create: {href: '/app/companies/new'}}})
    expect(html).toContain('No companies yet.')
    expect(html.match(/New company/g)).toHaveLength(2)
  })

  test('where the source takes none of the records that there are, none match, and there is nothing to clear', () => {
    const html = draw({items: [], total: 0, leavesOut: true}, {on: {create: {href: '/app/companies/new'}}})
    expect(html).toContain('No companies match.')
    expect(html).not.toContain('Clear search')
    expect(html).toContain('New company')
  })

  test('who may not create is not offered to', () => {
    expect(draw({may: {create: false, update: false, archive: false}}, {on: {create: {href: '/app/companies/new'}}})).not.toContain('New company')
  })

  test('a source that failed, and one that is not chosen yet, say so in place', () => {
    expect(renderText(grid, {data: {rows: {kind: 'failed', code: 'forbidden', message: 'You may not see companies.'}}})).toContain('You may not see companies.')
    expect(renderText(grid)).toContain('Choose the data to show here.')
  })

  test('a notice stands above the rows', () => {
    expect(draw({notice: 'This page has moved; here is the first.'})).toContain('This page has moved; here is the first.')
  })
})

test('a schema of compound properties alone still draws rows', () => {
  const def: RecordSchema = {...companySchema, properties: {tags: {type: 'array', items: {type: 'string'}}}}
  expect(draw({def}, {props: {columns: ['tags']}})).toContain('a, b')
})
