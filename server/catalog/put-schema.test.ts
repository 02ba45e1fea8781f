import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {as, openDoors, refusal, type Doors} from '../../tests/open-doors.ts'
import {systemSchemas, type Json, type PropertySchema, type RecordSchema} from '../../schemas/index.ts'
import {createCatalog} from './index.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const admin = as('admin')
const note = {title: 'Note', type: 'object', properties: {text: {type: 'string'}, n: {type: 'number', 'x-index': true}, company_id: {type: 'string'}}} as const satisfies RecordSchema
const put = (name: string, doc: unknown, ask?: Parameters<Doors['putSchema']>[3]) => doors.putSchema(admin, name, doc, ask)

test('a new schema is in force at once: records, table, search and catalog follow', async () => {
  expect(await put('note', note)).toMatchObject({name: 'note', version: 1, created: true, breaks: []})
  expect(doors.catalog.get('note')).toMatchObject({version: 1, system: false, links: new Map([['company_id', 'company']])})
  const {records: [record]} = await doors.commit(admin, {changes: [{op: 'create', schema: 'note', data: {text: 'hello', n: 3}}]})
  expect((await doors.reader.list(admin, {schema: 'note', filter: 'record.n > 2', sort: ['-n'], q: 'hel'})).items.map(item => item.id)).toEqual([record!.id])
})

test('the same document again is no new version and no event', async () => {
  await put('same', note)
  const seq = doors.store.seq()
  expect(await put('same', note)).toMatchObject({version: 1, created: false})
  expect(doors.store.seq()).toBe(seq)
})

test('another order of properties is a new version: it is the order of columns', async () => {
  await put('order_of', note)
  expect(await put('order_of', {...note, properties: {n: note.properties.n, text: note.properties.text, company_id: note.properties.company_id}})).toMatchObject({version: 2})
  expect(Object.keys(doors.catalog.get('order_of').doc.properties)).toEqual(['n', 'text', 'company_id'])
})

test('a new property can be filtered and sorted by at once', async () => {
  await put('grows', note)
  await doors.create('grows', {text: 'a'})
  await put('grows', {...note, properties: {...note.properties, tag: {type: 'string', 'x-index': true}}})
  await doors.create('grows', {text: 'b', tag: 'x'})
  expect((await doors.reader.list(admin, {schema: 'grows', filter: 'record.tag == "x"', sort: ['tag']})).items.map(item => item.data['text'])).toEqual(['b'])
})

