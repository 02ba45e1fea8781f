import {expect, test} from 'vitest'
import {problemWords} from './problem-words.ts'

test('the place is left out, and the hint follows as a sentence', () => {
  expect(problemWords({message: 'screen /x, node 01a1, source rows: data-grid needs a list', hint: 'choose a schema for it'})).toBe('Source rows: data-grid needs a list. Choose a schema for it.')
  expect(problemWords({message: 'screen /x, two screens have this path.'})).toBe('Two screens have this path.')
})
