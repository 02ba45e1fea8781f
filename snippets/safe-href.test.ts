import {expect, test} from 'vitest'
import {safeHref} from './safe-href.ts'

test.each(['/app/companies', '?q=a:b', 'https://example.org/', 'mailto:a@b.test', 'tel:+358', '#part'])('%s can be followed', href => {
  expect(safeHref(href)).toBe(href)
})

test.each(['javascript:alert(1)', ' JavaScript:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,x', 'vbscript:x'])('%j leads nowhere', href => {
  expect(safeHref(href)).toBe('#')
})
