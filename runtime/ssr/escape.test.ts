import {expect, test} from 'vitest'
import {escapeHtml, escapeJson, escapeStyle} from './escape.ts'

test('text cannot become markup or leave an attribute', () => {
  expect(escapeHtml(`<img src=x onerror='a("b")'>&`)).toBe('&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;')
})

test('inlined state cannot end its script, open a comment, or break a line of JavaScript, and reads back the same', () => {
  const state = {a: '</script><script>alert(1)</script>', b: '<!-- <script>', c: 'x\u2028y\u2029z', '</script>': 1}
  const text = escapeJson(state)
  expect(text).not.toMatch(/[<\u2028\u2029]/)
  expect(JSON.parse(text)).toEqual(state)
})

test('a stylesheet cannot end its element', () => {
  expect(escapeStyle('a::after{content:"</STYLE><script>"}')).toBe('a::after{content:"<\\/STYLE><script>"}')
})
