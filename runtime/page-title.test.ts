import {expect, test} from 'vitest'
import type {PageNode, PageState} from './page.ts'
import {pageTitle} from './page-title.ts'

const screen = (title: string, data?: PageNode['data']): PageState => ({
  hash: 'h', seq: 1, nodes: [{id: 'n', screen_id: 's', parent_id: null, slot: 'default', order: 'a0', snippet: 'box', props: {}, data}], schemas: [], scripts: {},
  context: {screen: {id: 's', path: '/', title}, path: '/app', query: {}, locale: 'en', timeZone: 'UTC', viewer: {id: 'u', name: '', email: '', role: 'agent'}},
})
const record = (title: string): PageNode['data'] => ({record: {kind: 'record', schema: 'thing', def: {title: 'Thing', type: 'object', properties: {}}, record: null, title, titles: {}, may: {create: true, update: true, archive: true}}})

test('a page is called by its record, its screen and the product', () => {
  expect(pageTitle(screen('Company', record('Alder Foods')))).toBe('Alder Foods · Company · Espalier')
  expect(pageTitle(screen('Companies'), 'Nordwind')).toBe('Companies · Nordwind')
})

test('what would be said twice is said once, and what is empty not at all', () => {
  expect(pageTitle(screen('Thing', record('Thing')))).toBe('Thing · Espalier')
  expect(pageTitle(screen(''))).toBe('Espalier')
})
