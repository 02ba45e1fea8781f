import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import heading from './index.ts'

test.each([1, 2, 3, 4])('level %i is its own element', level => {
  expect(renderText(heading, {props: {text: 'Companies', level}})).toBe(`<h${level}>Companies</h${level}>`)
})

test('a subtitle is a paragraph below', () => {
  expect(renderText(heading, {props: {text: 'A', level: 1, subtitle: 'b'}})).toBe('<h1>A</h1><p>b</p>')
})
