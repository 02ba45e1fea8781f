/** `accessTo`: what a role may see and do of a schema that stands nowhere, for tests of what takes an access. */
import type {Json, RecordSchema, Role} from '../schemas/index.ts'
import {createAccess, type Access, type Rules} from '../server/access/index.ts'
import {catalogEntry} from '../server/catalog/catalog-entry.ts'
import {createDataChecker, type Catalog} from '../server/catalog/index.ts'

export function accessTo(name: string, doc: RecordSchema, rules: Rules = {}, role: Role = 'admin'): Access {
  return createAccess({catalog: catalogOf({[name]: doc}), rulesOf: () => rules}).accessOf({id: 'u1', name: 'U', email: 'u@x.test', role}, name)
}

export function catalogOf(schemas: Readonly<Record<string, RecordSchema>>): Catalog {
  const checker = createDataChecker()
  const entries = new Map(Object.entries(schemas).map(([name, doc]) => [name, catalogEntry({id: `schema-${name}`, rev: 1}, {name, version: 1, doc: doc as unknown as {readonly [name: string]: Json}}, checker)]))
  return {find: name => entries.get(name), get: name => entries.get(name)!, list: () => [...entries.values()]}
}
