import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {as, openDoors, refusal, type Doors} from '../../tests/open-doors.ts'
import {systemActor} from '../actor.ts'
import type {ListRequest} from './index.ts'

let doors: Doors
const reader = as('readonly')
const ids: Record<string, string> = {}

beforeAll(async () => {
  doors = await openDoors({now: () => new Date('2026-03-05T12:00:00Z')})
  for (const [name, status, revenue] of [['Alder', 'customer', 10], ['birch', 'prospect', 30], ['Cedar', 'customer', 20], ['Dogwood', 'lost', undefined]] as const) {
    ids[name] = (await doors.create('company', {name, status, ...(revenue !== undefined && {annual_revenue: revenue}), notes: `all about ${name}`})).id
  }
  ids['ada'] = (await doors.create('contact', {first_name: 'Ada', last_name: 'Lovelace', company_id: ids['Alder']!, email: 'ada@x.test', birthday: '2026-03-05'})).id
  ids['bob'] = (await doors.create('contact', {last_name: 'Bobson', company_id: ids['Cedar']!})).id
  ids['free'] = (await doors.create('contact', {last_name: 'Free'})).id
})
afterAll(() => doors.close())

const names = async (request: Omit<ListRequest, 'schema'>) => (await doors.reader.list(reader, {schema: 'company', ...request})).items.map(item => item.data['name'])
const refused = (request: Partial<ListRequest>) => refusal(doors.reader.list(reader, {schema: 'company', ...request}))

const measure = (fn: 'count' | 'sum' | 'avg' | 'min' | 'max', field?: string) => doors.reader.measure(reader, {schema: 'company', filter: 'record.status == "customer"'}, {fn, ...(field && {field})})

