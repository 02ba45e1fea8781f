/** Rules beyond roles: what is told where something hidden stands in the way. That nothing else is told, whatever is asked, is proved by `tests/soak/access.ts`. */
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import type {RecordSchema} from '../../schemas/index.ts'
import type {Rules} from '../../server/access/index.ts'
import {systemActor} from '../../server/actor.ts'
import {groupChanges, recordMessage} from '../../server/live/record-messages.ts'
import {as, openDoors, refusal, type Doors} from '../open-doors.ts'

const deal: RecordSchema = {
  title: 'Deal', type: 'object', required: ['name', 'team'], 'x-rights': {purge: 'agent', archive: 'agent'},
  properties: {
    name: {type: 'string'}, team: {enum: ['red', 'blue']}, code: {type: 'string', 'x-unique': 'live'}, margin: {type: 'number', minimum: 1}, firm_id: {type: 'string', 'x-link': 'firm'}, boss_id: {type: 'string', 'x-link': 'deal'},
  },
}
const firm: RecordSchema = {title: 'Firm', type: 'object', properties: {name: {type: 'string'}}, 'x-rights': {purge: 'agent'}}
const agent = as('agent')
const red: Rules = {rows: {op: 'eq', field: 'team', value: 'red'}}
let rules: Readonly<Record<string, Rules>> = {}
let doors: Doors

beforeAll(async () => {
  doors = await openDoors({schemas: {firm, deal}, rulesOf: ({role}, {name}) => (role === 'agent' ? rules[name] : undefined)})
})
beforeEach(() => {
  rules = {deal: red}
})
afterAll(() => doors.close())

const add = async (data: {readonly [name: string]: string | number}): Promise<string> => (await doors.create('deal', {name: 'A deal', team: 'red', ...data})).id

test('who links to a record is told as far as it may be seen, and how many', async () => {
  const {id} = await doors.create('firm', {name: 'Oak'})
  const purge = () => refusal(doors.commit(agent, {changes: [{op: 'purge', schema: 'firm', id}]}))
  await add({team: 'blue', firm_id: id})
  expect(await purge()).toMatchObject({code: 'still-linked', message: `firm ${id}: still linked to by other records; change or purge those first, or archive this record instead`, errors: []})
  await add({firm_id: id})
  await add({firm_id: id})
  expect((await purge()).errors).toMatchObject([{code: 'linked-by', pointer: '', message: '2 deal link here by firm_id'}])
  rules = {deal: {hidden: ['firm_id']}}
  expect((await purge()).errors).toEqual([])
})

test('who has a value that must be unique is named if they may be seen', async () => {
  await add({code: 'seen', name: 'Red one'})
  await add({code: 'unseen', team: 'blue', name: 'Blue one'})
  const taken = async (code: string) => (await refusal(doors.commit(agent, {changes: [{op: 'create', schema: 'deal', data: {name: 'New', team: 'red', code}}]}))).message
  expect(await taken('seen')).toMatch(/^schema deal, \/code: deal "Red one" \(.+\) has this value already; choose another$/)
  expect(await taken('unseen')).toBe('schema deal, /code: another record has this value already; choose another')
})

test('a hidden value that is in the way is neither named nor shown', async () => {
  const id = await add({code: 'once', boss_id: await add({})})
  await doors.commit(systemActor, {changes: [{op: 'archive', schema: 'deal', id}]})
  const other = await add({code: 'once'})
  rules = {deal: {hidden: ['code', 'boss_id']}}
  const restore = () => refusal(doors.commit(agent, {changes: [{op: 'restore', schema: 'deal', id}]}))
  expect(await restore()).toMatchObject({code: 'not-unique', message: 'schema deal, a property: another record has this value already; choose another', errors: [{pointer: ''}]})
  await doors.commit(systemActor, {changes: [{op: 'archive', schema: 'deal', id: other}, {op: 'archive', schema: 'deal', id: String((await doors.dataOf('deal', id))['boss_id'])}]})
  expect(await restore()).toMatchObject({code: 'relational-link-broken', errors: [{pointer: '', message: 'expected the id of a live record, got one, which is not there or archived'}]})
})

