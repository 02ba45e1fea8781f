import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import button from './index.ts'

test('a button whose handler is an address is a link', () => {
  expect(renderText(button, {props: {label: 'New', tone: 'primary'}, on: {press: {href: '/app/companies/new'}}})).toBe('<a class="button primary" href="/app/companies/new"><span>New</span></a>')
})

test('a button that acts is a form that works without script', () => {
  const html = renderText(button, {props: {label: 'Go'}, on: {press: {act: true}}, page: {query: {q: 'a b'}}})
  expect(html).toContain('<form class="act" method="post" action="/app/act"')
  for (const [name, value] of [['screen', 's1'], ['node', 'n1'], ['event', 'press'], ['path', '/app/companies'], ['query', 'q=a+b']]) expect(html).toContain(`name="${name}" value="${value}"`)
  expect(html).toContain('type="submit"')
})

test('a button with nothing bound says that it does nothing', () => {
  expect(renderText(button)).toContain('aria-disabled="true"')
})

test('a bound address that is a script leads nowhere', () => {
  expect(renderText(button, {on: {press: {href: 'javascript:alert(1)'}}})).toContain('href="#"')
})
