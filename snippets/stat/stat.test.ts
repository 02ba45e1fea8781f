import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import stat from './index.ts'

const number = (value: number | null, currency?: string) => ({kind: 'number', value, ...(currency ? {currency} : {})}) as const

test('a number is shown in the viewer’s locale', () => {
  expect(renderText(stat, {data: {value: number(1234.5)}, page: {locale: 'de-DE'}})).toContain('1.234,5')
  expect(renderText(stat, {props: {format: 'currency'}, data: {value: number(234.5, 'USD')}, page: {locale: 'en-US'}})).toContain('$234.50')
  expect(renderText(stat, {props: {format: 'currency'}, data: {value: number(1234.5, 'USD')}, page: {locale: 'en-US'}})).toContain('>$1,235<')
  expect(renderText(stat, {props: {format: 'percent'}, data: {value: number(0.256)}})).toContain('25.6%')
})

test('a trend says its direction in words too, and higher can be worse', () => {
  const data = {value: number(120), previous: number(100)}
  expect(renderText(stat, {data})).toMatch(/trend good.*up <\/span>20%/)
  expect(renderText(stat, {data, props: {better: 'lower'}})).toContain('trend bad')
})

test('no number is a quiet dash, and an earlier zero gives no trend', () => {
  expect(renderText(stat, {data: {value: number(null)}})).toContain('none')
  expect(renderText(stat, {data: {value: number(3), previous: number(0)}})).not.toContain('trend')
})

test('a source that failed says why in place', () => {
  expect(renderText(stat, {data: {value: {kind: 'failed', code: 'forbidden', message: 'You may not see orders.'}}})).toContain('You may not see orders.')
})
