import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import text from './index.ts'

test('an empty line begins a new paragraph, and markup is only words', () => {
  expect(renderText(text, {props: {text: 'One\n\n <b>two</b>\n\n\n'}})).toBe('<div class="medium plain"><p>One</p><p>&lt;b&gt;two&lt;/b&gt;</p></div>')
})

test('a number from an expression is shown as text', () => {
  expect(renderText(text, {props: {text: 42}})).toContain('<p>42</p>')
})
