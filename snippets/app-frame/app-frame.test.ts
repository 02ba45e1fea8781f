import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import frame from './index.ts'

const items = [
  {href: '/app', label: 'Home', icon: 'home', group: '', current: false},
  {href: '/app/companies', label: 'Companies', icon: 'building', group: 'Sales', current: true},
]
const html = renderText(frame, {props: {product: 'Oak & Co'}, data: {nav: {kind: 'navigation', items}}})

test('the page stands in the main landmark behind a way to skip to it', () => {
  expect(html).toContain('Skip to content</button>')
  expect(html).toMatch(/<main id="main" class="full" tabindex="-1"><slot><\/slot><\/main>/)
  expect(html).toContain('Oak &amp; Co')
})

test('the navigation is grouped, and says which page is open', () => {
  expect(html).toContain('<p class="group">Sales</p>')
  expect(html).toMatch(/href="\/app\/companies" aria-current="page"/)
  expect(html.match(/aria-current/g)).toHaveLength(2)
})

test('signing out is a form that needs no script', () => {
  expect(html).toContain('<form method="post" action="/logout">')
})

test('only an admin is led to the designer', () => {
  expect(html).toContain('/designer')
  expect(renderText(frame, {page: {viewer: {id: 'u', name: 'A', email: 'a@b.test', role: 'agent'}}})).not.toContain('/designer')
})

test('whoever it is, is led to where one chooses language and time zone', () => {
  expect(renderText(frame, {page: {viewer: {id: 'u', name: 'A', email: 'a@b.test', role: 'readonly'}}})).toContain('href="/preferences"')
})
