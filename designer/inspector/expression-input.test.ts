import {expect, test} from 'vitest'
import {crmSchemas} from '../../schemas/index.ts'
import {having, part, screen, stack, text} from '../../tests/build-tree.ts'
import type {Manifest} from '../../snippets/index.ts'
import {wrongWith} from './expression-input.ts'
import {namesHere} from './names-here.ts'

const types = {record: {record: crmSchemas.order!}, today: 'string'} as const

test('an expression is checked against the properties of the schema, with the nearest name', () => {
  expect(wrongWith('record.status == "paid"', types, 'boolean')).toBeUndefined()
  expect(wrongWith('record.statsu == "paid"', types, 'boolean')).toContain('status')
  expect(wrongWith('record.total >', types, 'boolean')).toBeTruthy()
})

test('a filter that is no condition is told so', () => {
  expect(wrongWith('record.total + 1', types, 'boolean')).toContain('true or false')
  expect(wrongWith('today', types, 'list')).toContain('expected a list')
})

test('below a record source its record can be spoken of, within a repetition the item', () => {
  const form: Manifest = {name: 'dynamic-form', title: 'Form', group: 'Forms', props: {}, data: {record: {kind: 'record', title: 'Record'}}, slots: {default: {title: 'In'}}}
  const built = screen(stack(having({id: 'form', data: {record: {from: 'order', id: ''}}, each: '["a"]'}, part('dynamic-form', {}, [having({id: 'in'}, text('a'))])), having({id: 'out'}, text('b'))), {path: '/orders/:id'})
  const names = (id: string) => namesHere(built.screen, built.tree, new Map([['dynamic-form', form]]), new Map(Object.entries(crmSchemas)), id)
  expect(wrongWith('record.total > 1 && item == "a"', names('in'), 'boolean')).toBeUndefined()
  expect(wrongWith('params.id', names('out'), 'any')).toBeUndefined()
  expect(wrongWith('record.total', names('out'), 'any')).toContain('record')
})
