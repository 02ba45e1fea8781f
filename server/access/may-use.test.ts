import {describe, expect, test} from 'vitest'
import {systemSchemas, type RecordSchema, type Role, type Verb} from '../../schemas/index.ts'
import {onBehalfOf, systemActor, type Actor} from '../actor.ts'
import {mayUse} from './may-use.ts'

const roles: readonly Role[] = ['readonly', 'agent', 'manager', 'admin']
const verbs: readonly Verb[] = ['read', 'create', 'update', 'archive', 'purge']
const as = (role: string): Actor => ({id: 'u1', name: 'U', email: 'u@x.test', role: role as Role})
const entry = (rights?: RecordSchema['x-rights']): {readonly doc: RecordSchema} => ({doc: {title: 'A', type: 'object', properties: {}, ...(rights && {'x-rights': rights})}})
const table = (of: {readonly doc: RecordSchema}): object => Object.fromEntries(roles.map(role => [role, verbs.filter(verb => mayUse(as(role), verb, of)).join(' ')]))

test('without x-rights: everyone reads, agents write, managers archive, admins purge', () => {
  expect(table(entry())).toEqual({readonly: 'read', agent: 'read create update', manager: 'read create update archive', admin: 'read create update archive purge'})
})

test('x-rights names the least role, verb by verb; what it does not name keeps its default', () => {
  expect(table(entry({read: 'manager', create: 'admin'}))).toEqual({readonly: '', agent: 'update', manager: 'read update archive', admin: 'read create update archive purge'})
})

test('null is nobody, not even an admin', () => {
  expect(table(entry({read: null, create: null, update: null, archive: null, purge: null}))).toEqual({readonly: '', agent: '', manager: '', admin: ''})
})

test('Espalier\'s own code passes every right', () => {
  const closed = entry({read: null, create: null, update: null, archive: null, purge: null})
  for (const verb of verbs) {
    expect(mayUse(systemActor, verb, closed)).toBe(true)
    expect(mayUse(onBehalfOf(as('readonly')), verb, closed)).toBe(true)
  }
})

describe('what is not known is a no', () => {
  test.each(['', 'root', 'ADMIN', '__proto__', 'constructor', 'toString'])('role %j', role => {
    expect(verbs.filter(verb => mayUse(as(role), verb, entry()))).toEqual([])
  })
  test.each(['delete', '__proto__', 'constructor', ''])('verb %j', verb => {
    expect(mayUse(as('admin'), verb as Verb, entry())).toBe(false)
  })
  test.each(['root', '', 'constructor', 5, true, undefined])('a right of %j', right => {
    expect(mayUse(as('admin'), 'read', entry({read: right as Role}))).toBe(false)
  })
  test('an actor that only says it is system in another way', () => {
    expect(mayUse({...as('agent'), system: 'true'} as unknown as Actor, 'purge', entry())).toBe(false)
  })
})

test('only admins touch users; sessions, nodes, releases and trees are written by nobody through the records API', () => {
  expect(table({doc: systemSchemas['user']!})).toEqual({readonly: '', agent: '', manager: '', admin: 'read create update archive purge'})
  expect(table({doc: systemSchemas['session']!})).toEqual({readonly: '', agent: '', manager: '', admin: ''})
  // A schema says what its secrets may be.
  expect(table({doc: systemSchemas['schema']!})).toEqual({readonly: '', agent: '', manager: '', admin: 'read'})
  for (const name of ['ui_node', 'release', 'ui_tree', 'ui_snippet']) expect(table({doc: systemSchemas[name]!})).toEqual({readonly: '', agent: '', manager: 'read', admin: 'read'})
})
