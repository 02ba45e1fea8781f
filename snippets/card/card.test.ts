import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import card from './index.ts'

test('a card with a title is a group named by it', () => {
  const html = renderText(card, {props: {title: 'Orders <today>'}})
  expect(html).toContain('role="group" aria-labelledby="title"')
  expect(html).toContain('<h2 id="title">Orders &lt;today&gt;</h2>')
  expect(html).toContain('<slot name="actions"></slot>')
})

test('a card without a title has no empty heading', () => {
  const html = renderText(card)
  expect(html).not.toContain('<h2')
  expect(html).not.toContain('aria-labelledby')
})
