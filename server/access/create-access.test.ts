import {expect, test} from 'vitest'
import {accessTo, catalogOf} from '../../tests/access-to.ts'
import type {RecordSchema, Role} from '../../schemas/index.ts'
import {onBehalfOf, type Actor} from '../actor.ts'
import type {StoredRecord} from '../store/store.ts'
import {createAccess, type Rules} from './index.ts'

const team: RecordSchema = {
  title: 'Team', type: 'object', required: ['name', 'budget'], 'x-title': ['name', 'motto'], 'x-rights': {read: 'agent'},
  properties: {name: {type: 'string'}, motto: {type: 'string'}, budget: {type: 'number'}, company_id: {type: 'string'}, pin: {type: 'string', 'x-secret': true}},
}
const as = (role: string, id = 'u1'): Actor => ({id, name: 'U', email: 'u@x.test', role: role as Role})
const record = (data: object): StoredRecord => ({id: 'r1', schema: 'team', rev: 1, state: 'live', created_at: '', created_by: 'u1', updated_at: '', updated_by: 'u1', doc: JSON.stringify(data)})

test('without rules it is the schema as it may be read, all rows, and what the role may do', () => {
  const {accessOf} = createAccess({catalog: catalogOf({team})})
  const access = accessOf(as('agent'), 'team')
  expect([Object.keys(access.schema.properties), [...access.hidden], [...access.links], access.rows, access.words]).toEqual([['name', 'motto', 'budget', 'company_id'], ['pin'], [['company_id', 'company']], undefined, undefined])
  expect([access.may('read'), access.may('archive'), accessOf(as('readonly'), 'team').may('read')]).toEqual([true, false, false])
  expect(access.sees(record({}))).toBe(true)
  expect(accessOf(as('readonly'), 'team').sees(record({}))).toBe(false)
  expect(access.titleOf('r1', {name: 'A', motto: 'B'})).toBe('A B')
})

test('what a role may not is said with role, verb and schema; what is not there with the nearest of those that may be read', () => {
  const {accessOf, findAccess} = createAccess({catalog: catalogOf({team, company: {title: 'Company', type: 'object', properties: {}}})})
  expect(() => accessOf(as('readonly'), 'team', 'read')).toThrow('schema team: the role "readonly" may not read its records; ask an admin for the right')
  expect(() => accessOf(as('readonly'), 'teem')).toThrow(/^there is no schema "teem"$/)
  expect(() => accessOf(as('agent'), 'teem')).toThrow('did you mean "team"?')
  expect([findAccess(as('readonly'), 'team', 'read'), findAccess(as('agent'), 'nothing', 'read')]).toEqual([undefined, undefined])
  expect(findAccess(as('readonly'), 'team')?.name).toBe('team')
})

test('what rules hide is nowhere in it', () => {
  const access = accessTo('team', team, {hidden: ['motto', 'company_id']})
  expect([Object.keys(access.schema.properties), access.schema['x-title'], [...access.columns.keys()], [...access.links]]).toEqual([['name', 'budget'], ['name'], ['name', 'budget'], []])
  expect([...access.hidden]).toEqual(['pin', 'motto', 'company_id'])
  expect(access.titleOf('r1', {name: 'A', motto: 'B'})).toBe('A')
  expect(access.words).toEqual(['name'])
  // A secret can be sent, what is hidden by a rule cannot.
  expect([Object.keys(access.body.properties), [...access.denied]]).toEqual([['name', 'budget', 'pin'], ['motto', 'company_id']])
})

test('what is fixed is seen and not sent', () => {
  const access = accessTo('team', team, {fixed: ['budget']})
  expect([Object.keys(access.schema.properties), Object.keys(access.body.properties), access.body.required]).toEqual([['name', 'motto', 'budget', 'company_id'], ['name', 'motto', 'company_id', 'pin'], ['name']])
})

test('records outside of the rows are not seen, by their data and by their own fields', () => {
  const access = accessTo('team', team, {rows: {op: 'and', args: [{op: 'ge', field: 'budget', value: 5}, {op: 'eq', field: 'created_by', value: 'u1'}]}})
  expect([5, 4].map(budget => access.sees(record({budget})))).toEqual([true, false])
  expect(access.sees({...record({budget: 5, created_by: 'u1'}), created_by: 'u2'})).toBe(false)
})

test('Espalier\'s own code is under no rules, whatever role it works for', () => {
  const {accessOf} = createAccess({catalog: catalogOf({team}), rulesOf: () => ({rows: {op: 'const', value: false}, hidden: ['name']})})
  const access = accessOf(onBehalfOf(as('readonly')), 'team', 'purge')
  expect([access.rows, access.denied.size, access.may('purge')]).toEqual([undefined, 0, true])
})

test('one is made for all whom the same holds for, and none is given to a role whose name it is', () => {
  const rules: Readonly<Record<string, Rules>> = {u1: {hidden: ['name']}, u2: {hidden: ['motto']}}
  const {accessOf} = createAccess({catalog: catalogOf({team}), rulesOf: ({id}) => rules[id]})
  expect(accessOf(as('admin'), 'team')).toBe(accessOf(as('admin', 'u1'), 'team'))
  expect(accessOf(as('admin'), 'team')).not.toBe(accessOf(as('agent'), 'team'))
  expect([...accessOf(as('admin', 'u2'), 'team').denied]).toEqual(['motto'])
  expect(accessOf(as('admin', 'u3'), 'team')).toBe(accessOf(as('admin', 'u4'), 'team'))
  expect(['system', 'own code', 'role system', '__proto__'].map(role => accessOf(as(role, 'u9'), 'team').may('read'))).toEqual([false, false, false, false])
  expect(accessOf(onBehalfOf(as('admin')), 'team').may('purge')).toBe(true)
  expect(accessOf(as('system', 'u9'), 'team').may('read')).toBe(false)
})

test('what is seen of two schemas, or of two versions, has two names', () => {
  const shapes = [accessTo('team', team), accessTo('team', team, {hidden: ['name']}), accessTo('team', team, {fixed: ['name']}), accessTo('other', team)].map(({shape}) => shape)
  expect(new Set(shapes).size).toBe(4)
  expect(accessTo('team', team, {rows: {op: 'const', value: false}}).shape).toBe(shapes[0])
})
