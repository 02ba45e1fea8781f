import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import link from './index.ts'

test('a link leads to its address', () => {
  expect(renderText(link, {props: {label: 'Companies', href: '/app/companies'}})).toBe('<a href="/app/companies">Companies</a>')
})

test('a link to a new tab gives nothing away and says so', () => {
  const html = renderText(link, {props: {label: 'Docs', href: 'https://example.org', newTab: true}})
  expect(html).toContain('target="_blank" rel="noopener"')
  expect(html).toContain('(opens a new tab)')
})

test('a link to a script leads nowhere', () => {
  expect(renderText(link, {props: {href: 'java\nscript:alert(1)'}})).toContain('href="#"')
})
