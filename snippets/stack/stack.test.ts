import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import stack from './index.ts'

test('a stack is its slot alone, laid out by its props', () => {
  expect(renderText(stack)).toBe('<slot class="down wrap gap-medium align-stretch place-start"></slot>')
  expect(renderText(stack, {props: {direction: 'across', gap: 'small', align: 'center', wrap: false}})).toBe('<slot class="across gap-small align-center place-start"></slot>')
})
