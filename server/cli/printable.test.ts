import {expect, test} from 'vitest'
import {printable} from './printable.ts'

test('a title cannot command the terminal that shows it', () => {
  expect(printable('\u001b]0;owned\u0007\u001b[2J\u009b31mOrders\rgone')).toBe('\ufffd]0;owned\ufffd\ufffd[2J\ufffd31mOrders\ufffdgone')
})

test('colours, tabs, lines and all letters stay', () => {
  const text = '\u001b[31mred\u001b[39m\ttab\nÄäkkönen 漢字 🌱'
  expect(printable(text)).toBe(text)
})