describe('a list', () => {
  test('is filtered, sorted ignoring case, and paged both ways', async () => {
    expect(await names({filter: 'record.status == "customer" || record.annual_revenue > 25', sort: ['name']})).toEqual(['Alder', 'birch', 'Cedar'])
    expect(await names({sort: ['-annual_revenue', 'name']})).toEqual(['birch', 'Cedar', 'Alder', 'Dogwood'])
    const first = await doors.reader.list(reader, {schema: 'company', sort: ['name'], limit: 2})
    expect(first.prev).toBeNull()
    const second = await doors.reader.list(reader, {schema: 'company', sort: ['name'], limit: 2, cursor: first.next!})
    expect(second.items.map(item => item.data['name'])).toEqual(['Cedar', 'Dogwood'])
    expect(second.next).toBeNull()
    expect((await doors.reader.list(reader, {schema: 'company', sort: ['name'], limit: 2, cursor: second.prev!})).items).toEqual(first.items)
  })
  test('ands a filter that code made, whose fields are checked too', async () => {
    expect(await names({filter: 'record.status == "customer"', also: {op: 'eq', field: 'name', value: 'Cedar'}})).toEqual(['Cedar'])
    expect(await names({also: {op: 'not', arg: {op: 'eq', field: 'status', value: 'customer'}}, sort: ['name']})).toEqual(['birch', 'Dogwood'])
    expect((await refused({also: {op: 'or', args: [{op: 'eq', field: 'nam', value: 'x'}]}})).errors[0]).toMatchObject({code: 'unknown-schema-property', pointer: '?filter', message: 'schema company has no property "nam"; did you mean "name"?'})
  })
  test('knows who asks and what day it is, also when the same words were asked before by others', async () => {
    const mine = await doors.commit(as('agent', 'agent-7'), {changes: [{op: 'create', schema: 'company', data: {name: 'Mine'}}]})
    const ask = (id: string) => doors.reader.list(as('agent', id), {schema: 'company', filter: 'record.created_by == user.id'})
    expect((await ask('agent-7')).items.map(item => item.id)).toEqual([mine.records[0]!.id])
    expect((await ask('agent-8')).items).toEqual([])
    expect((await doors.reader.list(reader, {schema: 'contact', filter: 'record.birthday == today'})).items.map(item => item.id)).toEqual([ids['ada']])
    expect((await doors.reader.list(reader, {schema: 'contact', filter: 'record.last_name == params.who', scope: {params: {who: 'Free'}}})).items).toHaveLength(1)
    await doors.commit(systemActor, {changes: [{op: 'purge', schema: 'company', id: mine.records[0]!.id}]})
  })
  test('finds words, with the last as a beginning', async () => {
    expect(await names({q: 'about ceda'})).toEqual(['Cedar'])
    expect(await names({q: '  ', sort: ['name'], limit: 1})).toEqual(['Alder'])
  })
  test('shows live records unless archived ones are asked for', async () => {
    const {id} = await doors.create('company', {name: 'Elm'})
    await doors.commit(systemActor, {changes: [{op: 'archive', schema: 'company', id}]})
    expect(await names({filter: 'record.name == "Elm"'})).toEqual([])
    expect(await names({filter: 'record.name == "Elm"', state: 'archived'})).toEqual(['Elm'])
    expect(await names({filter: 'record.name == "Elm"', state: 'all'})).toEqual(['Elm'])
  })
  test('gives only the fields that are asked for', async () => {
    expect((await doors.reader.list(reader, {schema: 'company', filter: 'record.name == "Alder"', fields: ['status', 'phone']})).items[0]).toMatchObject({id: ids['Alder'], rev: 1, data: {status: 'customer'}})
    expect((await doors.reader.list(reader, {schema: 'company', filter: 'record.name == "Alder"', fields: ['status', 'phone']})).items[0]!.data).toEqual({status: 'customer'})
  })
  test('brings linked records along, where there are any', async () => {
    const {items} = await doors.reader.list(reader, {schema: 'contact', expand: ['company_id'], fields: ['last_name'], sort: ['last_name']})
    expect(items.map(item => item.expanded?.['company_id']?.data['name'])).toEqual(['Cedar', undefined, 'Alder'])
  })
  test('as text is the same list', async () => {
    const parsed = async (ask: ListRequest & {readonly count?: boolean}) => JSON.parse(Buffer.from(await doors.reader.listJson(reader, ask), 'latin1').toString()) as unknown
    for (const ask of [{}, {fields: ['name', 'status']}, {sort: ['name'], limit: 2}, {filter: 'record.name == "none"'}] satisfies Omit<ListRequest, 'schema'>[]) {
      expect(await parsed({schema: 'company', ...ask})).toEqual(await doors.reader.list(reader, {schema: 'company', ...ask}))
    }
    const contacts = {schema: 'contact', expand: ['company_id'], sort: ['-last_name']}
    expect(await parsed(contacts)).toEqual(await doors.reader.list(reader, contacts))
    expect(await parsed({schema: 'company', filter: 'record.status == "customer"', limit: 1, count: true})).toMatchObject({total: 2, items: [{}]})
  })
  test('as text has nothing in it that may not be seen', async () => {
    await doors.create('user', {email: 'sly@demo.test', name: 'Sly', role: 'agent', password_hash: 'sly-hash'})
    const text = await doors.reader.listJson(systemActor, {schema: 'user'})
    expect(text).toContain('sly@demo.test')
    expect(text).not.toContain('sly-hash')
  })
})

describe('what a list refuses, naming the parameter', () => {
  const cases: readonly (readonly [what: string, request: Partial<ListRequest>, pointer: string, message: RegExp])[] = [
    ['a filter that is no expression', {filter: 'record.name =='}, '?filter', /at character|unexpected|expected/i],
    ['a filter by an unknown property', {filter: 'record.nmae == "x"'}, '?filter', /name/],
    ['a filter that compares unlike things', {filter: 'record.name > 5'}, '?filter', /./],
    ['a filter that is no condition', {filter: 'record.name'}, '?filter', /true or false/],
    ['a sort by an unknown property', {sort: ['-nmae']}, '?sort', /did you mean "name"/],
    ['a sort by too many', {sort: ['name', 'city', 'phone', 'status', 'size', 'notes']}, '?sort', /at most 5/],
    ['a field that is not there', {fields: ['nam']}, '?fields', /did you mean "name"/],
    ['an expand of what is no link', {expand: ['name']}, '?expand', /"name" is no link; expected one of owner_id/],
    ['an expand of what is not there', {expand: ['owner']}, '?expand', /no property "owner"/],
    ['a limit of nothing', {limit: 0}, '?limit', /1 to 200/],
    ['a limit beyond', {limit: 201}, '?limit', /1 to 200/],
    ['a limit that is no number', {limit: Number.NaN}, '?limit', /1 to 200/],
    ['too many words', {q: 'x'.repeat(201)}, '?q', /at most 200/],
    ['an unknown state', {state: 'dead' as never}, '?state', /live, archived or all/],
    ['a cursor of elsewhere', {cursor: 'bm90aGluZw'}, '?cursor', /./],
  ]
  test.each(cases)('%s', async (_what, request, pointer, message) => {
    const problem = await refused(request)
    expect(problem.status).toBe(400)
    expect(problem.errors[0]!.pointer).toBe(pointer)
    expect(problem.errors[0]!.message).toMatch(message)
  })
  test('a sort by lists', async () => {
    expect((await refusal(doors.reader.list(as('admin'), {schema: 'ui_screen', sort: ['roles']}))).errors[0]!.message).toMatch(/no order/)
  })
  test('an unknown schema, with the nearest', async () => {
    expect(await refused({schema: 'compny'})).toMatchObject({status: 404, code: 'unknown-schema'})
    expect((await refused({schema: 'compny'})).message).toContain('did you mean "company"?')
  })
  test('a whole schema that may not be read', async () => {
    expect(await refused({schema: 'user'})).toMatchObject({status: 403})
  })
})

