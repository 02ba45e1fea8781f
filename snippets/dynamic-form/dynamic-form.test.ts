import {expect, test} from 'vitest'
import type {RecordSchema, WireRecord} from '../../schemas/index.ts'
import {renderText, type ViewInit} from '../render-for-test.ts'
import type {RecordResult} from '../view.ts'
import form from './index.ts'

const def: RecordSchema = {
  title: 'Company', type: 'object', required: ['name'],
  properties: {
    name: {type: 'string', description: 'As it is registered.'}, status: {enum: ['prospect', 'in_talks'], default: 'prospect'}, owner_id: {type: 'string', 'x-link': 'employee'}, active: {type: 'boolean'},
    revenue: {type: 'number', 'x-currency': 'EUR'}, founded: {type: 'string', format: 'date'}, called_at: {type: 'string', format: 'date-time'}, notes: {type: 'string', 'x-widget': 'textarea'},
    tags: {type: 'array', items: {type: 'string'}}, score: {type: 'integer', 'x-server': true},
  },
}
const record: WireRecord = {
  id: 'c1', schema: 'company', rev: 3, state: 'live', created_at: '', created_by: '', updated_at: '', updated_by: '',
  data: {name: 'Oak "&" <Sons>', status: 'in_talks', owner_id: 'e1', active: true, revenue: 1234.5, founded: '1999-04-03', called_at: '2024-05-01T22:30:00Z', notes: 'a\n</textarea><b>', tags: ['x', 'y'], score: 7},
}
const source = (more: Partial<RecordResult> = {}): RecordResult => ({kind: 'record', schema: 'company', def, record, title: 'Oak', titles: {e1: 'Liisa Koski'}, may: {create: true, update: true, archive: true}, ...more})
const draw = (more: Partial<RecordResult> = {}, init: ViewInit = {}): string => renderText(form, {data: {record: source(more)}, ...init})

test.each([
  ['a text with its label and help', '<label for="field-name" id="field-name-label">Name<span class="required" aria-hidden="true"> *</span></label>'],
  ['help that is read with its field', 'aria-describedby="field-name-help"'],
  ['a choice in words, the chosen one marked', '<option value="in_talks" selected>In talks</option>'],
  ['a link by its title', 'value="Liisa Koski"'],
  ['a number as it is typed', 'inputmode="decimal" value="1234.5"'],
  ['a time in the viewer’s time zone', 'value="2024-05-02T01:30"'],
  ['a tick', 'id="field-active" name="active" autocomplete="off" checked'],
])('the server draws %s', (_, expected) => {
  expect(draw()).toContain(expected)
})

test('values are only text, whatever they hold', () => {
  const html = draw()
  expect(html).toContain('value="Oak &quot;&amp;&quot; &lt;Sons&gt;"')
  expect(html).toMatch(/<div class="input area" id="field-notes"[^>]*>a &lt;\/textarea&gt;&lt;b&gt;<\/div>/)
})

test('what only the server sets is no field', () => {
  expect(draw()).not.toContain('field-score')
})

test('only the fields that were asked for are drawn, in that order', () => {
  const html = draw({}, {props: {fields: ['status', 'name']}})
  expect(html.indexOf('field-status')).toBeLessThan(html.indexOf('field-name'))
  expect(html).not.toContain('field-notes')
})

test('a new record starts from the defaults', () => {
  expect(draw({record: null})).toContain('<option value="prospect" selected>')
})

test('before its behaviour is loaded nothing can be sent', () => {
  expect(draw()).toMatch(/<button class="button primary waiting" type="submit" disabled/)
})

test('who may not change the record reads it', () => {
  const html = draw({may: {create: true, update: false, archive: false}})
  expect(html).not.toContain('type="submit"')
  expect(html).toMatch(/id="field-name"[^>]* readonly/)
  expect(html).toMatch(/<select[^>]* disabled/)
})

test('archiving is offered only where it is wanted and allowed', () => {
  expect(draw()).not.toContain('Archive')
  expect(draw({}, {props: {archive: true}})).toContain('Archive')
  expect(draw({record: null}, {props: {archive: true}})).not.toContain('Archive')
})

test('a record that could not be loaded says why in place', () => {
  expect(renderText(form, {data: {record: {kind: 'failed', code: 'not-found', message: 'This company is not there.'}}})).toContain('This company is not there.')
})