test('what is wrong with a property that is not there for its sender names none', async () => {
  await doors.putSchema(systemActor, 'offer', {title: 'Offer', type: 'object', required: ['name', 'floor'], properties: {name: {type: 'string'}, floor: {type: 'number'}}})
  rules = {offer: {hidden: ['floor']}}
  const refused = await refusal(doors.commit(agent, {changes: [{op: 'create', schema: 'offer', data: {name: 'A'}}]}))
  expect([refused.code, refused.errors.every(({pointer}) => pointer === ''), `${refused.message} ${JSON.stringify(refused.errors)}`.includes('floor')]).toEqual(['invalid-input', true, false])
  expect(await refusal(doors.commit(agent, {changes: [{op: 'create', schema: 'offer', data: {name: 'A', floor: 'x'}}]}))).toMatchObject({errors: [{pointer: '/floor', message: 'unknown field'}]})
})

test('what is fixed may be sent back as it was read, and stays when it is left out; another value is refused', async () => {
  const id = await add({margin: 7})
  rules = {deal: {...red, fixed: ['margin']}}
  const replace = (data: {readonly [name: string]: string | number}) => doors.commit(agent, {changes: [{op: 'replace', schema: 'deal', id, data: {name: 'B', team: 'red', ...data}}]})
  await replace({margin: 7})
  await replace({})
  expect((await doors.dataOf('deal', id))['margin']).toBe(7)
  expect(await refusal(replace({margin: 8}))).toMatchObject({errors: [{pointer: '/margin', message: 'is not yours to set; leave it out'}]})
})

test('an answer to a write that takes the record away from its writer holds none of it', async () => {
  const id = await add({})
  const {records: [record], accesses: [access]} = await doors.commit(agent, {changes: [{op: 'merge', schema: 'deal', id, patch: {team: 'blue'}}]})
  expect([access!.sees(record!), access!.covers({...record!, doc: '{"team":"red"}'})]).toEqual([false, true])
  expect(await refusal(doors.reader.get(agent, 'deal', id))).toMatchObject({status: 404})
})

test('of a record that came and went, history shows what it was while it was there', async () => {
  const id = await add({name: 'First', team: 'blue'})
  for (const patch of [{team: 'red', name: 'Second'}, {name: 'Third'}]) await doors.commit(systemActor, {changes: [{op: 'merge', schema: 'deal', id, patch}]})
  const names = async (limit: number, before?: number) => (await doors.reader.history(agent, 'deal', id, limit, before)).map(({doc}) => (JSON.parse(doc!) as {name: string}).name)
  expect(await names(10)).toEqual(['Third', 'Second'])
  const [newest] = await doors.reader.history(agent, 'deal', id, 1)
  expect(await names(1, newest!.seq)).toEqual(['Second'])
})

test('words are found in what may be seen alone, where the index holds more', async () => {
  await add({name: 'Willow', code: 'birch'})
  await add({name: 'Maple', team: 'blue'})
  const found = async (words: string) => [(await doors.reader.search(agent, words, 10, ['deal'])).length, (await doors.reader.list(agent, {schema: 'deal', q: words})).items.length]
  expect([await found('will'), await found('birch'), await found('maple')]).toEqual([[1, 1], [1, 1], [0, 0]])
  rules = {deal: {...red, hidden: ['code']}}
  expect([await found('will'), await found('birch'), await found('maple')]).toEqual([[1, 1], [0, 0], [0, 0]])
  rules = {deal: {...red, hidden: ['code', 'name']}}
  expect([await found('will'), await found('birch')]).toEqual([[0, 0], [0, 0]])
})

test('live, a record is told of that comes, changes or goes; not one that was never there', async () => {
  const since = doors.store.seq()
  const came = await add({team: 'blue'})
  const stays = await add({})
  const never = await add({team: 'blue'})
  for (const [id, team] of [[came, 'red'], [stays, 'blue'], [never, 'blue']] as const) await doors.commit(systemActor, {changes: [{op: 'merge', schema: 'deal', id, patch: {team, name: 'Now'}}]})
  const access = doors.access.accessOf(agent, 'deal', 'read')
  const messages = groupChanges(await doors.store.changesOf(await doors.store.events(since, 100))).map(changes => recordMessage(changes, access))
  expect(messages.flatMap(message => message?.changes ?? [])).toEqual([{id: stays, rev: 1, op: 'create'}, {id: came, rev: 2, op: 'update'}, {id: stays, rev: 2, op: 'update'}])
})
