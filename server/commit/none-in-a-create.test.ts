import {afterAll, beforeAll, expect, test} from 'vitest'
import {as, openDoors, type Doors} from '../../tests/open-doors.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  await doors.putSchema(as('admin'), 'draft', {
    title: 'Draft', type: 'object', $defs: {stage: {enum: ['new', 'old'], default: 'new'}},
    properties: {name: {type: 'string'}, stage: {$ref: '#/$defs/stage'}, size: {type: 'integer', default: 3}, note: {type: ['string', 'null'], default: 'x'}, choice: {enum: ['a', null], default: 'a'}, anything: {default: 1}, either: {anyOf: [{type: 'string'}, {type: 'null'}], default: 'e'}},
  })
})
afterAll(() => doors.close())

const made = async (data: object): Promise<object> => {
  const {records: [record]} = await doors.commit(as('agent'), {changes: [{op: 'create', schema: 'draft', data: data as never}]})
  return JSON.parse(record!.doc) as object
}

test('what is left out has its default, also one that stands behind a reference', async () => {
  expect(await made({name: 'a'})).toEqual({name: 'a', stage: 'new', size: 3, note: 'x', choice: 'a', anything: 1, either: 'e'})
})
test('null says that there is none, and no default comes in its place', async () => {
  expect(await made({name: 'a', stage: null, size: null})).toEqual({name: 'a', note: 'x', choice: 'a', anything: 1, either: 'e'})
})
test('where null is a value, it is that', async () => {
  expect(await made({stage: null, size: null, note: null, choice: null, anything: null, either: null})).toEqual({note: null, choice: null, anything: null, either: null})
})