describe('breaks', () => {
  test('are refused with how many records each hits, and accepted when that is said', async () => {
    await put('breaks', note)
    for (const data of [{text: 'short', n: 1}, {text: 'much too long', n: 20}, {n: 30}]) await doors.create('breaks', data)
    const next = {title: 'Note', type: 'object', properties: {text: {type: 'string', maxLength: 6}, n: {type: 'number', maximum: 10}}, required: ['text']}
    const problem = await refusal(put('breaks', next))
    expect(problem).toMatchObject({status: 409, code: 'schema-breaks'})
    expect(problem.more['breaks']).toEqual([
      expect.objectContaining({kind: 'limit', pointer: '/properties/text/maxLength', records: 1, more: false}),
      expect.objectContaining({kind: 'limit', pointer: '/properties/n/maximum', records: 2, more: false}),
      expect.objectContaining({kind: 'removed', pointer: '/properties/company_id', records: 0}),
      expect.objectContaining({kind: 'required', pointer: '/required/0', records: 1}),
    ])
    expect(problem.errors[0]).toMatchObject({code: 'schema-break', pointer: '/properties/text/maxLength', message: 'property "text" has the new maxLength 6 (1 stored record)'})
    expect(doors.catalog.get('breaks').version).toBe(1)
    expect(await put('breaks', next, {acceptBreaks: true})).toMatchObject({version: 2, breaks: expect.arrayContaining([expect.objectContaining({kind: 'removed'})])})
  })
  test('a removed property stays stored but is hidden, and goes when its record is written again', async () => {
    await put('hides', note)
    const {id} = await doors.create('hides', {text: 'kept', n: 7})
    const {n: _n, ...fewer} = note.properties
    await put('hides', {...note, properties: fewer}, {acceptBreaks: true})
    expect((await doors.reader.get(admin, 'hides', id)).data).toEqual({text: 'kept'})
    expect((await doors.reader.getJson(admin, 'hides', id)).json).not.toContain('"n"')
    expect(JSON.parse((await doors.reader.history(admin, 'hides', id, 1))[0]!.doc!)).toEqual({text: 'kept'})
    expect((await refusal(doors.reader.list(admin, {schema: 'hides', filter: 'record.n > 1'}))).status).toBe(400)
    expect(await doors.dataOf('hides', id)).toEqual({text: 'kept', n: 7})
    await doors.commit(admin, {changes: [{op: 'merge', schema: 'hides', id, patch: {text: 'new'}}]})
    expect(await doors.dataOf('hides', id)).toEqual({text: 'new'})
  })
  describe('of a removed name that is used again: the old values', () => {
    const code = (property: PropertySchema): RecordSchema => ({title: 'Coded', type: 'object', properties: {text: {type: 'string'}, code: property}})
    const bare: RecordSchema = {title: 'Coded', type: 'object', properties: {text: {type: 'string'}}}
    let n = 0
    /** A schema whose records held a code, which is gone. */
    const buried = async (...values: readonly Json[]): Promise<{readonly name: string; readonly ids: readonly string[]}> => {
      const name = `coded_${n++}`
      await put(name, code({type: ['string', 'number', 'null', 'object']}))
      const ids = []
      for (const value of values) ids.push((await doors.create(name, {text: 'a', code: value})).id)
      await doors.create(name, {text: 'none'})
      await put(name, bare, {acceptBreaks: true})
      return {name, ids}
    }

    test.each<readonly [string, PropertySchema]>([
      ['another type', {type: 'integer'}], ['the same type', {type: 'string'}], ['a reference', {$ref: '#/$defs/code'}], ['a link', {type: 'string', 'x-link': 'company'}], ['unique', {type: 'string', 'x-unique': true}], ['indexed', {type: 'string', 'x-index': true}],
      ['a secret', {type: 'string', 'x-secret': true}], ['a choice', {enum: ['x']}], ['anything', {}],
    ])('are counted before they come back as %s', async (_as, property) => {
      const {name} = await buried('abc', 'def', null)
      const doc = {...code(property), $defs: {code: {type: 'string'}}}
      const problem = await refusal(put(name, doc))
      expect(problem).toMatchObject({status: 409, code: 'schema-breaks'})
      expect(problem.more['breaks']).toEqual([{kind: 'returned', code: 'property-returned', params: {name: 'code'}, pointer: '/properties/code', message: 'property "code" was here before: what is stored of it comes back as it is, also where it does not fit', records: 3, more: false}])
      expect(await put(name, doc, {acceptBreaks: true})).toMatchObject({breaks: [{kind: 'returned'}]})
    })
    test('hold nothing up once they are back, stay until they are changed, and then must fit', async () => {
      const {name, ids: [id]} = await buried('abc')
      await put(name, code({type: 'integer'}), {acceptBreaks: true})
      expect((await doors.reader.get(admin, name, id!)).data).toEqual({text: 'a', code: 'abc'})
      await doors.commit(admin, {changes: [{op: 'merge', schema: name, id: id!, patch: {text: 'b'}}]})
      expect(await doors.dataOf(name, id!)).toEqual({text: 'b', code: 'abc'})
      expect((await refusal(doors.commit(admin, {changes: [{op: 'merge', schema: name, id: id!, patch: {code: 'def'}}]}))).status).toBe(400)
      await doors.commit(admin, {changes: [{op: 'merge', schema: name, id: id!, patch: {code: 5}}]})
      expect(await doors.dataOf(name, id!)).toEqual({text: 'b', code: 5})
    })
    test('of archived records are counted too, and restored with them', async () => {
      const {name, ids: [id]} = await buried('abc')
      await doors.commit(admin, {changes: [{op: 'archive', schema: name, id: id!}]})
      expect((await refusal(put(name, code({type: 'integer'})))).more['breaks']).toMatchObject([{kind: 'returned', records: 1}])
      await doors.commit(admin, {changes: [{op: 'restore', schema: name, id: id!}]})
      expect((await doors.reader.get(admin, name, id!)).data).toEqual({text: 'a'})
    })
    test('that are gone from every record are none', async () => {
      const {name, ids: [id]} = await buried('abc')
      await doors.commit(admin, {changes: [{op: 'merge', schema: name, id: id!, patch: {text: 'b'}}]})
      expect(await put(name, code({type: 'integer'}))).toMatchObject({breaks: []})
      expect((await doors.reader.get(admin, name, id!)).data).toEqual({text: 'b'})
    })
    test('are counted again when the name goes and comes once more', async () => {
      const {name} = await buried('abc')
      await put(name, code({type: 'string'}), {acceptBreaks: true})
      await put(name, bare, {acceptBreaks: true})
      await put(name, {...bare, title: 'Another'})
      expect((await refusal(put(name, code({type: 'integer'})))).more['breaks']).toMatchObject([{kind: 'returned', records: 1}])
    })
    test('of a secret stay hidden when it comes back as a secret', async () => {
      await put('coded_secret', code({type: 'string', 'x-secret': true}))
      const {id} = await doors.create('coded_secret', {text: 'a', code: 'hunter2'})
      await put('coded_secret', bare, {acceptBreaks: true})
      expect((await refusal(put('coded_secret', code({type: 'integer'}), {acceptBreaks: true}))).errors).toMatchObject([{pointer: '/properties/code/x-secret'}])
      await put('coded_secret', code({type: 'string', 'x-secret': true}), {acceptBreaks: true})
      expect((await doors.reader.getJson(admin, 'coded_secret', id)).json).not.toContain('hunter2')
      expect(JSON.stringify(await doors.reader.history(admin, 'coded_secret', id, 50))).not.toContain('hunter2')
    })
  })
  test('what was secret never comes back for all to see under the same name', async () => {
    const secret = {...note, properties: {...note.properties, pin: {type: 'string', 'x-secret': true}}}
    await put('buried', secret)
    const {id} = await doors.create('buried', {text: 'a', pin: 'hunter2'})
    await put('buried', note, {acceptBreaks: true})
    expect((await doors.reader.getJson(admin, 'buried', id)).json).not.toContain('hunter2')
    const problem = await refusal(put('buried', {...note, properties: {...note.properties, pin: {type: 'string'}}}, {acceptBreaks: true}))
    expect(problem).toMatchObject({status: 400, errors: [{pointer: '/properties/pin/x-secret'}]})
    await put('buried', secret, {acceptBreaks: true})
    expect((await doors.reader.getJson(admin, 'buried', id)).json).not.toContain('hunter2')
  })
  test('are counted whatever the type was before, and is now', async () => {
    const types = {t: {type: 'string'}, n: {type: 'number'}, b: {type: 'boolean'}, l: {type: 'array'}, o: {type: 'object'}, e: {enum: ['x', 1, null]}, any: {}}
    const values = {t: 'x', n: 1, b: true, l: [1], o: {a: 1}, e: 'x', any: [1]}
    await put('mixed', {title: 'Mixed', type: 'object', properties: types})
    await doors.create('mixed', values)
    await doors.create('mixed', {})
    const names = Object.keys(types)
    const count = async (properties: object, more: object = {}) => {
      const problem = await refusal(put('mixed', {title: 'Mixed', type: 'object', properties, ...more}))
      expect(problem.code).toBe('schema-breaks')
      return (problem.more['breaks'] as readonly {records: number}[]).map(one => one.records)
    }
    expect(await count({other: {type: 'string'}})).toEqual(names.map(() => 1))
    expect(await count(types, {required: names})).toEqual(names.map(() => 1))
    expect(await count(Object.fromEntries(names.map(name => [name, {enum: ['q', 7]}])))).toEqual(names.map(() => 1))
    expect(await count(Object.fromEntries(names.map(name => [name, {type: 'array', minItems: 2}])))).not.toContain(0)
  })
  test('a unique property over records that share a value is refused, and nothing changes', async () => {
    await put('twins', note)
    await doors.create('twins', {text: 'same'})
    await doors.create('twins', {text: 'same'})
    const problem = await refusal(put('twins', {...note, properties: {...note.properties, text: {type: 'string', 'x-unique': true}}}, {acceptBreaks: true}))
    expect(problem).toMatchObject({status: 409, code: 'not-unique'})
    expect(doors.catalog.get('twins').version).toBe(1)
  })
})