describe('one record', () => {
  test('comes with its linked records', async () => {
    const record = await doors.reader.get(reader, 'contact', ids['ada']!, {fields: ['email'], expand: ['company_id']})
    expect(record).toMatchObject({data: {email: 'ada@x.test'}, expanded: {company_id: {id: ids['Alder'], data: {name: 'Alder'}}}})
    expect(JSON.parse((await doors.reader.getJson(reader, 'contact', ids['ada']!, {fields: ['email'], expand: ['company_id']})).json)).toEqual(record)
  })
  test('that is not there is not found', async () => {
    for (const id of ['nope', '', '\'; drop table', 'x'.repeat(5_000)]) expect(await refusal(doors.reader.get(reader, 'contact', id))).toMatchObject({status: 404})
  })
  test('has a history, newest first, a page at a time', async () => {
    const {id} = await doors.create('company', {name: 'One'})
    for (const name of ['Two', 'Three']) await doors.commit(systemActor, {changes: [{op: 'merge', schema: 'company', id, patch: {name}}]})
    const newest = await doors.reader.history(reader, 'company', id, 2)
    expect(newest.map(event => [event.op, JSON.parse(event.doc!).name])).toEqual([['update', 'Three'], ['update', 'Two']])
    expect((await doors.reader.history(reader, 'company', id, 2, newest[1]!.seq)).map(event => event.op)).toEqual(['create'])
    expect(await refusal(doors.reader.history(reader, 'company', 'nope', 10))).toMatchObject({status: 404})
    await doors.commit(systemActor, {changes: [{op: 'purge', schema: 'company', id}]})
    expect((await doors.reader.history(reader, 'company', id, 10)).every(event => event.doc === null)).toBe(true)
  })
})

test('titles are found by id, and what is gone is left out', async () => {
  const wanted = new Map([['company', new Set([ids['Alder']!, 'gone'])], ['contact', new Set([ids['ada']!, ids['bob']!])], ['nothing', new Set(['x'])]])
  expect(await doors.reader.titles(reader, wanted)).toEqual({[ids['Alder']!]: 'Alder', [ids['ada']!]: 'Ada Lovelace', [ids['bob']!]: 'Bobson'})
})

test('measures count, add up and compare numbers, and refuse the rest', async () => {
  expect(await Promise.all([measure('count'), measure('sum', 'annual_revenue'), measure('avg', 'annual_revenue'), measure('min', 'annual_revenue'), measure('max', 'annual_revenue')])).toEqual([2, 30, 15, 10, 20])
  expect((await refusal(measure('sum', 'name'))).errors[0]!.pointer).toBe('?field')
  expect((await refusal(measure('sum'))).errors[0]!.pointer).toBe('?field')
  expect((await refusal(measure('sum', 'revenue'))).status).toBe(400)
})

test('a search looks through what people work with, ranked, with its titles', async () => {
  const hits = await doors.reader.search(reader, 'lovel', 10)
  expect(hits).toMatchObject([{schema: 'contact', id: ids['ada'], title: 'Ada Lovelace'}])
  expect(await doors.reader.search(reader, 'lovel', 10, ['company'])).toEqual([])
  expect(await refusal(doors.reader.search(reader, 'x', 10, ['user']))).toMatchObject({status: 403})
  expect((await refusal(doors.reader.search(reader, 'x', 1_000))).errors[0]!.pointer).toBe('?limit')
})
