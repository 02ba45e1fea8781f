import {expect, test} from 'vitest'
import {relativeNext} from './relative-next.ts'

test.each([
  ['/app/companies?sort=-name#x', '/app/companies?sort=-name#x'], ['/docs/contact', '/docs/contact'], ['/designer/screens/1', '/designer/screens/1'], ['/', '/'],
])('%j is a place of ours', (next, to) => {
  expect(relativeNext(next)).toBe(to)
})

test.each([
  undefined, 5, '', 'app', 'https://evil.test', '//evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test', '/%0a/evil\n', ' /app', 'javascript:alert(1)', '/..//evil.test', '/.//evil.test', '/login', '/login?next=/login', '/logout', `/${'a'.repeat(3000)}`,
])('%j leads to the start page', next => {
  expect(relativeNext(next)).toBe('/app')
})
