import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import columns from './index.ts'

test('columns are their slot alone, with the least width rounded to a class', () => {
  expect(renderText(columns)).toBe('<slot class="min-280 gap-medium"></slot>')
  expect(renderText(columns, {props: {min: 430, fill: false, gap: 'small'}})).toBe('<slot class="min-440 keep gap-small"></slot>')
})

test('a width out of bounds is brought within', () => {
  expect(renderText(columns, {props: {min: 9000}})).toContain('min-640')
  expect(renderText(columns, {props: {min: 1}})).toContain('min-120')
})
