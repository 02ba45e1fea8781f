import {expect, test} from 'vitest'
import {renderText} from '../render-for-test.ts'
import type {RecordResult} from '../view.ts'
import heading from './index.ts'

test.each([1, 2, 3, 4])('level %i is its own element', level => {
  expect(renderText(heading, {props: {text: 'Companies', level}})).toBe(`<h${level}>Companies</h${level}>`)
})

test('a subtitle is a paragraph below', () => {
  expect(renderText(heading, {props: {text: 'A', level: 1, subtitle: 'b'}})).toBe('<h1>A</h1><p>b</p>')
})

test('a bound record gives its name; the text stands where the record is not there', () => {
  const record: RecordResult = {kind: 'record', schema: 'company', def: {title: 'Company', type: 'object', properties: {}}, record: null, title: 'Alder & Co', titles: {}, may: {create: true, update: true, archive: true}}
  expect(renderText(heading, {props: {text: 'Company', level: 1}, data: {record}})).toBe('<h1>Alder &amp; Co</h1>')
  expect(renderText(heading, {props: {text: 'Company', level: 1}, data: {record: {kind: 'failed', code: 'not-found', message: 'Gone.'}}})).toBe('<h1>Company</h1>')
})