describe('what is refused', () => {
  test.each(['readonly', 'agent', 'manager'] as const)('a schema from the role %s', async role => {
    expect(await refusal(doors.putSchema(as(role), 'mine', note))).toMatchObject({status: 403})
  })
  test.each(['user', 'schema', 'session', 'ui_node', 'release'])('another version of Espalier\'s own %s', async name => {
    expect(await refusal(put(name, note))).toMatchObject({status: 403, code: 'system-schema'})
  })
  test.each(['Note', '1note', 'a-b', '__proto__', 'constructor ', '', 'x'.repeat(64), 'sqlite master'])('the name %j', async name => {
    expect(await refusal(put(name, note))).toMatchObject({status: 400, code: 'invalid-schema'})
  })
  test('a link to a schema that is not there, naming the nearest', async () => {
    const problem = await refusal(put('linked', {...note, properties: {a_id: {type: 'string', 'x-link': 'compny'}}}))
    expect(problem.errors[0]).toMatchObject({pointer: '/properties/a_id/x-link'})
    expect(problem.message).toContain('did you mean "company"?')
  })
  test('a link to a session or a node, which it would hold fast', async () => {
    for (const target of ['session', 'ui_node', 'release']) expect(await refusal(put('linked', {...note, properties: {a: {type: 'string', 'x-link': target}}}))).toMatchObject({status: 400})
    expect(await put('linked', {...note, properties: {user_id: {type: 'string'}, linked_id: {type: 'string'}}})).toMatchObject({version: 1})
  })
  test('x-system', async () => {
    expect(await refusal(put('mine', {...note, 'x-system': true}))).toMatchObject({status: 400, errors: [{pointer: '/x-system'}]})
  })
  test('a default that its own rules refuse', async () => {
    expect(await refusal(put('mine', {...note, properties: {n: {type: 'number', default: 'x'}}}))).toMatchObject({status: 400, errors: [{pointer: '/properties/n/default'}]})
  })
  test('another version than the one that was read', async () => {
    await put('versioned', note)
    expect(await refusal(put('versioned', {...note, title: 'Other'}, {ifRev: [7]}))).toMatchObject({status: 412})
    expect(await put('versioned', {...note, title: 'Other'}, {ifRev: [1]})).toMatchObject({version: 2})
  })
})

