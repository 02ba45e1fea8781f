import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import columns from './index.ts'

test('columns are their slot alone, and can keep few children narrow', () => {
  expect(renderText(columns, {props: {width: 'wide', fill: false}})).toBe('<slot class="wide keep gap-medium"></slot>')
})
