import {expect, test} from 'vitest'
import {hrefOf, screenHref} from './href-of.ts'

test('a screen\'s path comes under /app, the server\'s own pages stay', () => {
  expect(hrefOf('/orders/17?tab=2', '/app')).toBe('/app/orders/17?tab=2')
  expect(hrefOf('/', '/app')).toBe('/app')
  expect(hrefOf('/?q=1', '/app')).toBe('/app?q=1')
  expect(hrefOf('/app/orders', '/app')).toBe('/app/orders')
  expect(hrefOf('/apples', '/app')).toBe('/app/apples')
  expect(hrefOf('/designer', '/app')).toBe('/designer')
})

test('a query alone is this page with another query', () => {
  expect(hrefOf('?sort=name', '/app/companies')).toBe('/app/companies?sort=name')
})

test('whole addresses may be http, https, mailto and tel', () => {
  for (const href of ['https://x.test/a', 'http://x.test', 'mailto:a@b.test', 'tel:+3581']) expect(hrefOf(href, '/app')).toBe(href)
})

test('nothing else leads anywhere', () => {
  for (const target of ['javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', '//evil.test', '/\\evil.test', '\\\\evil.test', 'evil.test', '', null, 7, {}]) expect(hrefOf(target, '/app'), JSON.stringify(target)).toBeUndefined()
})

test('a screen stands under /app whatever its path', () => {
  expect(['/', '/orders/1', '/docs', '/app'].map(screenHref)).toEqual(['/app', '/app/orders/1', '/app/docs', '/app/app'])
})