test('ten versions put at once follow each other without a gap', async () => {
  await put('busy', note)
  const answers = await Promise.all(Array.from({length: 10}, (_, n) => put('busy', {...note, description: `version ${n}`})))
  expect(answers.map(answer => answer.version).toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  expect(doors.catalog.get('busy').version).toBe(11)
})

test('a first version put twice at once is one schema', async () => {
  const outcomes = await Promise.allSettled([put('first', note), put('first', {...note, title: 'Other'})])
  expect(outcomes.filter(outcome => outcome.status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  expect((await doors.store.page({schema: 'schema', filter: {op: 'eq', field: 'name', value: 'first'}, limit: 10})).items).toHaveLength(1)
})

test('a catalog opened on the same data knows all, and writes nothing', async () => {
  const seq = doors.store.seq()
  const again = await createCatalog({store: doors.store, system: systemSchemas})
  expect(doors.store.seq()).toBe(seq)
  expect(again.list().map(entry => entry.name)).toEqual(doors.catalog.list().map(entry => entry.name))
  again.close()
})

test('a system schema that a newer Espalier changed is mirrored as a new version, with its table', async () => {
  const user = systemSchemas['user']!
  const newer = {...systemSchemas, user: {...user, properties: {...user.properties, nickname: {type: 'string', 'x-index': true}}}}
  const again = await createCatalog({store: doors.store, system: newer})
  expect(again.get('user').version).toBe(2)
  expect(doors.catalog.get('user').version).toBe(2)
  expect((await doors.store.page({schema: 'user', filter: {op: 'eq', field: 'nickname', value: 'x'}, limit: 1})).items).toEqual([])
  again.close()
})

test('a system schema never takes over one that people made', async () => {
  await put('job', note)
  await expect(createCatalog({store: doors.store, system: {...systemSchemas, job: {...note, 'x-system': true}}})).rejects.toThrow(/schema "job" of its own/)
})

test('an unknown schema is named with the nearest', () => {
  expect(() => doors.catalog.get('contcat')).toThrow(/did you mean "contact"\?/)
  expect(doors.catalog.find('constructor')).toBeUndefined()
})

test('a table that an earlier Espalier laid out differently follows its schema when the catalog opens', async () => {
  const doc: RecordSchema = {title: 'Ware', type: 'object', $defs: {money: {type: 'number'}}, properties: {price: {$ref: '#/$defs/money'}}}
  await put('ware', doc)
  const {id} = await doors.create('ware', {price: 9})
  const {spec} = doors.catalog.get('ware')
  await doors.store.commit({at: new Date().toISOString(), by: 'test', writes: [], tables: [{...spec, columns: spec.columns.map(column => ({...column, type: 'json'}))}]})
  const again = await createCatalog({store: doors.store, system: systemSchemas})
  expect((await doors.store.page({schema: 'ware', limit: 5, filter: {op: 'ge', field: 'price', value: 9}, sort: [{field: 'price', descending: true}]})).items.map(item => item.id)).toEqual([id])
  again.close()
})
